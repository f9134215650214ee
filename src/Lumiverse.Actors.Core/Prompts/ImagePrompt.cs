namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What a provider is told to paint, and what to keep out; the negative is null where nothing was said.</summary>
public sealed record ImagePrompt(string Text, string? Negative);
