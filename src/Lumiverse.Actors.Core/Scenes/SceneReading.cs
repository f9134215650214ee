using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>What to read for a decision. The read id ties the answer to the question.</summary>
/// <param name="Message">Read the chat up to here; null = all of it.</param>
/// <param name="Previous">The scene last seen; what nothing contradicts persists.</param>
/// <param name="Order">The request behind it; for automatic readings one that says nothing more.</param>
public sealed record SceneRequest(string ReadId, ChatKey Chat, MessageId? Message, Scene? Previous, ImageOrder Order)
{
    /// <summary>Whether the reading may be put off in case that more messages are on their way.</summary>
    public bool MayWait { get; init; }

    /// <summary>The message that <see cref="Previous"/> was read at; null = not known.</summary>
    public MessageId? PreviousAt { get; init; }
}

/// <summary>What came of a reading.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SceneReadOutcome.Read), "read")]
[JsonDerivedType(typeof(SceneReadOutcome.SwitchedOff), "switched_off")]
[JsonDerivedType(typeof(SceneReadOutcome.Failed), "failed")]
[JsonDerivedType(typeof(SceneReadOutcome.Postponed), "postponed")]
public abstract record SceneReadOutcome
{
    private SceneReadOutcome() { }

    /// <summary>Everything that a decision needs.</summary>
    /// <param name="Scene">Null when none was needed (a prompt of one's own).</param>
    /// <param name="Message">The message the scene was read at.</param>
    public sealed record Read(Scene? Scene, string Extractor, MessageId? Message, ScenePolicy Policy, ConnectionChoice Connection) : SceneReadOutcome
    {
        /// <summary>The text that the message had when it was read; null = the host does not tell texts apart.</summary>
        public string? Version { get; init; }

        /// <summary>Where the fields were read, by their names; null = the extractor does not say.</summary>
        public ImmutableSortedDictionary<string, FieldSource>? Sources { get; init; }

        /// <summary>What the prompt is written by.</summary>
        public PromptTerms Terms { get => field ?? PromptTerms.None; init; } = PromptTerms.None;
    }

    /// <summary>Automatic generation is switched off here; nothing was read.</summary>
    public sealed record SwitchedOff(string Reason) : SceneReadOutcome;

    /// <summary>Nothing can be painted; the reason says what to do.</summary>
    public sealed record Failed(string Reason) : SceneReadOutcome;

    /// <summary>Nothing was read: ask again once nothing has come for so long.</summary>
    public sealed record Postponed(TimeSpan Pause) : SceneReadOutcome;
}

/// <summary>The settings that a decision obeys, as they were when the scene was read.</summary>
/// <param name="Threshold">How many of the five fields must change, 1 to 5.</param>
/// <param name="Force">Paint even when the scene has not changed.</param>
/// <param name="GenerationTimeoutSeconds">0 = none.</param>
public sealed record ScenePolicy(
    int Threshold, bool Force, PromptMode Mode, string CustomPrompt, string CustomNegativePrompt, OutputTarget Target,
    int GenerationTimeoutSeconds)
{
    public ChangePolicy Change { get; init; }

    public ReturnToPlace Return { get; init; }

    /// <summary>Seconds from one image to the next automatic one; 0 = as few as may be.</summary>
    public int MinimumGapSeconds { get; init; }

    /// <summary>Replies that pass after an image before the next automatic one; 0 = none.</summary>
    public int MinimumGapMessages { get; init; }
}

/// <summary>The connection that would paint. <paramref name="CharacterId"/> is set when the image joins the character's gallery.</summary>
public sealed record ConnectionChoice(ConnectionId Id, string Provider, string? Model, string? CharacterId)
{
    /// <summary>How the prompt is worded for it.</summary>
    public PromptStyle Style { get; init; }
}
