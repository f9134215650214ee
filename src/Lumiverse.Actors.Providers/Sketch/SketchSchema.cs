using System.Collections.Immutable;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Sketch;

/// <summary>What forms show of the sketch provider.</summary>
internal static class SketchSchema
{
    /// <summary>More would wait for each other anyhow: painting takes a core, and machines have a few.</summary>
    private const int ConcurrentCalls = 4;

    private static readonly ImmutableArray<ModelOption> Models = [new("sketch", "Sketch")];

    private static readonly ImmutableArray<ModelOption> Sizes =
    [
        new("1216x832", "Landscape (1216×832)"), new("832x1216", "Portrait (832×1216)"), new("1024x1024", "Square (1024×1024)"),
        new("1920x1088", "Wide (1920×1088)"), new("768x512", "Small (768×512)"),
    ];

    public static ProviderDescription Description { get; } = new(
        "sketch", "Sketch",
        new ProviderCapabilities(Parameters(), ApiKeyRequired: false, "static", Models, DefaultUrl: ""),
        new ConnectionTerms(ConcurrentCalls, CallsPerMinute: null, Burst: 1, IsFree: true));

    private static ImmutableSortedDictionary<string, ParameterSchema> Parameters() => new Dictionary<string, ParameterSchema>
    {
        ["size"] = new("select", "Width and height of the picture, in pixels.") { Default = "1216x832", Options = Sizes },
        ["seed"] = new("integer", "Paints the same picture each time; empty for another one each time.") { Min = 0, Max = uint.MaxValue, Step = 1 },
        ["latencyMs"] = ForTests(new("integer", "Waits this long before painting, in milliseconds.") { Default = 0, Min = 0, Max = SketchParameters.LongestLatencyMs, Step = 1 }),
        ["failure"] = ForTests(new("select", "Fails in this way instead of painting.") { Default = "none", Options = Failures() }),
        ["failureRate"] = ForTests(new("number", "The share of calls that fail, by seed; by default all of them when a failure is chosen.") { Min = 0, Max = 1, Step = 0.05 }),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static ParameterSchema ForTests(ParameterSchema schema) => schema with { Group = "Testing" };

    private static ImmutableArray<ModelOption> Failures() =>
        [.. SketchParameters.FailureNames.Select(name => new ModelOption(name, name.Replace('_', ' ')))];
}
