using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Testing.Servers;
using SkiaSharp;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>
/// A paid provider without a network, which does with each call what it is told, and by itself paints: another picture for
/// another call.
/// </summary>
public sealed class VirtualProvider : IImageProvider
{
    /// <summary>Its id, for connections.</summary>
    public const string Id = "virtual";

    private readonly ConcurrentQueue<Manner> _next = new();
    private readonly ConcurrentQueue<ProviderCall> _calls = new();
    private int _charged;

    /// <inheritdoc/>
    public ProviderDescription Description { get; } = new(
        Id, "Virtual", new ProviderCapabilities(ImmutableSortedDictionary<string, ParameterSchema>.Empty, false, "static", [], ""),
        new ConnectionTerms(100, null, 1, IsFree: false));

    /// <summary>Every call, in order, with the prompt as it goes out.</summary>
    public IReadOnlyList<ProviderCall> Calls => [.. _calls];

    /// <summary>Pictures that were paid for, whether or not anybody got them.</summary>
    public int Charged => Volatile.Read(ref _charged);

    /// <summary>What it does with calls that nobody scripted; by default it paints.</summary>
    public Func<Manner> Otherwise { get; set; } = () => new Manner.Paints();

    /// <summary>What it does with the next calls, one each; after them it does what <see cref="Otherwise"/> says.</summary>
    public void Then(params IEnumerable<Manner> manners)
    {
        foreach (var manner in manners)
            _next.Enqueue(manner);
    }

    /// <inheritdoc/>
    public Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromResult<ProviderAnswer>(new ProviderAnswer.NotStarted("The call was cancelled.", Temporary: false));
        _calls.Enqueue(call);
        return DoAsync(_next.TryDequeue(out var manner) ? manner : Otherwise(), call, cancellation);
    }

    /// <inheritdoc/>
    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ConnectionTest(true, "The virtual provider is always there."));

    /// <inheritdoc/>
    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ModelCatalog([], CatalogSource.BuiltIn, null));

    private async Task<ProviderAnswer> DoAsync(Manner manner, ProviderCall call, CancellationToken cancellation) => manner switch
    {
        Manner.Paints => Paint(call),
        Manner.Refuses => new ProviderAnswer.Refused("The prompt was blocked."),
        Manner.Throttles throttles => new ProviderAnswer.NotStarted("Too many requests.", Temporary: true, throttles.RetryAfter),
        Manner.Fails => new ProviderAnswer.FailedUncharged("The model crashed."),
        Manner.IsShielded => new ProviderAnswer.Ambiguous("A gateway answered."),
        Manner.HangsUp => Lose("The line dropped before the answer."),
        Manner.StopsHalfway => Lose("The line dropped in the answer."),
        Manner.Redirects => new ProviderAnswer.NotStarted("The address leads elsewhere.", Temporary: false),
        Manner.Waits waits => await WaitAsync(waits, call, cancellation),
        _ => throw new UnreachableException(manner.ToString()),
    };

    private async Task<ProviderAnswer> WaitAsync(Manner.Waits waits, ProviderCall call, CancellationToken cancellation)
    {
        try
        {
            await waits.Until.WaitAsync(cancellation);
            return await DoAsync(waits.Then, call, cancellation);
        }
        catch (OperationCanceledException)
        {
            return new ProviderAnswer.Ambiguous("The call was cancelled while it was painted.");
        }
    }

    private ProviderAnswer.Ambiguous Lose(string reason)
    {
        Interlocked.Increment(ref _charged);
        return new ProviderAnswer.Ambiguous(reason);
    }

    private ProviderAnswer.Succeeded Paint(ProviderCall call)
    {
        Interlocked.Increment(ref _charged);
        return new ProviderAnswer.Succeeded(Samples.Picture(96, 64, colour: new SKColor(call.Seed | 0xFF000000)));
    }
}
