using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>The words of a request: for all of the picture, against things in it, and for single people.</summary>
internal sealed record Wording(string Prompt, string Negative, ImmutableArray<string> Captions)
{
    /// <summary>What was done to words that somebody wrote.</summary>
    public ImmutableArray<PromptNote> Notes { get; private init; } = [];

    /// <summary>People beyond those that a model takes apart are told in the prompt for all.</summary>
    public static Wording Of(PromptDraft draft)
    {
        var (model, options, prompt) = (ImageModels.Of(draft.Model), new NovelAiOptions(draft.Parameters), draft.Prompt);
        var people = prompt.Characters.Where(caption => !string.IsNullOrWhiteSpace(caption)).ToImmutableArray();
        var apart = people.Take(model.Family.MostCharacters).Select(PromptWording.Caption).ToImmutableArray();
        ImmutableArray<string> moved = [.. people.Skip(apart.Length)];
        var whole = PromptWording.WithTags(prompt.Text.Trim(), PromptWording.Join([.. moved]));
        return new Wording(options.QualityTags ? PromptWording.WithQuality(whole, model.QualityTags) : whole, Unwanted(model, options, whole, prompt.Negative), apart)
        {
            Notes = [.. moved.Select(caption => Moved(caption, model)), .. Merged(model, options, prompt.Negative)],
        };
    }

    /// <summary>What a model reads, and how much of it the words around a prompt take.</summary>
    public static PromptLimits LimitsOf(string? id, JsonObject parameters)
    {
        var (model, options) = (ImageModels.Of(id), new NovelAiOptions(parameters));
        var added = options.QualityTags ? $", {model.QualityTags}" : "";
        return new PromptLimits(model.MostTokens, TokenCount.Of(added), TokenCount.Of($"{Unwanted(model, options, "", null)},"));
    }

    private static string Unwanted(ImageModel model, NovelAiOptions options, string whole, string? negative) =>
        PromptWording.Negative(model.UndesiredContentFor(options.UndesiredContentName), model.IsCurated, whole, negative, options.NegativePrompt);

    private static PromptNote Moved(string caption, ImageModel model) => PromptNote.Of(
        PromptNoteKind.Moved, caption,
        model.Family.MostCharacters == 0 ? $"{model.Label} takes no captions of single people; this one stands in the prompt." : $"{model.Label} takes {model.Family.MostCharacters} captions of single people; this one stands in the prompt.");

    private static IEnumerable<PromptNote> Merged(ImageModel model, NovelAiOptions options, string? negative) =>
        PromptWording.SaidTwice(model.UndesiredContentFor(options.UndesiredContentName), negative, options.NegativePrompt)
            .Where(phrase => !PromptWriter.IsStandardNegative(phrase)).Select(phrase => PromptNote.Of(PromptNoteKind.Merged, phrase, $"“{phrase}” is in the negative prompt already; it stands there once."));
}
