using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What a prompt is written by, besides its request and its scene: as it was when the scene was read.</summary>
public sealed record PromptTerms
{
    public static PromptTerms None { get; } = new();

    /// <summary>The person's, or the chat's where it has its own.</summary>
    public PromptWishes Person { get => field ?? PromptWishes.None; init; } = PromptWishes.None;

    public PromptWishes Connection { get => field ?? PromptWishes.None; init; } = PromptWishes.None;

    public PromptLimits Limits { get => field ?? PromptLimits.None; init; } = PromptLimits.None;

    /// <summary>What the macros <c>{{char}}</c> and <c>{{user}}</c> stand for; null = nobody has a name.</summary>
    public string? CharacterName { get; init; }
    public string? PersonaName { get; init; }

    /// <summary>The scene last seen, for macros in a prompt that no scene is read for.</summary>
    public Scene? Remembered { get; init; }
}

/// <summary>What somebody wants around every prompt; empty = nothing.</summary>
/// <param name="Style">The manner of painting, such as "watercolour on rough paper".</param>
/// <param name="Prefix">Stands before everything else.</param>
/// <param name="Suffix">Stands behind everything else.</param>
/// <param name="Negative">What shall not be in the picture.</param>
public sealed record PromptWishes(string Style, string Prefix, string Suffix, string Negative)
{
    /// <summary>A page of text for each; what is longer belongs into a custom prompt.</summary>
    public const int LongestWish = 2000;

    public static PromptWishes None { get; } = new("", "", "", "");

    public bool HasMacro => IsMacroIn(Style) || IsMacroIn(Prefix) || IsMacroIn(Suffix) || IsMacroIn(Negative);

    /// <summary>Whether anything in a text looks like a macro.</summary>
    public static bool IsMacroIn(string? text) => Macros.AreIn(text);
}

/// <summary>How much of a prompt a model reads.</summary>
/// <param name="Tokens">For the prompt with its captions, and once more for the negative prompt; null = no limit is known.</param>
/// <param name="AddedTokens">What the provider itself adds to the prompt.</param>
/// <param name="AddedNegativeTokens">What the provider itself adds to the negative prompt.</param>
public sealed record PromptLimits(int? Tokens, int AddedTokens = 0, int AddedNegativeTokens = 0)
{
    public static PromptLimits None { get; } = new((int?)null);

    /// <summary>The model takes no negative prompt: it is told at the end of the prompt, and counts with it.</summary>
    public bool FoldsNegative { get; init; }
}
