using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>An empty blob store of its own for each check, and how to find it again.</summary>
public abstract class BlobStage : IAsyncDisposable
{
    /// <summary>The store that is checked.</summary>
    public abstract IBlobStore Store { get; }

    /// <summary>The store as the next process finds it. Whatever the first one holds in memory must not help.</summary>
    public abstract IBlobStore Reopen();

    /// <summary>Takes down what the stage has set up.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
