using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>The rules of one kind of actor as a value, so that broken ones may stand in for them.</summary>
public sealed record Rules<TState, TCommand, TFact>(
    TState Initial, Func<TState, TCommand, Turn, Decision<TFact>> Decide, Func<TState, TFact, TState> Evolve,
    Func<TState, ImmutableArray<Effect>> Owed, Func<TState, DateTimeOffset?> Due, Func<TState, bool> IsAtRest,
    Func<TState, TFact, UserId?> Audience)
{
    public static Rules<TState, TCommand, TFact> Of<TBehaviour>() where TBehaviour : IBehaviour<TState, TCommand, TFact> =>
        new(TBehaviour.Initial, TBehaviour.Decide, TBehaviour.Evolve, TBehaviour.Owed, TBehaviour.Due, TBehaviour.IsAtRest, TBehaviour.Audience);
}

/// <summary>The rules that a world is played by; by default the real ones.</summary>
public sealed record RuleBook
{
    public static RuleBook Real { get; } = new();

    public Rules<SceneState, SceneCommand, SceneFact> Scenes { get; init; } =
        Rules<SceneState, SceneCommand, SceneFact>.Of<SceneBehaviour>();

    public Rules<ConnectionState, ConnectionCommand, ConnectionFact> Connections { get; init; } =
        Rules<ConnectionState, ConnectionCommand, ConnectionFact>.Of<ConnectionBehaviour>();

    public Rules<GalleryState, GalleryCommand, GalleryFact> Galleries { get; init; } =
        Rules<GalleryState, GalleryCommand, GalleryFact>.Of<GalleryBehaviour>();

    /// <summary>The host's own sin: effects leave before the facts are durable.</summary>
    public bool ActsBeforePersisting { get; init; }

    /// <summary>The host's other sin: an actor leaves memory after a minute though its timer is armed, and the timer with it.</summary>
    public bool DropsTimersAtPassivation { get; init; }

    /// <summary>The disk's sin: it says that facts are durable a moment before they are.</summary>
    public bool AnswersBeforeSyncing { get; init; }

    /// <summary>The bridge's sin: a page that comes back hears only what happens from then on.</summary>
    public bool ForgetsMissedEvents { get; init; }

    /// <summary>The caller's sin: it says that a picture is stored a moment before it is.</summary>
    public bool NamesBytesBeforeStoring { get; init; }

    /// <summary>The caller's other sin: whoever cancels a call also breaks off the look at what became of it.</summary>
    public bool BreaksOffRecoveries { get; init; }
}
