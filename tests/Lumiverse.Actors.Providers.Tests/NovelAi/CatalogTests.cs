using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Models;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>What forms are drawn from: models, their choices, parameters and terms.</summary>
public sealed class CatalogTests
{
    private static readonly ProviderDescription Description = FakeNovelAi.Provider().Description;

    [Fact]
    public async Task The_list_of_models_is_built_in_and_has_eight()
    {
        var catalog = await FakeNovelAi.Provider().ListModelsAsync(new ProviderTarget(new("c1"), null, null, null), default);

        Assert.Equal((CatalogSource.BuiltIn, null), (catalog.Source, catalog.Failure));
        Assert.Equal(
            [
                "nai-diffusion-5-full", "nai-diffusion-5-curated", "nai-diffusion-4-5-full", "nai-diffusion-4-5-curated",
                "nai-diffusion-4-full", "nai-diffusion-4-curated-preview", "nai-diffusion-3", "nai-diffusion-furry-3",
            ],
            catalog.Models.Select(model => model.Id));
    }

    [Theory]
    [InlineData("nai-diffusion-5-full", "sampler", 6, "ddim_v3", false)]
    [InlineData("nai-diffusion-3", "sampler", 7, "ddim_v3", true)]
    [InlineData("nai-diffusion-5-curated", "noiseSchedule", 1, "karras", true)]
    [InlineData("nai-diffusion-4-5-full", "noiseSchedule", 3, "native", false)]
    [InlineData("nai-diffusion-furry-3", "noiseSchedule", 4, "native", true)]
    [InlineData("nai-diffusion-4-full", "resolution", 11, "1216x832", true)]
    [InlineData("nai-diffusion-4-full", "undesiredContent", 3, "human_focus", false)]
    public void Each_model_offers_what_it_takes(string model, string parameter, int count, string choice, bool isOffered)
    {
        var choices = Description.Capabilities.StaticModels.Single(one => one.Id == model).Choices[parameter];

        Assert.Equal((count, isOffered), (choices.Length, choices.Any(one => one.Id == choice)));
        Assert.All(choices, one => Assert.NotEmpty(one.Label));
    }

    [Fact]
    public void Every_choice_of_a_model_is_a_choice_of_the_provider_and_every_default_is_one_as_well()
    {
        foreach (var (name, schema) in Description.Capabilities.Parameters.Where(row => row.Value.Type == "select"))
        {
            var options = schema.Options.Select(option => option.Id).ToHashSet();
            Assert.Contains((string?)schema.Default ?? "", options);
            Assert.All(Description.Capabilities.StaticModels, model => Assert.True(!model.Choices.TryGetValue(name, out var choices) || choices.All(one => options.Contains(one.Id))));
        }
    }

    [Theory]
    [InlineData("nai-diffusion-3-inpainting", "nai-diffusion-3")]
    [InlineData("nai-diffusion-furry-3-beta", "nai-diffusion-furry-3")]
    [InlineData("nai-diffusion-4-curated-inpainting", "nai-diffusion-4-curated-preview")]
    [InlineData("nai-diffusion-4-5-curated-inpainting", "nai-diffusion-4-5-curated")]
    [InlineData("nai-diffusion-4-6-full", "nai-diffusion-4-full")]
    [InlineData("nai-diffusion-6-curated", "nai-diffusion-5-curated")]
    [InlineData("something-else", "nai-diffusion-5-full")]
    public void A_model_that_is_not_listed_is_taken_for_what_its_name_resembles(string typed, string like)
    {
        var (model, known) = (ImageModels.Of(typed), ImageModels.Of(like));

        Assert.Equal(typed, model.Id);
        Assert.Same(known.Family, model.Family);
        Assert.Equal(known.UndesiredContents[0], model.UndesiredContents[0]);
    }

    [Fact]
    public void An_account_makes_one_picture_at_a_time_and_is_spoken_to_in_tags()
    {
        Assert.Equal(("novelai", "NovelAI", "https://image.novelai.net"), (Description.Id, Description.Name, Description.Capabilities.DefaultUrl));
        Assert.Equal((1, 1, false), (Description.CallsPerAccount, Description.Terms.ConcurrentCalls, Description.Terms.IsFree));
        Assert.Equal(PromptStyle.Tags, Description.PromptStyle);
        Assert.True(Description.Capabilities.ApiKeyRequired);
    }

    [Fact]
    public void It_is_among_the_providers_of_a_host_and_its_texts_are_cleaned_of_keys()
    {
        using var services = new ServiceCollection().AddLumiverseProviders(AddressRules.PublicOnly).BuildServiceProvider();

        var provider = services.GetServices<IImageProvider>().Single(one => one.Description.Id == "novelai");

        Assert.IsType<RedactingProvider>(provider);
    }

    [Theory]
    [InlineData("resolution", "\"1216x832\"")]
    [InlineData("steps", "28")]
    [InlineData("guidance", "5")]
    [InlineData("smea", "false")]
    [InlineData("referenceStrength", "0.5")]
    [InlineData("referenceInfoExtracted", "1")]
    [InlineData("referenceFidelity", "1")]
    [InlineData("referenceType", "\"character\\u0026style\"")]
    [InlineData("avatarReferenceType", "\"character\"")]
    [InlineData("undesiredContent", "\"heavy\"")]
    [InlineData("qualityTags", "true")]
    public void Parameters_have_their_documented_defaults(string name, string expected) =>
        Assert.Equal(expected, Description.Capabilities.Parameters[name].Default?.ToJsonString());

    [Theory]
    [InlineData("sampler")]
    [InlineData("negativePrompt")]
    [InlineData("smeaDyn")]
    [InlineData("seed")]
    [InlineData("referenceImages")]
    [InlineData("includeCharacterAvatar")]
    [InlineData("includePersonaAvatar")]
    [InlineData("rawRequestOverride")]
    [InlineData("noiseSchedule")]
    [InlineData("cfgRescale")]
    [InlineData("varietyPlus")]
    [InlineData("dynamicThresholding")]
    public void Parameters_go_by_their_documented_names(string name) => Assert.Contains(name, Description.Capabilities.Parameters.Keys);
}
