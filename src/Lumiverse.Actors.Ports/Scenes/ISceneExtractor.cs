using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Ports.Scenes;

/// <summary>Reads the scene a chat stands in from its recent messages.</summary>
public interface ISceneExtractor
{
    Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation);
}

/// <summary>What an extractor may look at.</summary>
/// <param name="Lines">Recent messages, the oldest first.</param>
/// <param name="Previous">The scene last read in this chat; fields that nothing contradicts persist.</param>
/// <param name="Scenario">What the character says about the setting of the story; null when nothing.</param>
public sealed record SceneContext(ImmutableArray<ChatLine> Lines, Scene? Previous, string? Scenario);

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
}
