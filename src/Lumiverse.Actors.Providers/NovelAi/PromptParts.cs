using System.Text.Json.Nodes;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>The prompt in parts, as models from V4 on take it: one caption for all and one for each person, twice.</summary>
internal static class PromptParts
{
    public static void Write(JsonObject parameters, Wording wording)
    {
        parameters["legacy_uc"] = false;
        parameters["use_coords"] = false; // The model places people itself, as long as nobody else did.
        parameters["characterPrompts"] = new JsonArray([.. wording.Captions.Select(Person)]);
        parameters["v4_prompt"] = new JsonObject
        {
            ["caption"] = Caption(wording.Prompt, wording.Captions),
            ["use_coords"] = false,
            ["use_order"] = true,
        };
        parameters["v4_negative_prompt"] = new JsonObject
        {
            ["caption"] = Caption(wording.Negative, wording.Captions.Select(_ => "")),
            ["legacy_uc"] = false,
        };
    }

    /// <summary>
    /// Makes both copies of the prompt and of the negative prompt equal again after one of them was changed: the changed
    /// one counts.
    /// </summary>
    public static void Reconcile(JsonObject body, Wording before)
    {
        var parameters = body["parameters"] as JsonObject;
        Reconcile(body, "input", parameters, "v4_prompt", before.Prompt);
        Reconcile(parameters, "negative_prompt", parameters, "v4_negative_prompt", before.Negative);
    }

    private static void Reconcile(JsonObject? flat, string name, JsonObject? parameters, string part, string before)
    {
        if (flat is null || parameters.At(part).At("caption") is not JsonObject caption)
            return;
        var changed = flat.Text(name) is { } text && text != before ? text : caption.Text("base_caption") ?? before;
        (flat[name], caption["base_caption"]) = (changed, changed);
    }

    private static JsonObject Caption(string whole, IEnumerable<string> people) => new()
    {
        ["base_caption"] = whole,
        ["char_captions"] = new JsonArray([.. people.Select(caption => new JsonObject { ["char_caption"] = caption, ["centers"] = new JsonArray(Middle()) })]),
    };

    private static JsonObject Person(string caption) => new()
    {
        ["prompt"] = caption,
        ["uc"] = "",
        ["center"] = Middle(),
        ["enabled"] = true,
    };

    /// <summary>The place of people who are not placed.</summary>
    private static JsonObject Middle() => new() { ["x"] = 0.5, ["y"] = 0.5 };
}
