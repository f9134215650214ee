using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Simulation;

/// <summary>The store of connections: who owns them, and under which terms they may be used.</summary>
internal sealed class Profiles(World world)
{
    private readonly Dictionary<ConnectionId, ConnectionTerms> _stored = [];
    private readonly Dictionary<ConnectionId, UserId> _owners = [];

    /// <summary>How every key of a simulated provider begins; no stored byte may.</summary>
    public static ReadOnlySpan<byte> KeyMark => "sk-secret-"u8;

    public ConnectionTerms? TermsOf(ConnectionId id) => _stored.GetValueOrDefault(id);

    public UserId OwnerOf(ConnectionId id) => _owners[id];

    public ConnectionId Create(UserId owner)
    {
        var id = ConnectionId.Of(world.Dice.Id("conn"));
        (_owners[id], _stored[id]) = (owner, Terms(world.Dice.Happens(0.3)));
        Notice(owner, id, "{}");
        return id;
    }

    /// <param name="callsDiffer">The key is another one, and with it the limits; otherwise it only has another name.</param>
    public void Change(UserId owner, ConnectionId id, bool callsDiffer)
    {
        if (!_stored.TryGetValue(id, out var terms))
            return;
        if (callsDiffer)
            _stored[id] = Terms(terms.IsFree);
        Notice(owner, id, "{}", callsDiffer);
    }

    private ConnectionTerms Terms(bool isFree) => new(
        1 + world.Dice.Below(4), world.Dice.Happens(0.6) ? 0.5 + world.Dice.Below(20) : null, 1 + world.Dice.Below(4), isFree);

    public void Delete(UserId owner, ConnectionId id)
    {
        _stored.Remove(id);
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
