using Akka.Actor;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>Waits until the local actors have done what they were handed, and what came of that.</summary>
internal static class EntityQuiet
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Gives up when the limit is over: what is undone is owed, and asked for after the next start.</summary>
    public static async Task ReachAsync(EntityReferences entities, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        for (long before = -1; !patience.IsCancellationRequested;)
        {
            var (delivered, undone) = await LoadOfAsync(entities, limit);
            // One actor may have told another after that one was looked at: then more was delivered at the second look.
            if (undone == 0 && delivered == before)
                return;
            before = delivered;
            await Task.Delay(LookInterval);
        }
    }

    private static async Task<Load> LoadOfAsync(EntityReferences entities, TimeSpan limit)
    {
        var sum = new Load(0, 0);
        foreach (var kind in Enum.GetValues<EntityKind>())
        {
            var load = await entities[kind].Ask<Load>(new GetLoad(), limit);
            sum = new Load(sum.Delivered + load.Delivered, sum.Undone + load.Undone);
        }

        return sum;
    }
}
