using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// The journal as the outbox of the pages: every fact for a user has a position, pages hear of it live, and after a broken
/// stream they read on in the journal from the last position they know.
/// </summary>
internal sealed class Feeds(World world)
{
    private readonly Dictionary<UserId, Feed> _feeds = [];
    private long _position;

    public void Open(UserId user, Machine machine) => _feeds[user] = new Feed(world, user, machine);

    /// <param name="owner">Whose actor the fact is of.</param>
    public void Publish(UserId audience, UserId? owner)
    {
        if (owner is { } known && known != audience)
            throw new BrokenPromiseException("Nobody sees what belongs to another user", $"{audience} is told of what is {owner}'s");
        _position++;
        if (_feeds.TryGetValue(audience, out var feed)) // Somebody without an open page has nobody to tell.
            feed.Append(_position);
    }

    public void Break(Machine machine)
    {
        foreach (var feed in _feeds.Values)
            feed.BreakWith(machine);
    }

    public void JudgeTheEnd()
    {
        foreach (var feed in _feeds.Values)
            feed.JudgeTheEnd();
    }
}

/// <summary>What one user's page must hear, and what it heard.</summary>
internal sealed class Feed
{
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private readonly World _world;
    private readonly UserId _user;
    private readonly Machine _machine;
    private readonly List<long> _positions = [];
    private readonly Queue<long> _sent = new();
    private int _heard;
    private int _stream;
    private bool _isOpen = true;

    public Feed(World world, UserId user, Machine machine)
    {
        (_world, _user, _machine) = (world, user, machine);
        PlanBreak();
    }

    public void Append(long position)
    {
        _positions.Add(position);
        if (!_isOpen)
            return;
        _sent.Enqueue(position);
        if (_sent.Count == 1)
            PlanDelivery();
    }

    public void BreakWith(Machine machine)
    {
        if (machine == _machine)
            Break();
    }

    public void JudgeTheEnd()
    {
        if (_heard < _positions.Count)
            throw new BrokenPromiseException("A page misses nothing", $"the page of {_user} heard {_heard} of {_positions.Count} events");
    }

    private void PlanDelivery()
    {
        var stream = _stream;
        _world.Time.After(Latency, () => Deliver(stream));
    }

    /// <summary>A stream keeps its order: what was sent meanwhile arrives in one go.</summary>
    private void Deliver(int stream)
    {
        if (stream != _stream)
            return; // It broke, and lost what was on its way.
        while (_sent.TryDequeue(out var position))
            Hear(position);
    }

    private void Hear(long position)
    {
        _world.Messages++;
        if (_heard > 0 && position <= _positions[_heard - 1])
            return; // Known by its id, so a page drops it.
        if (_heard == _positions.Count || position != _positions[_heard])
            throw new BrokenPromiseException("A page misses nothing", $"the page of {_user} hears event {position} before an earlier one");
        _heard++;
    }

    private void PlanBreak()
    {
        if (_world.Faults.BrokenStreamsPerDay > 0)
            _world.Time.After(_world.Dice.Around(TimeSpan.FromDays(1) / _world.Faults.BrokenStreamsPerDay), () =>
            {
                Break();
                PlanBreak();
            });
    }

    private void Break()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        _stream++;
        _sent.Clear();
        _world.Time.After(_world.Dice.Between(TimeSpan.FromSeconds(1), LongestAbsence), Resume);
    }

    /// <summary>As with Last-Event-ID; the last one it heard is sent again where the page did not note it in time.</summary>
    private void Resume()
    {
        _isOpen = true;
        if (_world.Rules.ForgetsMissedEvents)
            return;
        for (var i = Math.Max(0, _heard - _world.Dice.Below(2)); i < _positions.Count; i++)
            _sent.Enqueue(_positions[i]);
        if (_sent.Count > 0)
            PlanDelivery();
    }
}
