using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Ports.Scenes;

/// <summary>Reads the scene a chat stands in from its recent messages.</summary>
public interface ISceneExtractor
{
    /// <summary>
    /// Throws <see cref="SceneUnreadableException"/> when what it relies on gave no scene. Then, after any other throw and
    /// after <paramref name="cancellation"/>, the built-in extractor reads instead, and the reading says why.
    /// </summary>
    Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation);
}

/// <summary>What an extractor may look at.</summary>
/// <param name="Lines">Recent messages, the oldest first.</param>
/// <param name="Previous">The scene last read in this chat; fields that nothing contradicts persist.</param>
/// <param name="Scenario">What the character says about the setting of the story; null when nothing.</param>
public sealed record SceneContext(ImmutableArray<ChatLine> Lines, Scene? Previous, string? Scenario)
{
    /// <summary>The message that <see cref="Previous"/> was read at; null = not known.</summary>
    public MessageId? PreviousAt { get; init; }

    /// <summary>The character, when characters belong in the picture; null = they do not.</summary>
    public ChatPerson? Character { get; init; }

    /// <summary>Whom the user speaks as, when they belong in the picture; null = they do not.</summary>
    public ChatPerson? Persona { get; init; }

    /// <summary>Whether a person asked for this reading; an extractor that saves calls does not save this one.</summary>
    public bool IsAskedFor { get; init; }

    public bool IncludesPeople => Character is not null || Persona is not null;
}

/// <summary>A message of a chat as the story tells it.</summary>
public sealed record ChatLine(MessageId Id, bool IsUser, string Name, string Content)
{
    /// <summary>Names the text, the same as in what the scene is told of edits; null = the host does not tell texts apart.</summary>
    public string? Version { get; init; }
}

/// <summary>The scene that was read, and by whom.</summary>
public sealed record SceneReading(Scene Scene, string Extractor)
{
    /// <summary>Where the fields were read, by their names; null = the extractor does not say.</summary>
    public ImmutableSortedDictionary<string, FieldSource>? Sources { get; init; }

    /// <summary>What a person should know about how it was read, as a clause; null = nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>An extractor got no scene from what it relies on.</summary>
/// <param name="why">A clause for people, such as "the model answered nothing". It is stored and shown: no keys, no prompts.</param>
public sealed class SceneUnreadableException(string why) : Exception(why);
