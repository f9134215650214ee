using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>
/// The request of each family, byte for byte as it goes over the wire.
/// </summary>
public sealed class BodyTests
{
    private static readonly ImagePrompt Prompt = new("2girls, harbour, night", "blurry")
    {
        Characters = ["1girl, silver hair, “Mira”", "1boy, old sailor"],
    };

    [Theory]
    [InlineData("nai-diffusion-5-full", "v5-full")]
    [InlineData("nai-diffusion-5-curated", "v5-curated")]
    [InlineData("nai-diffusion-4-5-full", "v4-5-full")]
    [InlineData("nai-diffusion-4-5-curated", "v4-5-curated")]
    [InlineData("nai-diffusion-4-full", "v4-full")]
    [InlineData("nai-diffusion-4-curated-preview", "v4-curated")]
    [InlineData("nai-diffusion-3", "v3")]
    [InlineData("nai-diffusion-furry-3", "furry-v3")]
    public async Task Trap_3_the_body_of_a_model_is_as_recorded(string model, string snapshot) =>
        await Snapshots.CompareAsync("NovelAi", snapshot, await SentAsync(model, []));

    [Theory]
    [InlineData("nai-diffusion-5-full", "v5-full-tuned")]
    [InlineData("nai-diffusion-4-5-full", "v4-5-full-tuned")]
    [InlineData("nai-diffusion-4-full", "v4-full-tuned")]
    [InlineData("nai-diffusion-3", "v3-tuned")]
    public async Task Trap_3_the_body_of_a_model_with_every_parameter_is_as_recorded(string model, string snapshot) =>
        await Snapshots.CompareAsync("NovelAi", snapshot, await SentAsync(model, Everything()));

    [Theory]
    [InlineData("nai-diffusion-5-full")]
    [InlineData("nai-diffusion-4-5-curated")]
    [InlineData("nai-diffusion-4-full")]
    public async Task Trap_3_models_from_v4_on_get_both_prompts_in_parts_and_never_smea(string model)
    {
        var parameters = await ParametersAsync(model, Everything());

        Assert.NotNull(parameters["v4_prompt"]);
        Assert.NotNull(parameters["v4_negative_prompt"]);
        Assert.False(parameters.ContainsKey("sm") || parameters.ContainsKey("sm_dyn"));
        Assert.NotEqual("native", (string?)parameters["noise_schedule"]);
        Assert.NotEqual("ddim_v3", (string?)parameters["sampler"]);
    }

    [Theory]
    [InlineData("nai-diffusion-5-full", 4)]
    [InlineData("nai-diffusion-4-5-full", 3)]
    [InlineData("nai-diffusion-3", 3)]
    public async Task The_version_of_the_parameters_follows_the_family(string model, int version) =>
        Assert.Equal(version, (int?)(await ParametersAsync(model, []))["params_version"]);

    [Fact]
    public async Task V5_knows_one_schedule_and_no_variety()
    {
        var parameters = await ParametersAsync("nai-diffusion-5-full", new JsonObject { ["noiseSchedule"] = "exponential", ["varietyPlus"] = true });

        Assert.Equal("karras", (string?)parameters["noise_schedule"]);
        Assert.False(parameters.ContainsKey("skip_cfg_above_sigma"));
    }

    [Theory]
    [InlineData("nai-diffusion-4-5-full", "832x1216", 58)]
    [InlineData("nai-diffusion-4-full", "832x1216", 19)]
    [InlineData("nai-diffusion-3", "832x1216", 19)]
    [InlineData("nai-diffusion-4-5-full", "640x640", 36.905)]
    public async Task Variety_leaves_guidance_out_above_a_noise_that_grows_with_the_picture(string model, string resolution, double sigma)
    {
        var parameters = await ParametersAsync(model, new JsonObject { ["varietyPlus"] = true, ["resolution"] = resolution });

        Assert.Equal(sigma, (double?)parameters["skip_cfg_above_sigma"] ?? 0, 3);
    }

    [Fact]
    public async Task Without_variety_nothing_is_left_out()
    {
        var parameters = await ParametersAsync("nai-diffusion-4-5-full", []);

        Assert.True(parameters.ContainsKey("skip_cfg_above_sigma"));
        Assert.Null(parameters["skip_cfg_above_sigma"]);
    }

    [Theory]
    [InlineData(0, 1, 99, 10)]
    [InlineData(51, 50, -1, 0)]
    public async Task Steps_and_guidance_stay_within_their_limits(int steps, int sentSteps, double guidance, double sentGuidance)
    {
        var parameters = await ParametersAsync("nai-diffusion-3", new JsonObject { ["steps"] = steps, ["guidance"] = guidance, ["resolution"] = "512x768" });

        Assert.Equal((sentSteps, sentGuidance), ((int?)parameters["steps"], (double?)parameters["scale"]));
    }

    [Fact]
    public async Task A_seed_is_any_number_of_32_bits_and_a_pinned_one_goes_before()
    {
        Assert.Equal(4_000_000_000, (long?)(await ParametersAsync("nai-diffusion-3", []))["seed"]);
        Assert.Equal(uint.MaxValue, (long?)(await ParametersAsync("nai-diffusion-3", new JsonObject { ["seed"] = uint.MaxValue }))["seed"]);
        Assert.Equal(4_000_000_000, (long?)(await ParametersAsync("nai-diffusion-3", new JsonObject { ["seed"] = -1 }))["seed"]);
    }

    [Fact]
    public async Task An_override_changes_the_request_but_neither_its_model_nor_how_its_answer_is_read()
    {
        var parameters = new JsonObject { ["rawRequestOverride"] = """{"model":"other","parameters":{"cfg_rescale":0.4,"stream":"sse"}}""" };

        var body = await SentJsonAsync("nai-diffusion-4-5-full", parameters);

        Assert.Equal("nai-diffusion-4-5-full", (string?)body["model"]);
        Assert.Equal(0.4, (double?)body["parameters"]?["cfg_rescale"]);
        Assert.Equal("msgpack", (string?)body["parameters"]?["stream"]);
    }

    [Theory]
    [InlineData("""{"input":"only this"}""")]
    [InlineData("""{"parameters":{"v4_prompt":{"caption":{"base_caption":"only this"}}}}""")]
    public async Task An_override_of_one_copy_of_the_prompt_changes_both(string raw)
    {
        var body = await SentJsonAsync("nai-diffusion-4-5-full", new JsonObject { ["rawRequestOverride"] = raw });

        Assert.Equal("only this", (string?)body["input"]);
        Assert.Equal("only this", (string?)body["parameters"]?["v4_prompt"]?["caption"]?["base_caption"]);
    }

    [Theory]
    [InlineData("nai-diffusion-5-full", false)]
    [InlineData("nai-diffusion-4-5-full", true)]
    [InlineData("nai-diffusion-4-curated-preview", false)]
    [InlineData("nai-diffusion-3", true)]
    [InlineData("nai-diffusion-furry-3", false)]
    public async Task What_is_composed_is_what_is_sent(string model, bool isOverridden)
    {
        var parameters = new JsonObject { ["negativePrompt"] = "rain" };
        if (isOverridden)
            parameters["rawRequestOverride"] = """{"input":"a, b","parameters":{"negative_prompt":"c"}}""";

        var composed = FakeNovelAi.Provider().Compose(new PromptDraft(model, Prompt, null, parameters));
        var body = await SentJsonAsync(model, parameters);

        Assert.Equal((composed.Text, composed.Negative), ((string?)body["input"], (string?)body["parameters"]?["negative_prompt"]));
        AssertPartsAre(composed, body["parameters"]);
    }

    private static void AssertPartsAre(ImagePrompt composed, JsonNode? parameters)
    {
        if (parameters?["v4_prompt"] is not { } parts)
        {
            Assert.Empty(composed.Characters);
            return;
        }
        Assert.Equal(composed.Text, (string?)parts["caption"]?["base_caption"]);
        Assert.Equal(composed.Negative, (string?)parameters["v4_negative_prompt"]?["caption"]?["base_caption"]);
        Assert.Equal(composed.Characters, Captions(parts, "char_caption"));
        Assert.Equal(composed.Characters.Length, Captions(parameters["v4_negative_prompt"], "char_caption").Length);
    }

    private static string?[] Captions(JsonNode? parts, string name) =>
        [.. parts?["caption"]?["char_captions"]?.AsArray().Select(person => (string?)person?[name]) ?? []];

    private static JsonObject Everything() => JsonNode.Parse(
        """
        {
          "sampler": "ddim", "resolution": "1024x1536", "steps": 20, "guidance": 6.5, "negativePrompt": "rain", "smea": true, "smeaDyn": true,
          "seed": 7, "noiseSchedule": "native", "cfgRescale": 0.2, "varietyPlus": true, "qualityTags": false,
          "undesiredContent": "human_focus", "dynamicThresholding": true
        }
        """)?.AsObject() ?? [];

    private static async Task<JsonObject> ParametersAsync(string model, JsonObject parameters) =>
        (await SentJsonAsync(model, parameters))["parameters"]?.AsObject() ?? [];

    private static async Task<JsonObject> SentJsonAsync(string model, JsonObject parameters) =>
        JsonNode.Parse(await SentAsync(model, parameters))?.AsObject() ?? [];

    private static async Task<byte[]> SentAsync(string model, JsonObject parameters)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Assert.IsType<ProviderAnswer.Succeeded>(await FakeNovelAi.GenerateAsync(novelAi.Call(model, parameters, Prompt)));
        return Assert.Single(novelAi.Generations).Body;
    }
}
