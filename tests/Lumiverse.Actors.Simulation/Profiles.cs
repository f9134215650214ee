using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Simulation;

/// <summary>The store of connections: who owns them, and under which terms they may be used.</summary>
internal sealed class Profiles(World world)
{
    private readonly SortedDictionary<string, ConnectionTerms> _stored = new(StringComparer.Ordinal);

    public ConnectionTerms? TermsOf(ConnectionId id) => _stored.GetValueOrDefault(id.Value);

    public ConnectionId Create(UserId owner)
    {
        var id = ConnectionId.Of(world.Dice.Id("conn"));
        _stored[id.Value] = new ConnectionTerms(
            1 + world.Dice.Below(4), world.Dice.Happens(0.6) ? 0.5 + world.Dice.Below(20) : null, 1 + world.Dice.Below(4), world.Dice.Happens(0.3));
        Notice(owner, id, "{}");
        return id;
    }

    /// <param name="callsDiffer">The key is another one; otherwise it only has another name.</param>
    public void Change(UserId owner, ConnectionId id, bool callsDiffer)
    {
        if (_stored.ContainsKey(id.Value))
            Notice(owner, id, "{}", callsDiffer);
    }

    public void Delete(UserId owner, ConnectionId id)
    {
        _stored.Remove(id.Value);
        Notice(owner, id, null);
    }

    public void Read(ConnectionId id) =>
        world.Send(() => world.Connection(id).Tell(new ConnectionCommand.TermsWereRead(TermsOf(id))));

    /// <summary>Told until it is heard: the edge answers a person only after the connection did.</summary>
    private void Notice(UserId owner, ConnectionId id, string? profile, bool callsDiffer = false)
    {
        var connection = world.Connection(id);
        if (connection.Machine.IsUp)
            connection.Tell(new ConnectionCommand.NoticeProfile(owner, id, profile, callsDiffer));
        if (!connection.Machine.IsUp)
            world.Time.After(TimeSpan.FromSeconds(30), () => Notice(owner, id, profile, callsDiffer));
    }
}
