using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Simulation;

/// <summary>What providers answer, by chance and by the hour.</summary>
internal sealed class ProviderScript(World world)
{
    public static readonly (AttemptOutcome, TimeSpan) NoConnection =
        (new AttemptOutcome.NotStarted("There is no such connection.", false, null), TimeSpan.FromMilliseconds(5));

    public static readonly AttemptOutcome Unsent = new AttemptOutcome.NotStarted("Dropped before it was sent.", true, null);

    private static readonly TimeSpan LongestOutage = TimeSpan.FromHours(1);

    private readonly Spells<ConnectionId> _outages = new(world, faults => faults.OutagesPerDay, LongestOutage);

    public (AttemptOutcome Outcome, TimeSpan Pause) Play(JobTicket ticket) => _outages.IsOn(ticket.Connection)
        ? (new AttemptOutcome.NotStarted("Can't connect.", true, null), TimeSpan.FromSeconds(2))
        : (Outcome(), world.Dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(world.Dice.Happens(0.05) ? 280 : 40)));

    public AttemptOutcome BrokenOff() => world.Dice.Happens(0.5)
        ? new AttemptOutcome.Ambiguous("Broken off.")
        : new AttemptOutcome.FailedUncharged("Broken off before it began to paint.", null);

    private AttemptOutcome Outcome()
    {
        var (faults, pick) = (world.Faults, world.Dice.Share());
        bool Falls(double share) => (pick -= share) < 0;
        return Falls(faults.Throttled) ? new AttemptOutcome.NotStarted("Too many requests.", true, Pause())
            : Falls(faults.Refused) ? new AttemptOutcome.Refused("The prompt is against the rules.")
            : Falls(faults.Uncharged) ? new AttemptOutcome.FailedUncharged("The model crashed.", world.Dice.Happens(0.2) ? Pause() : null)
            : Falls(faults.Ambiguous) ? new AttemptOutcome.Ambiguous("The line went dead.")
            : Falls(faults.Unusable) ? new AttemptOutcome.Unusable("The answer is not a picture.")
            : Falls(faults.Quotas) ? new AttemptOutcome.NotStarted("The quota of the day is used up.", true, TimeSpan.FromHours(1 + world.Dice.Below(48)))
            : Falls(faults.Impossible) ? new AttemptOutcome.NotStarted("The key is wrong.", false, null)
            : new AttemptOutcome.Succeeded(Picture(), new CallRecord("scripted", null, "{}", 1));
    }

    private TimeSpan? Pause() => world.Dice.Happens(0.5) ? world.Dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(4)) : null;

    private Picture Picture()
    {
        var thumbnail = world.Dice.Happens(0.5) ? new Thumbnail(world.Blobs.Store("small"), "image/webp", 100, 300, 300) : null;
        return new Picture(world.Blobs.Store("blob"), "image/png", 1000, 64, 64, "AAAA", 0.5, thumbnail, thumbnail);
    }
}
