using System.Collections.Immutable;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>The words of a request: for all of the picture, against things in it, and for single people.</summary>
internal sealed record Wording(string Prompt, string Negative, ImmutableArray<string> Captions)
{
    /// <summary>People beyond those that a model takes apart are told in the prompt for all.</summary>
    public static Wording Of(ImageModel model, NovelAiOptions options, ImagePrompt prompt)
    {
        var people = prompt.Characters.Where(caption => !string.IsNullOrWhiteSpace(caption)).ToImmutableArray();
        var apart = people.Take(model.Family.MostCharacters).Select(PromptWording.Caption).ToImmutableArray();
        var whole = PromptWording.WithTags(prompt.Text.Trim(), PromptWording.Join([.. people.Skip(apart.Length)]));
        return new Wording(
            options.QualityTags ? PromptWording.WithTags(whole, model.QualityTags) : whole,
            PromptWording.Negative(model.UndesiredContentFor(options.UndesiredContentName), model.IsCurated, whole, prompt.Negative, options.NegativePrompt),
            apart);
    }
}
