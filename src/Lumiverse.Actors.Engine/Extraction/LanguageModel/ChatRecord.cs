using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>
/// The chat as a model gets it: one JSON document. JSON quotes whatever a message holds, so that no text can end the place
/// it stands in.
/// </summary>
internal static class ChatRecord
{
    /// <summary>Characters of all messages together, about 3,000 tokens; the newest are served first.</summary>
    private const int MostOfMessages = 12_000;

    /// <summary>So that a newest message of 256 KiB still leaves room for the one it answers.</summary>
    private const int MostOfMessage = 8_000;

    /// <summary>Less of an older message would be a scrap without sense.</summary>
    private const int FewestOfMessage = 200;

    private const int MostOfSetting = 2_000;
    private const int MostOfDescription = 1_500;
    private const int MostOfName = 60;

    /// <summary>The beginning of a long text says what it starts from, its end where it stands: a quarter for the one.</summary>
    private const int HeadPart = 4;

    private const string Gap = " […] ";

    /// <summary>Letters of other languages stay letters; quotation marks and control characters are still escaped.</summary>
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(SceneContext context) => new JsonObject
    {
        ["previous_scene"] = context.Previous is { } previous ? Notes(previous, context.IncludesPeople) : null,
        ["setting"] = context.Scenario is { } setting ? Cut(setting, MostOfSetting) : null,
        ["people"] = new JsonArray([.. People(context)]),
        ["messages"] = Messages(context),
    }.ToJsonString(Format);

    private static JsonObject Notes(Scene scene, bool includesPeople)
    {
        var notes = SceneJson.Scene(includesPeople ? scene : SceneAnswer.WithoutPeople(scene));
        notes.Remove("scene_changed");
        return notes;
    }

    private static IEnumerable<JsonNode> People(SceneContext context)
    {
        if (context.Character is { } character)
            yield return Person(character, "story");
        if (context.Persona is { } persona)
            yield return Person(persona, "user");
    }

    private static JsonObject Person(ChatPerson person, string by) =>
        new() { ["name"] = Cut(person.Name, MostOfName), ["by"] = by, ["description"] = Cut(person.Description, MostOfDescription) };

    private static JsonArray Messages(SceneContext context)
    {
        var messages = new List<JsonNode>();
        var left = MostOfMessages;
        foreach (var line in context.Lines.Reverse().TakeWhile(_ => left >= FewestOfMessage))
        {
            var text = Cut(line.Content, Math.Min(left, MostOfMessage));
            left -= text.Length;
            messages.Insert(0, new JsonObject { ["by"] = line.IsUser ? "user" : "story", ["name"] = Cut(line.Name, MostOfName), ["text"] = text });
        }

        return new JsonArray([.. messages]);
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var head = (most - Gap.Length) / HeadPart;
        return string.Concat(Whole(text[..head]), Gap, Whole(text[^(most - Gap.Length - head)..]));
    }

    /// <summary>Without the half of a surrogate pair that a cut leaves at either end.</summary>
    private static string Whole(string part) =>
        part[(char.IsLowSurrogate(part[0]) ? 1 : 0)..(char.IsHighSurrogate(part[^1]) ? part.Length - 1 : part.Length)];
}
