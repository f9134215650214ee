using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>A user's page, whose stream breaks and goes on after the last event it knows, or a few before it.</summary>
internal sealed class DrivenPage(IPageFeed feed, UserId user)
{
    private Func<Task> _close = () => Task.CompletedTask;

    public UserId User => user;

    /// <summary>The ids of what it heard. What it knows by its id it drops.</summary>
    public ImmutableList<long> Heard { get; private set; } = [];

    public void Open(int forgotten = 0)
    {
        var stream = new CancellationTokenSource();
        var listening = ListenAsync(Heard.Count > forgotten ? Heard[^(forgotten + 1)] : 0, stream.Token);
        _close = async () =>
        {
            await stream.CancelAsync();
            await listening;
            stream.Dispose();
        };
    }

    public Task CloseAsync() => _close();

    /// <param name="promised">The ids of the user's events as they stand in the journal.</param>
    public static void Judge(IReadOnlyList<long> promised, IReadOnlyList<long> heard)
    {
        if (!promised.SequenceEqual(heard))
            throw new BrokenPromiseException("A page hears every event once and in order", $"{heard.Count} of {promised.Count} heard");
    }

    private async Task ListenAsync(long after, CancellationToken cancellation)
    {
        try
        {
            await foreach (var told in feed.FollowAsync(user, null, after, cancellation))
            {
                if (told.Id is { } id && (Heard.IsEmpty || id > Heard[^1]))
                    Heard = Heard.Add(id);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream broke.
        }
    }
}
