using System.Collections.Immutable;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.Tests.Easel;

/// <summary>What forms show of Easel, the provider of docs/providers.md.</summary>
internal static class EaselSchema
{
    public const string DefaultUrl = "https://api.easel.example";

    public static ImmutableArray<ModelOption> Models { get; } = [new("easel-1", "Easel 1")];

    public static ProviderDescription Description { get; } = new(
        "easel", "Easel",
        new ProviderCapabilities(Parameters(), ApiKeyRequired: true, ModelListStyle: "dynamic", Models, DefaultUrl),
        new ConnectionTerms(ConcurrentCalls: 4, CallsPerMinute: null, Burst: 4, IsFree: false));

    private static ImmutableSortedDictionary<string, ParameterSchema> Parameters() => new Dictionary<string, ParameterSchema>
    {
        ["size"] = new("select", "Width and height, in pixels.") { Default = "1024x1024", Options = [new("1024x1024", "Square")] },
        ["strokes"] = new("integer", "More strokes give more detail.") { Default = 30, Min = 1, Max = 100, Step = 1 },
        [RawRequestOverride.Name] = RawRequestOverride.Schema,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
