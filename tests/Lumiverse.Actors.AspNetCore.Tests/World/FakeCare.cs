using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Records what it is asked to remake and remove.</summary>
internal sealed class FakeCare : IGalleryCare
{
    public ConcurrentQueue<ImageId> Remade { get; } = new();

    public ConcurrentDictionary<BlobHash, UnusedBlob> Unused { get; } = new();

    /// <summary>What a rebuild waits for before each picture; null = nothing.</summary>
    public Task? Gate { get; set; }

    public Func<ImageRow, bool> OnRemake { get; set; } = _ => true;

    public void Clear()
    {
        Remade.Clear();
        Unused.Clear();
        (Gate, OnRemake) = (null, _ => true);
    }

    public async Task<bool> RemakeThumbnailsAsync(ImageRow image, CancellationToken cancellation)
    {
        await (Gate ?? Task.CompletedTask).WaitAsync(cancellation);
        Remade.Enqueue(image.Id);
        return OnRemake(image);
    }

    public async IAsyncEnumerable<UnusedBlob> FindUnusedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var blob in Unused.Values)
            yield return await Task.FromResult(blob);
    }

    public Task<bool> RemoveUnusedAsync(BlobHash blob, CancellationToken cancellation) => Task.FromResult(Unused.TryRemove(blob, out _));
}
