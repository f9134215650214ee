using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>What to read for a decision. The read id ties the answer to the question.</summary>
/// <param name="Message">Read the chat up to here; null = all of it.</param>
/// <param name="Previous">The scene last seen; what nothing contradicts persists.</param>
/// <param name="Order">The request behind it; for automatic readings one that says nothing more.</param>
public sealed record SceneRequest(string ReadId, ChatKey Chat, MessageId? Message, Scene? Previous, ImageOrder Order);

/// <summary>What came of a reading.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SceneReadOutcome.Read), "read")]
[JsonDerivedType(typeof(SceneReadOutcome.SwitchedOff), "switched_off")]
[JsonDerivedType(typeof(SceneReadOutcome.Failed), "failed")]
public abstract record SceneReadOutcome
{
    private SceneReadOutcome() { }

    /// <summary>Everything that a decision needs.</summary>
    /// <param name="Scene">Null when none was needed (a prompt of one's own).</param>
    /// <param name="Message">The message the scene was read at.</param>
    public sealed record Read(Scene? Scene, string Extractor, MessageId? Message, ScenePolicy Policy, ConnectionChoice Connection) : SceneReadOutcome;

    /// <summary>Automatic generation is switched off here; nothing was read.</summary>
    public sealed record SwitchedOff(string Reason) : SceneReadOutcome;

    /// <summary>Nothing can be painted; the reason says what to do.</summary>
    public sealed record Failed(string Reason) : SceneReadOutcome;
}

/// <summary>The settings that a decision obeys, as they were when the scene was read.</summary>
/// <param name="Threshold">How many of the five fields must change, 1 to 5.</param>
/// <param name="Force">Paint even when the scene has not changed.</param>
/// <param name="GenerationTimeoutSeconds">0 = none.</param>
public sealed record ScenePolicy(
    int Threshold, bool Force, PromptMode Mode, string CustomPrompt, string CustomNegativePrompt, OutputTarget Target,
    int GenerationTimeoutSeconds)
{
    /// <summary>When a field counts as changed.</summary>
    public ChangePolicy Change { get; init; }
}

/// <summary>The connection that would paint. <paramref name="CharacterId"/> is set when the image joins the character's gallery.</summary>
public sealed record ConnectionChoice(ConnectionId Id, string Provider, string? Model, string? CharacterId);
