using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Settings;

namespace Lumiverse.Actors.Core.Tests.Settings;

public sealed class Settings_of_the_older_form
{
    /// <summary>What the client stored when nobody had chosen anything.</summary>
    private const string Untouched = """
        {"provider":"google_gemini",
         "google":{"model":"gemini-3.1-flash-image","aspectRatio":"16:9","imageSize":"1K","connectionProfileId":null,"referenceImages":[]},
         "nanogpt":{"model":"hidream","size":"1024x1024","apiKey":"","referenceImages":[],"strength":0.8,"guidanceScale":7.5,"numInferenceSteps":30,"seed":null},
         "novelai":{"apiKey":"","model":"nai-diffusion-4-5-full","sampler":"k_euler_ancestral","resolution":"1216x832","steps":28,"guidance":5.0,
          "negativePrompt":"lowres, bad anatomy, blurry, text, watermark, error, worst quality","smea":false,"smeaDyn":false,"seed":null,"referenceImages":[],
          "includeCharacterAvatar":false,"includePersonaAvatar":false,"referenceStrength":0.5,"referenceInfoExtracted":1,"referenceFidelity":1,
          "referenceType":"character&style","avatarReferenceType":"character"}}
        """;

    public static TheoryData<string, string> Sections => new()
    {
        { """{"nanogpt":{"apiKey":"k"}}""", """nanogpt "NanoGPT" model= key=k {}""" },
        { """{"nanogpt":{"apiKey":"  k  ","model":" hidream "}}""", """nanogpt "NanoGPT" model=hidream key=k {}""" },
        { """{"nanogpt":{"size":"512x512","strength":0.5,"guidanceScale":7.5,"numInferenceSteps":30,"seed":4294967295}}""",
          """nanogpt "NanoGPT" model= key= {"size":"512x512","strength":0.5,"guidanceScale":7.5,"numInferenceSteps":30,"seed":4294967295}""" },
        { """{"nanogpt":{"referenceImages":[{"data":"aGk=","mimeType":"image/png"}]}}""",
          """nanogpt "NanoGPT" model= key= {"referenceImages":[{"data":"aGk=","mimeType":"image/png"}]}""" },
        { """{"novelai":{"model":"nai-diffusion-3"}}""", """novelai "NovelAI" model=nai-diffusion-3 key= {}""" },
        { """{"novelai":{"apiKey":"k","smea":true,"referenceType":"style","ofTheirs":1}}""",
          """novelai "NovelAI" model= key=k {"smea":true,"referenceType":"style"}""" },
        { """{"google":{"connectionProfileId":"llm","aspectRatio":"1:1"}}""",
          """google_gemini "Google Gemini" model= key= holder=llm {"aspectRatio":"1:1"}""" },
        { """{"google":{"apiKey":"k","connectionProfileId":"llm"}}""", """google_gemini "Google Gemini" model= key=k {}""" },
        { """{"nanogpt":{"apiKey":"k","connectionProfileId":"llm"}}""", """nanogpt "NanoGPT" model= key=k {}""" },

        // Nothing that a person chose.
        { "{}", "" },
        { """{"nanogpt":{}}""", "" },
        { """{"nanogpt":{"apiKey":" ","seed":null,"referenceImages":[]}}""", "" },
        { """{"nanogpt":{"connectionProfileId":"llm"}}""", "" },
        { """{"nanogpt":null,"novelai":[],"google":"sk-1","provider":7}""", "" },
        { Untouched, "" },

        // Values of another type.
        { """{"nanogpt":{"apiKey":"k","size":7,"strength":"strong","numInferenceSteps":2.5,"seed":"1","referenceImages":{},"model":[]}}""",
          """nanogpt "NanoGPT" model= key=k {} without model,numInferenceSteps,referenceImages,seed,size,strength""" },
        { """{"nanogpt":{"apiKey":"k","referenceImages":[{"data":"aGk="},{"mimeType":"image/png"}]}}""",
          """nanogpt "NanoGPT" model= key=k {} without referenceImages""" },
        { """{"novelai":{"apiKey":["k"],"smea":"yes","steps":20}}""", """novelai "NovelAI" model= key= {"steps":20} without apiKey,smea""" },
        { """{"novelai":{"apiKey":"two\nlines","steps":20}}""", """novelai "NovelAI" model= key= {"steps":20} without apiKey""" },
        { """{"novelai":{"apiKey":5,"steps":"many"}}""", "" },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Each_section_in_which_somebody_chose_something_becomes_a_profile(string settings, string expected) =>
        Assert.Equal(expected, string.Join('\n', LegacySettings.Plan(Json(settings)).Select(Described)));

    [Theory]
    [InlineData("novelai", "novelai")]
    [InlineData("nanogpt", "nanogpt")]
    [InlineData("google_gemini", "google_gemini")]
    [InlineData("dall-e", "nanogpt")] // The first that has a key.
    [InlineData(null, "nanogpt")]
    public void The_one_that_is_named_is_active(string? named, string active)
    {
        var settings = Json("""{"google":{"aspectRatio":"1:1"},"nanogpt":{"apiKey":"k"},"novelai":{"apiKey":"k"}}""");
        settings["provider"] = named;

        Assert.Equal(active, Assert.Single(LegacySettings.Plan(settings), profile => profile.IsActive).Provider);
    }

    [Fact]
    public void One_is_active_also_when_the_one_that_is_named_was_never_filled_in()
    {
        var planned = LegacySettings.Plan(Json("""{"provider":"novelai","novelai":{"apiKey":""},"google":{"imageSize":"2K"}}"""));

        Assert.True(Assert.Single(planned).IsActive);
    }

    [Fact]
    public void A_note_says_where_a_profile_comes_from_and_what_is_missing()
    {
        var notes = LegacySettings
            .Plan(Json("""{"google":{"connectionProfileId":"llm"},"nanogpt":{"size":"1x1","seed":"x"},"novelai":{"apiKey":"k"}}"""))
            .Select(profile => profile.Note);

        Assert.Equal(
            [
                "Made from the Google Gemini section of the image settings. The language-model connection that it took its key from gave none: enter the API key here.",
                "Made from the NanoGPT section of the image settings. Left out, because they could not be used: seed. It has no API key: enter one.",
                "Made from the NovelAI section of the image settings.",
            ],
            notes);
    }

    [Fact]
    public void A_profile_prints_no_key() =>
        Assert.Equal("NanoGPT", LegacySettings.Plan(Json("""{"nanogpt":{"apiKey":"sk-secret"}}"""))[0].ToString());

    [Fact]
    public void What_is_left_of_settings_is_everything_else() => Assert.Equal(
        """{"enabled":false,"theirs":{"apiKey":"k"}}""",
        LegacySettings.Without(Json("""{"provider":"x","enabled":false,"google":{},"nanogpt":{},"novelai":{},"theirs":{"apiKey":"k"}}""")).ToJsonString());

    [Fact]
    public void Planning_changes_nothing()
    {
        var settings = Json("""{"nanogpt":{"apiKey":"k","referenceImages":[{"data":"aGk="}]}}""");
        var before = settings.ToJsonString();

        LegacySettings.Plan(settings)[0].Parameters["referenceImages"]?.AsArray().Clear();

        Assert.Equal(before, settings.ToJsonString());
    }

    [Fact]
    public void Shown_settings_have_their_sections_without_keys()
    {
        var layers = new SettingsLayers(
            Json("""{"nanogpt":{"apiKey":"sk-1","model":"x"},"novelai":"sk-2","provider":"nanogpt"}"""), Json("""{"google":{"apiKey":"sk-3"}}"""));

        var shown = layers.Effective();

        Assert.Equal("""{"model":"x"}""", shown["nanogpt"]?.ToJsonString());
        Assert.Equal("nanogpt", (string?)shown["provider"]);
        Assert.DoesNotContain("sk-", shown.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Described(PlannedProfile profile)
    {
        var holder = profile.KeyHolder is { } named ? $" holder={named}" : "";
        var without = profile.LeftOut.IsEmpty ? "" : $" without {string.Join(',', profile.LeftOut.Order(StringComparer.Ordinal))}";
        return $"{profile.Provider} \"{profile.Name}\" model={profile.Model} key={profile.ApiKey}{holder} {profile.Parameters.ToJsonString()}{without}";
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)?.AsObject() ?? [];
}
