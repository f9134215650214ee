using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>A provider, and a connection through which it paints.</summary>
public abstract class ProviderStage : IAsyncDisposable
{
    /// <summary>The provider that is checked, as the host registers it.</summary>
    public abstract IImageProvider Provider { get; }

    /// <summary>Where and as whom it is called; good as it is.</summary>
    public virtual ProviderTarget Target { get; } = new(ConnectionId.Of("c1"), null, null, null);

    /// <summary>Parameters that a picture is quick and cheap with.</summary>
    public virtual JsonObject Parameters => [];

    /// <summary>Takes down what the stage has set up.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal ProviderCall Call(ImagePrompt? prompt = null) => new(
        AttemptId.Of("a1"), Target, prompt ?? new ImagePrompt("A harbour at night.", "fog"), Scene: null, Parameters, Seed: 4_000_000_000);

    internal Task<ProviderAnswer> GenerateAsync(ProviderCall? call = null, CancellationToken cancellation = default) =>
        Provider.GenerateAsync(call ?? Call(), new Progressed(), cancellation);
}

/// <summary>Keeps what a provider tells of its progress, in order.</summary>
internal sealed class Progressed : List<ProviderProgress>, IProgress<ProviderProgress>
{
    public void Report(ProviderProgress value) => Add(value);
}
