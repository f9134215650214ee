using System.Collections.Immutable;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>The closed families of the API as the words that travel in JSON, each list in the order of its enum.</summary>
public static class WireWords
{
    public static ImmutableArray<string> PromptModes { get; } = ["scene", "custom", "parsed_custom"];

    public static ImmutableArray<string> OutputTargets { get; } = ["background", "chat_attachment", "attach_to_message", "preview"];

    public static ImmutableArray<string> Triggers { get; } = ["force", "manual", "automatic"];

    public static ImmutableArray<string> ChangePolicies { get; } = ["meaning", "exact"];

    public static ImmutableArray<string> ReturnsToPlace { get; } = ["ask", "always", "never"];

    public static ImmutableArray<string> PromptNoteKinds { get; } = ["merged", "moved", "cut", "left_out", "unknown_macro", "empty_macro"];

    public static string Word(this PromptNoteKind kind) => PromptNoteKinds[(int)kind];

    public static string Word(this PromptMode mode) => PromptModes[(int)mode];

    public static string Word(this OutputTarget target) => OutputTargets[(int)target];

    public static string Word(this JobTrigger trigger) => Triggers[(int)trigger];

    public static string Word(this ChangePolicy policy) => ChangePolicies[(int)policy];

    public static string Word(this ReturnToPlace setting) => ReturnsToPlace[(int)setting];

    /// <summary>The policy of a word; null for a word that names none.</summary>
    public static ChangePolicy? ParseChangePolicy(string? word) => (ChangePolicy?)IndexIn(ChangePolicies, word);

    /// <summary>The choice of a word; null for a word that names none.</summary>
    public static ReturnToPlace? ParseReturnToPlace(string? word) => (ReturnToPlace?)IndexIn(ReturnsToPlace, word);

    /// <summary>The mode of a word; null for a word that names none.</summary>
    public static PromptMode? ParsePromptMode(string? word) => (PromptMode?)IndexIn(PromptModes, word);

    /// <summary>The target of a word; null for a word that names none.</summary>
    public static OutputTarget? ParseOutputTarget(string? word) => (OutputTarget?)IndexIn(OutputTargets, word);

    private static int? IndexIn(ImmutableArray<string> words, string? word) =>
        word is not null && words.IndexOf(word) is >= 0 and var index ? index : null;
}
