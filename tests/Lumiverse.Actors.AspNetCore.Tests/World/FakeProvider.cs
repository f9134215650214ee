using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>A provider with one parameter of each type; it never paints.</summary>
internal sealed class FakeProvider(string id) : IImageProvider
{
    public ConcurrentQueue<ProviderTarget> Targets { get; } = new();

    public ProviderDescription Description { get; } = new(id, id.ToUpperInvariant(), Capabilities(), new ConnectionTerms(1, null, 1, false));

    public Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        throw new InvalidOperationException("Routes never call a provider.");

    public Func<JsonObject, AccountUsage?> Usage { get; set; } = Untold;

    public void Clear()
    {
        Targets.Clear();
        Usage = Untold;
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        Targets.Enqueue(target);
        return Task.FromResult(new ConnectionTest(true, "All is well."));
    }

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        Targets.Enqueue(target);
        return Task.FromResult(new ModelCatalog([new ModelOption("m1", "Model 1") { Choices = Sizes }], CatalogSource.Live, target.ApiKey is null ? "No key." : null));
    }

    public Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        Targets.Enqueue(target);
        return Task.FromResult(Usage(parameters));
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<ModelOption>> Sizes { get; } =
        ImmutableSortedDictionary<string, ImmutableArray<ModelOption>>.Empty.Add("sampler", [new ModelOption("euler", "Euler")]);

    private static AccountUsage? Untold(JsonObject parameters) => null;

    private static ProviderCapabilities Capabilities() => new(
        new Dictionary<string, ParameterSchema>
        {
            ["steps"] = new("integer", "How long to paint.") { Min = 1, Max = 50, Default = 28 },
            ["guidance"] = new("number", "How closely to follow.") { Min = 0, Max = 10 },
            ["smea"] = new("boolean", "Smooth."),
            ["negativePrompt"] = new("string", "What to leave out."),
            ["rawRequestOverride"] = new("string", "What to send besides."),
            ["sampler"] = new("select", "How to sample.") { Options = [new ModelOption("euler", "Euler"), new ModelOption("ddim", "DDIM")] },
            ["referenceImages"] = new("image_array", "Pictures to follow.") { Group = "references" },
        }.ToImmutableSortedDictionary(),
        ApiKeyRequired: true, "static", [new ModelOption("m1", "Model 1")], "https://api.example.org");
}
