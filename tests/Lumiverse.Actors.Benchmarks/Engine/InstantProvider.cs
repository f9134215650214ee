using System.Collections.Immutable;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>Answers after its latency with one picture, each time with other bytes, so that every image is stored.</summary>
internal sealed class InstantProvider(byte[] picture, TimeSpan latency = default, int concurrentCalls = 64) : IImageProvider
{
    private int _number;

    public ProviderDescription Description { get; } = new(
        "sketch", "Instant",
        new ProviderCapabilities(ImmutableSortedDictionary<string, ParameterSchema>.Empty, false, "static", [], ""),
        new ConnectionTerms(concurrentCalls, CallsPerMinute: null, Burst: 1, IsFree: true));

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, cancellation);
        var answer = await call.Memory.GrowAsync(default, picture.Length + PngNumber.Length, cancellation);
        PngNumber.Mark(picture, Interlocked.Increment(ref _number), answer.Span);
        return new ProviderAnswer.Succeeded(answer);
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ConnectionTest(true, "Nothing is needed."));

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ModelCatalog([], CatalogSource.BuiltIn, null));
}
