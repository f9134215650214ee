using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Hosts one behaviour as the engine does: journal the facts, then perform the effects; repeat what is owed; look again
/// when it is due; leave memory when idle; after a crash or a write of unknown outcome start over from the journal.
/// </summary>
internal sealed class Actor<TState, TCommand, TFact> : IRecovers
    where TState : class where TCommand : class where TFact : class
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(15);
    /// <summary>Longer than in the engine: a pause between two replies should not always mean a recovery.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Of a host that breaks its word.</summary>
    private static readonly TimeSpan HastyTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestRestart = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRestart = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SyncDelay = TimeSpan.FromSeconds(1);

    /// <summary>A due instant that comes again and again without a fact would spin a real host.</summary>
    private const int MostIdleRings = 3;

    /// <summary>Fewer than the engine's, so that short worlds see many snapshots.</summary>
    private const int FactsPerSnapshot = 40;

    /// <summary>Every so many turns the same question is asked twice.</summary>
    private const int TurnsPerSecondLook = 64;

    private readonly World _world;
    private readonly Machine _machine;
    private readonly Rules<TState, TCommand, TFact> _rules;
    private readonly TCommand _timeHasCome;
    private readonly Action<TCommand, TFact, UserId?> _observe;
    private readonly Journal<TState, TCommand, TFact> _journal;
    private DateTimeOffset? _armed;
    private DateTimeOffset _lastTurn;
    private DateTimeOffset _backAt;
    private bool _isInMemory = true;
    private bool _repeats;
    private int _incarnation;
    private int _idleRings;
    private long _turns;

    public Actor(
        World world, string name, Machine machine, Rules<TState, TCommand, TFact> rules, TCommand timeHasCome,
        Action<TCommand, TFact, UserId?> observe)
    {
        (_world, Name, _machine, _rules, _timeHasCome, _observe) = (world, name, machine, rules, timeHasCome, observe);
        _journal = new Journal<TState, TCommand, TFact>(rules);
        (State, _lastTurn) = (rules.Initial, world.Time.Now);
        machine.Run(this);
    }

    public string Name { get; }

    public Machine Machine => _machine;

    /// <summary>What is durable, folded as it is read.</summary>
    public TState State { get; private set; }

    /// <summary>It does not know what is stored until it has recovered.</summary>
    public bool IsStartingOver => _world.Time.Now < _backAt;

    public bool IsAwake => !_rules.IsAtRest(State);

    private bool IsPassivated => !_isInMemory || IsIdleFor(IdleTimeout) && !IsAwake || _world.Rules.DropsTimersAtPassivation && IsIdleFor(HastyTimeout);

    public void Tell(TCommand command)
    {
        if (!_machine.IsUp || _world.GoesDown(_machine))
            return;
        if (IsStartingOver)
            Redeliver(command); // It waits at the actor's seat until the next incarnation is there.
        else if (!IsPassivated || TryRecover())
            Take(command);
    }

    public void Recover() => TryRecover();

    public void GoDown()
    {
        if (_world.Rules.AnswersBeforeSyncing && _journal.LoseSince(_world.Time.Now - SyncDelay) > 0)
            CompareWithJournal();
        _backAt = default;
        Stop();
    }

    public string? Unfinished()
    {
        var owed = _rules.Owed(State);
        return !owed.IsEmpty ? $"{Name} is owed {Rendered.Of(owed[0])}"
            : _rules.Due(State) is { } due && due < _world.Time.Now ? $"{Name} is due since {due:O}"
            : null;
    }

    public void CompareWithJournal() => GoOnWith(State, _journal.Replay());

    /// <summary>What is read from bytes alone takes the place of what was live, so every recovery begins with what a replay gives.</summary>
    private void GoOnWith(TState live, TState replayed)
    {
        if (!Sameness.Holds(live, replayed))
            throw new BrokenPromiseException("Replay gives the live state", $"{Name}\nlive:     {Rendered.Of(live)}\nreplayed: {Rendered.Of(replayed)}");
        State = replayed;
    }

    private bool IsIdleFor(TimeSpan pause) => _world.Time.Now - _lastTurn > pause;

    private bool TryRecover()
    {
        _world.Trace(Name, "↻", "recovers");
        Stop();
        (_isInMemory, _lastTurn) = (true, _world.Time.Now);
        if (!Act(_rules.Owed(State)))
            return false;
        Arm();
        return true;
    }

    /// <summary>Ends this incarnation with its timers. A ring that nobody was up to hear says nothing.</summary>
    private void Stop()
    {
        _incarnation++;
        (_isInMemory, _armed, _repeats, _idleRings) = (false, null, false, 0);
    }

    private void Take(TCommand command)
    {
        _world.Trace(Name, "←", command);
        _lastTurn = _world.Time.Now;
        var decision = Decide(command);
        if (_world.Rules.ActsBeforePersisting ? Act(decision.Effects) && Persist(command, decision) : Persist(command, decision) && Act(decision.Effects))
            Arm();
    }

    private Decision<TFact> Decide(TCommand command)
    {
        var turn = _world.NextTurn();
        var decision = _rules.Decide(State, command, turn);
        _turns++;
        if (_turns % TurnsPerSecondLook == 1 && !Sameness.Holds(decision, _rules.Decide(State, command, turn)))
            throw new BrokenPromiseException("Deciding is pure", $"{Name} decides otherwise the second time on {Rendered.Of(command)}");
        return decision;
    }

    /// <summary>False = this incarnation is over: it does not know what is stored, or what asked for it was turned down.</summary>
    private bool Persist(TCommand command, Decision<TFact> decision)
    {
        if (decision.Facts.IsEmpty)
            return true;
        var written = _world.Disk.Write(_machine);
        if (written is Written.Stored or Written.Unanswered)
            Store(command, decision.Facts);
        if (written == Written.Stored)
            return true;
        _world.Trace(Name, "✗", $"write {written}");
        StartOver();
        if (written != Written.Rejected)
            Redeliver(command);
        return false;
    }

    private void Store(TCommand command, ImmutableArray<TFact> facts)
    {
        foreach (var fact in facts)
        {
            _world.Trace(Name, "•", fact);
            GoOnWith(_rules.Evolve(State, fact), _rules.Evolve(State, _journal.Append(fact, _world.Time.Now)));
            _observe(command, fact, _rules.Audience(State, fact));
        }

        _idleRings = 0;
        if (_journal.FactsSinceSnapshot >= FactsPerSnapshot)
            GoOnWith(State, _journal.Snapshot(State));
    }

    private void StartOver()
    {
        Stop();
        _backAt = _world.Time.Now + _world.Dice.Between(ShortestRestart, LongestRestart);
        var incarnation = _incarnation;
        _world.Time.At(_backAt, () =>
        {
            if (incarnation == _incarnation && _machine.IsUp)
                Recover();
        });
    }

    private void Redeliver(TCommand command)
    {
        var life = _machine.Life;
        _world.Time.At(_backAt, () =>
        {
            if (life == _machine.Life)
                Tell(command);
        });
    }

    /// <summary>Performs effects until the host goes down, which it may do before each of them.</summary>
    private bool Act(ImmutableArray<Effect> effects)
    {
        foreach (var effect in effects)
        {
            if (_world.GoesDown(_machine))
                return false;
            _world.Perform(effect, _machine);
        }

        return true;
    }

    private void Arm()
    {
        var incarnation = _incarnation;
        var next = _rules.Due(State);
        if (next is { } due && due != _armed)
            _world.Time.At(due, () => Ring(due, incarnation));
        _armed = next;
        if (_repeats || !IsAwake)
            return;
        _repeats = true;
        _world.Time.After(RepeatEvery, () => Repeat(incarnation));
    }

    private void Ring(DateTimeOffset due, int incarnation)
    {
        if (incarnation != _incarnation || due != _armed || IsPassivated)
            return;
        _armed = null;
        if (++_idleRings > MostIdleRings)
            throw new BrokenPromiseException("A timer leads to something", $"{Name} is due at {due:O} again and again, and does nothing");
        Tell(_timeHasCome);
    }

    private void Repeat(int incarnation)
    {
        if (incarnation != _incarnation)
            return;
        _repeats = false;
        if (IsAwake && Act(_rules.Owed(State)))
            Arm();
    }
}
