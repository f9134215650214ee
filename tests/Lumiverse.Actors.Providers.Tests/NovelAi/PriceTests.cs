using System.Text.Json.Nodes;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.NovelAi.Accounts;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>The formula of the web site. The expected numbers are worked out by hand from its constants.</summary>
public sealed class PriceTests
{
    private static readonly NovelAiAccount Opus = new(3, IsActive: true, 10_000, new V5Allowance(40, IsUsedUp: false));

    [Theory]
    [InlineData("nai-diffusion-4-5-full", "1216x832", 28, 20)]
    [InlineData("nai-diffusion-4-5-full", "832x1216", 23, 17)]
    [InlineData("nai-diffusion-4-5-full", "1024x1024", 28, 20)]
    [InlineData("nai-diffusion-4-5-full", "512x768", 28, 8)]
    [InlineData("nai-diffusion-4-5-full", "512x768", 1, 2)]
    [InlineData("nai-diffusion-4-5-full", "1024x1536", 28, 30)]
    [InlineData("nai-diffusion-4-5-full", "1920x1088", 28, 40)]
    [InlineData("nai-diffusion-4-5-full", "1920x1088", 50, 67)]
    [InlineData("nai-diffusion-5-full", "1216x832", 28, 30)]
    [InlineData("nai-diffusion-5-full", "832x1216", 23, 26)]
    [InlineData("nai-diffusion-3", "1216x832", 28, 20)]
    public void An_image_costs_by_its_size_and_steps(string model, string resolution, int steps, int anlas) =>
        Assert.Equal(anlas, PriceOf(model, new JsonObject { ["resolution"] = resolution, ["steps"] = steps }));

    [Theory]
    [InlineData(true, false, 24)]
    [InlineData(true, true, 28)]
    [InlineData(false, true, 20)]
    public void Smea_costs_more(bool smea, bool dynamic, int anlas) =>
        Assert.Equal(anlas, PriceOf("nai-diffusion-3", new JsonObject { ["smea"] = smea, ["smeaDyn"] = dynamic }));

    [Fact]
    public void Smea_costs_nothing_where_it_is_not_sent() => Assert.Equal(20, PriceOf("nai-diffusion-4-full", new JsonObject { ["smea"] = true }));

    [Fact]
    public void A_reference_costs_five_more_and_no_sample_is_free_with_it()
    {
        var parameters = new JsonObject { ["referenceImages"] = new JsonArray(new JsonObject(), new JsonObject()), ["includeCharacterAvatar"] = true };

        Assert.Equal(35, PriceOf("nai-diffusion-4-5-full", parameters, Opus));
        Assert.Equal(20, PriceOf("nai-diffusion-4-full", parameters));
    }

    [Theory]
    [InlineData("nai-diffusion-4-5-full", "1216x832", 28, 0)]
    [InlineData("nai-diffusion-4-5-full", "1024x1024", 28, 0)]
    [InlineData("nai-diffusion-4-5-full", "1088x1024", 28, 22)]
    [InlineData("nai-diffusion-4-5-full", "1024x1024", 29, 21)]
    [InlineData("nai-diffusion-5-full", "1216x832", 28, 0)]
    public void Opus_makes_one_image_free_up_to_a_size_and_a_number_of_steps(string model, string resolution, int steps, int anlas) =>
        Assert.Equal(anlas, PriceOf(model, new JsonObject { ["resolution"] = resolution, ["steps"] = steps }, Opus));

    [Fact]
    public void Nothing_is_free_without_an_active_opus()
    {
        Assert.Equal(20, PriceOf("nai-diffusion-4-5-full", [], Opus with { IsActive = false }));
        Assert.Equal(20, PriceOf("nai-diffusion-4-5-full", [], Opus with { Tier = 2 }));
        Assert.Equal(20, PriceOf("nai-diffusion-4-5-full", [], account: null));
    }

    [Fact]
    public void V5_is_free_as_long_as_its_allowance_lasts()
    {
        Assert.Equal(30, PriceOf("nai-diffusion-5-full", [], Opus with { Allowance = new V5Allowance(3, IsUsedUp: true) }));
        Assert.Equal(30, PriceOf("nai-diffusion-5-full", [], Opus with { Allowance = null }));
        Assert.Equal(0, PriceOf("nai-diffusion-4-5-full", [], Opus with { Allowance = new V5Allowance(3, IsUsedUp: true) }));
    }

    [Theory]
    [InlineData("""{"parameters":{"n_samples":4}}""", 60)]
    [InlineData("""{"parameters":{"width":1920,"height":1088}}""", 40)]
    [InlineData("""{"action":"img2img","parameters":{"strength":0.5}}""", 0)]
    public void A_request_that_was_overridden_costs_what_it_says(string raw, int anlas) =>
        Assert.Equal(anlas, PriceOf("nai-diffusion-4-5-full", new JsonObject { ["rawRequestOverride"] = raw }, Opus));

    [Theory]
    [InlineData("""{"action":"img2img","parameters":{"strength":0.5}}""", 10)]
    [InlineData("""{"action":"infill","parameters":{"inpaintImg2ImgStrength":0.7}}""", 14)]
    public void Painting_over_a_picture_costs_by_its_strength(string raw, int anlas) =>
        Assert.Equal(anlas, PriceOf("nai-diffusion-4-5-full", new JsonObject { ["rawRequestOverride"] = raw }));

    [Theory]
    [InlineData("nai-diffusion-4-5-full", 100, false)]
    [InlineData("nai-diffusion-5-full", 150, true)]
    public void Nothing_dearer_than_140_a_piece_is_sold(string model, int perSample, bool isTooDear)
    {
        var cost = GenerationOrder.CostOf(model, new JsonObject { ["resolution"] = "2048x1536", ["steps"] = 50 });

        Assert.Equal((perSample, isTooDear), (cost.PerSample, cost.Obstacle is not null));
    }

    private static int PriceOf(string model, JsonObject parameters, NovelAiAccount? account = null)
    {
        var price = GenerationOrder.CostOf(model, parameters).For(account);
        Assert.Equal("Anlas", price.Unit);
        Assert.NotEmpty(price.Explanation);
        return (int)price.Amount;
    }
}
