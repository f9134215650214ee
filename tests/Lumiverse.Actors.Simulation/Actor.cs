using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Hosts one behaviour as the engine does: journal the facts, then perform the effects; repeat what is owed; look again
/// when it is due; after a crash start over from the journal.
/// </summary>
internal sealed class Actor<TState, TCommand, TFact> : IRecovers
    where TState : class where TCommand : class where TFact : class
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>A due instant that comes again and again without a fact would spin a real host.</summary>
    private const int MostIdleRings = 3;

    private readonly World _world;
    private readonly Machine _machine;
    private readonly Rules<TState, TCommand, TFact> _rules;
    private readonly TCommand _timeHasCome;
    private readonly Action<TCommand, TFact> _observe;
    private readonly List<TFact> _journal = [];
    private DateTimeOffset? _armed;
    private bool _repeats;
    private int _idleRings;
    private long _turns;

    public Actor(
        World world, string name, Machine machine, Rules<TState, TCommand, TFact> rules, TCommand timeHasCome,
        Action<TCommand, TFact> observe)
    {
        (_world, Name, _machine, _rules, _timeHasCome, _observe) = (world, name, machine, rules, timeHasCome, observe);
        State = rules.Initial;
        machine.Run(this);
    }

    public string Name { get; }

    public Machine Machine => _machine;

    public TState State { get; private set; }

    public void Tell(TCommand command)
    {
        if (!_machine.IsUp || _world.GoesDown(_machine))
            return;
        _world.Trace(Name, "←", command);
        var decision = Decide(command);
        if (_world.Rules.ActsBeforePersisting ? Act(decision) && Persist(command, decision) : Persist(command, decision) && Act(decision))
            Arm();
    }

    public void Recover()
    {
        _world.Trace(Name, "↻", "recovers");
        CompareWithJournal();
        State = _journal.Aggregate(_rules.Initial, _rules.Evolve);
        (_armed, _repeats, _idleRings) = (null, false, 0); // A ring that nobody was up to hear says nothing.
        if (Act(new Decision<TFact>([], _rules.Owed(State))))
            Arm();
    }

    public string? Unfinished()
    {
        var owed = _rules.Owed(State);
        return owed.IsEmpty ? null : $"{Name} is owed {Rendered.Of(owed[0])}";
    }

    public void CompareWithJournal()
    {
        var (live, replayed) = (Rendered.Of(State), Rendered.Of(_journal.Aggregate(_rules.Initial, _rules.Evolve)));
        if (live != replayed)
            throw new BrokenPromiseException("Replay gives the live state", $"{Name}\nlive:     {live}\nreplayed: {replayed}");
    }

    private Decision<TFact> Decide(TCommand command)
    {
        var turn = _world.NextTurn();
        var decision = _rules.Decide(State, command, turn);
        _turns++;
        if (long.IsPow2(_turns) && Rendered.Of(decision) != Rendered.Of(_rules.Decide(State, command, turn)))
            throw new BrokenPromiseException("Deciding is pure", $"{Name} decides otherwise the second time on {Rendered.Of(command)}");
        return decision;
    }

    private bool Persist(TCommand command, Decision<TFact> decision)
    {
        foreach (var fact in decision.Facts)
        {
            _world.Trace(Name, "•", fact);
            _journal.Add(fact);
            State = _rules.Evolve(State, fact);
            _observe(command, fact);
        }

        _idleRings = decision.Facts.IsEmpty ? _idleRings : 0;
        return true;
    }

    /// <summary>Performs effects until the host goes down, which it may do before each of them.</summary>
    private bool Act(Decision<TFact> decision)
    {
        foreach (var effect in decision.Effects)
        {
            if (_world.GoesDown(_machine))
                return false;
            _world.Perform(effect, _machine);
        }

        return true;
    }

    private void Arm()
    {
        var life = _machine.Life;
        if (_rules.Due(State) is { } due && due != _armed)
            _world.Time.At(due, () => Ring(due, life));
        _armed = _rules.Due(State);
        if (_repeats || _rules.Owed(State).IsEmpty)
            return;
        _repeats = true;
        _world.Time.After(RepeatEvery, () => Repeat(life));
    }

    private void Ring(DateTimeOffset due, int life)
    {
        if (life != _machine.Life || due != _armed)
            return;
        _armed = null;
        if (++_idleRings > MostIdleRings)
            throw new BrokenPromiseException("A timer leads to something", $"{Name} is due at {due:O} again and again, and does nothing");
        Tell(_timeHasCome);
    }

    private void Repeat(int life)
    {
        if (life != _machine.Life)
            return;
        _repeats = false;
        if (Act(new Decision<TFact>([], _rules.Owed(State))))
            Arm();
    }
}
