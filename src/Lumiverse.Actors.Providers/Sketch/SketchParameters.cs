using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Sketch.Painting;

namespace Lumiverse.Actors.Providers.Sketch;

/// <summary>How a call wants to fail, for tests and for trying out what a host does then.</summary>
internal enum StagedFailure { None, Refused, NotStarted, RateLimited, Failed, Ambiguous, Corrupt }

/// <summary>The parameters of one call; whatever is missing or makes no sense takes its default.</summary>
internal sealed record SketchParameters(int WidthPixels, int HeightPixels, uint Seed, TimeSpan Latency, StagedFailure Failure)
{
    public const int DefaultWidth = 1216;
    public const int DefaultHeight = 832;

    /// <summary>Below it nothing can be recognised.</summary>
    public const int SmallestSide = 64;

    /// <summary>Above it a painting takes most of a second.</summary>
    public const int LargestSide = 2048;

    public const int LongestLatencyMs = 60_000;

    private static readonly (string Name, StagedFailure Failure)[] Failures =
    [
        ("refused", StagedFailure.Refused), ("not_started", StagedFailure.NotStarted), ("rate_limited", StagedFailure.RateLimited),
        ("failed", StagedFailure.Failed), ("ambiguous", StagedFailure.Ambiguous), ("corrupt", StagedFailure.Corrupt),
    ];

    public static IEnumerable<string> FailureNames => Failures.Select(row => row.Name).Prepend("none");

    public static SketchParameters Read(ProviderCall call)
    {
        var seed = Number(call.Parameters, "seed") is { } pinned and >= 0 and <= uint.MaxValue ? (uint)pinned : call.Seed;
        var (width, height) = ParseSize(Text(call.Parameters, "size"));
        var latency = Math.Clamp(Number(call.Parameters, "latencyMs") ?? 0, 0, LongestLatencyMs);
        return new SketchParameters(width, height, seed, TimeSpan.FromMilliseconds(latency), ReadFailure(call.Parameters, seed));
    }

    /// <summary>"1216x832"; anything else is the default size.</summary>
    public static (int Width, int Height) ParseSize(string? text) =>
        text?.ToLowerInvariant().Split('x', '×') is [var width, var height] && Side(width) is { } wide && Side(height) is { } high
            ? (wide, high)
            : (DefaultWidth, DefaultHeight);

    /// <summary>Whether this call is among those that fail follows from its seed, so that a repeat with the same seed fails again.</summary>
    private static StagedFailure ReadFailure(JsonObject parameters, uint seed)
    {
        var name = Text(parameters, "failure");
        var failure = Failures.FirstOrDefault(row => row.Name == name).Failure;
        var rate = Number(parameters, "failureRate") ?? (failure == StagedFailure.None ? 0 : 1);
        var staged = failure == StagedFailure.None ? StagedFailure.Failed : failure;
        return new Dice(Dice.Hash("failure") ^ seed).Share() < rate ? staged : StagedFailure.None;
    }

    private static int? Side(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= SmallestSide and <= LargestSide ? side : null;

    private static string? Text(JsonObject parameters, string name) =>
        parameters[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonObject parameters, string name) => parameters[name] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && double.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
