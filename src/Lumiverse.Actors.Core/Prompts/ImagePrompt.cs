using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What a provider is told to paint, and what to keep out; the negative is null where nothing was said.</summary>
public sealed record ImagePrompt(string Text, string? Negative)
{
    /// <summary>Captions of single people, for models that take them apart from the rest; empty elsewhere.</summary>
    public ImmutableArray<string> Characters { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What was done to words on their way in here; never sent.</summary>
    public ImmutableArray<PromptNote> Notes { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>How a prompt from a scene is worded: in sentences, or in the tags that anime models were trained on.</summary>
public enum PromptStyle { Prose, Tags }
