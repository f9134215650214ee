using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;

namespace Lumiverse.Actors.Core.Primitives;

/// <summary>What a turn comes to: facts to be journalled, all or none, and effects to be performed in order after that.</summary>
public sealed record Decision<TFact>(ImmutableArray<TFact> Facts, ImmutableArray<Effect> Effects)
{
    public static Decision<TFact> Nothing { get; } = new([], []);

    public static Decision<TFact> Only(params ReadOnlySpan<Effect> effects) => new([], [.. effects]);
}

/// <summary>
/// The rules of one kind of actor as pure functions. The host calls <see cref="Decide"/>, journals the facts, folds them
/// with <see cref="Evolve"/>, and then performs the effects.
/// </summary>
/// <typeparam name="TState">Everything the rules remember; a function of the journal alone.</typeparam>
/// <typeparam name="TCommand">What can be asked of the actor, and what the world tells it.</typeparam>
/// <typeparam name="TFact">What happened, as it is journalled.</typeparam>
public interface IBehaviour<TState, in TCommand, TFact>
{
    static abstract TState Initial { get; }

    static abstract Decision<TFact> Decide(TState state, TCommand command, Turn turn);

    /// <summary>Reads only the fact: replay gives the same state on any day.</summary>
    static abstract TState Evolve(TState state, TFact fact);

    /// <summary>
    /// What the world still owes this state. The host performs it after recovery, and again from time to time while it
    /// is not empty; so each of these effects is idempotent by its id.
    /// </summary>
    static abstract ImmutableArray<Effect> Owed(TState state);

    /// <summary>When the actor has to look at its state again although nobody calls; null = never.</summary>
    static abstract DateTimeOffset? Due(TState state);

    /// <summary>
    /// Nothing is owed and nothing is due: the actor may leave memory, and need not be woken after a start. Cheap, because
    /// it is asked after every turn.
    /// </summary>
    static abstract bool IsAtRest(TState state);

    /// <summary>Whose feed a fact belongs to, or null for facts that pages don't care about.</summary>
    static abstract UserId? Audience(TState stateAfter, TFact fact);
}
