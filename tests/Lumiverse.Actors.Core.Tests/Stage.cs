using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Tests;

/// <summary>One actor without a host: a command goes in, its facts are folded, and its effects are what a test looks at.</summary>
internal sealed class Stage<TBehaviour, TState, TCommand, TFact>
    where TBehaviour : IBehaviour<TState, TCommand, TFact>
{
    private readonly List<TFact> _journal = [];
    private ulong _turns;

    public TState State { get; private set; } = TBehaviour.Initial;

    public DateTimeOffset Now { get; set; } = Given.Noon;

    public IReadOnlyList<TFact> Journal => _journal;

    public ImmutableArray<Effect> Owed => TBehaviour.Owed(State);

    public DateTimeOffset? Due => TBehaviour.Due(State);

    public Decision<TFact> Tell(TCommand command)
    {
        var decision = TBehaviour.Decide(State, command, new Turn(Now, 7, ++_turns));
        _journal.AddRange(decision.Facts);
        State = decision.Facts.Aggregate(State, TBehaviour.Evolve);
        return decision;
    }

    public Decision<TFact> TellAfter(TimeSpan time, TCommand command)
    {
        Now += time;
        return Tell(command);
    }

    /// <summary>What a host does that went down: everything but the journal is gone.</summary>
    public void Recover() => State = _journal.Aggregate(TBehaviour.Initial, TBehaviour.Evolve);
}
