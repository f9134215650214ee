using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>Memory that tells what is asked of it, and that may keep the one who asks waiting.</summary>
internal sealed class WatchedMemory : AnswerMemory
{
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null = there is room at once.</summary>
    public TaskCompletionSource? Room { get; init; }

    public int Growths { get; private set; }

    public int Wanted { get; private set; }

    public ReadOnlyMemory<byte> Last { get; private set; }

    public override async ValueTask<Memory<byte>> GrowAsync(ReadOnlyMemory<byte> held, int bytes, CancellationToken cancellation)
    {
        (Growths, Wanted) = (Growths + 1, bytes);
        Asked.TrySetResult();
        if (Room is { } room)
            await room.Task;
        var grown = await Fresh.GrowAsync(held, bytes, cancellation);
        Last = grown;
        return grown;
    }
}
