using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>Scenes and decisions in the form of the API.</summary>
public static class SceneJson
{
    /// <param name="before">What <c>scene_changed</c> compares with; null = no scene yet.</param>
    public static JsonObject Scene(Scene scene, Scene? before = null)
    {
        var json = new JsonObject
        {
            ["environment"] = scene.Environment,
            ["time_of_day"] = scene.TimeOfDay.Name(),
            ["weather"] = scene.Weather,
            ["mood"] = scene.Mood,
            ["focal_detail"] = scene.FocalDetail,
        };
        Set(json, "palette_override", scene.PaletteOverride);
        json["scene_changed"] = SceneChange.Between(before ?? Core.Scenes.Scene.Unknown, scene).Any(field => field.Changed);
        AddPeople(json, scene.Subjects);
        Set(json, "composition_subjects", scene.CompositionSubjects);
        Set(json, "composition_shot", scene.CompositionShot);
        Set(json, "composition_camera", scene.CompositionCamera);
        return json;
    }

    /// <summary>A scene as it was written; null without one.</summary>
    public static Scene? Read(string? json) => JsonNode.Parse(json ?? "null") is not JsonObject fields ? null
        : new Scene(
            Text(fields, "environment") ?? "", TimesOfDay.Parse(Text(fields, "time_of_day")), Text(fields, "weather") ?? "",
            Text(fields, "mood") ?? "", Text(fields, "focal_detail") ?? "")
        {
            PaletteOverride = Text(fields, "palette_override"),
            Subjects = [.. (fields["character_appearances"] as JsonArray ?? []).OfType<JsonObject>().Select(ReadPerson)],
            CompositionSubjects = Text(fields, "composition_subjects"),
            CompositionShot = Text(fields, "composition_shot"),
            CompositionCamera = Text(fields, "composition_camera"),
        };

    public static JsonObject View(SceneView view) => new()
    {
        ["scene"] = view.Scene is { } scene ? Scene(scene, view.PicturedScene) : null,
        ["picturedScene"] = view.PicturedScene is { } pictured ? Scene(pictured) : null,
        ["messageId"] = view.Message?.Value,
        ["extractor"] = view.Extractor,
        ["sources"] = Sources(view.Sources),
        ["fields"] = new JsonArray([.. view.Fields.Select(Field)]),
        ["threshold"] = view.Threshold,
        ["outlook"] = DecisionWords.Outlook(view.Fields.Count(field => field.Changed), view.Threshold),
    };

    /// <param name="urls">Where an offered image is found; null = as the engine maps it by itself.</param>
    public static JsonObject Decision(SceneFact.Decided decided, PageUrls? urls = null)
    {
        var json = new JsonObject
        {
            ["messageId"] = decided.Message?.Value,
            ["trigger"] = decided.Trigger.Word(),
            ["generate"] = decided.Generate,
            ["reason"] = decided.Reason,
            ["threshold"] = decided.Threshold,
            ["fields"] = new JsonArray([.. decided.Fields.Select(Field)]),
            ["at"] = decided.At.ToUnixTimeSeconds(),
        };
        Set(json, "extractor", decided.Extractor.Length > 0 ? decided.Extractor : null);
        Set(json, "jobId", decided.Job?.Value);
        json["sentence"] = DecisionWords.Sentence(decided);
        json["version"] = decided.Version;
        json["policy"] = decided.Policy?.Word();
        json["callsSaved"] = decided.CallsSaved ?? 0;
        if (decided.Scene is { } scene)
            AddScene(json, decided, scene);
        if (decided.Offered is { } offered)
            json["offered"] = new JsonObject { ["imageId"] = offered.Value, ["url"] = (urls ?? PageUrls.Default).Image(offered) };
        Set(json, "reusedImageId", decided.Reused?.Value);
        return json;
    }

    private static void AddScene(JsonObject json, SceneFact.Decided decided, Scene scene)
    {
        var shown = Scene(scene);
        shown["scene_changed"] = decided.Fields.Any(field => field.Changed);
        json["scene"] = shown;
        json["sources"] = Sources(decided.Sources);
        json["outlook"] = DecisionWords.Outlook(decided.Generate ? 0 : decided.Fields.Count(field => field.Changed), decided.Threshold);
    }

    private static JsonObject Sources(ImmutableSortedDictionary<string, FieldSource>? sources) => new(
        (sources ?? SceneState.NoSources).Select(source => KeyValuePair.Create<string, JsonNode?>(
            source.Key, new JsonObject { ["messageId"] = source.Value.Message.Value, ["words"] = source.Value.Words })));

    private static JsonNode Field(FieldChange field) => new JsonObject
    {
        ["name"] = field.Name,
        ["before"] = field.Before,
        ["after"] = field.After,
        ["distance"] = field.Distance,
        ["changed"] = field.Changed,
    };

    private static void AddPeople(JsonObject json, ImmutableArray<SceneSubject> subjects)
    {
        if (subjects.IsEmpty)
            return;
        json["character_names"] = new JsonArray([.. subjects.Where(who => who.Name is not null).Select(who => JsonValue.Create(who.Name))]);
        json["character_appearances"] = new JsonArray([.. subjects.Select(Person)]);
    }

    private static JsonNode Person(SceneSubject who)
    {
        var json = new JsonObject();
        Set(json, "name", who.Name);
        Set(json, "role", who.Role);
        Set(json, "appearance", who.Appearance);
        if (!who.Tags.IsDefaultOrEmpty)
            json["tags"] = new JsonArray([.. who.Tags.Select(tag => JsonValue.Create(tag))]);
        return json;
    }

    private static SceneSubject ReadPerson(JsonObject who) => new(
        Text(who, "name"), Text(who, "role"), Text(who, "appearance"),
        [.. (who["tags"] as JsonArray ?? []).Select(JsonValues.AsText).OfType<string>()]);

    private static string? Text(JsonObject fields, string name) => JsonValues.AsText(fields[name]);

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
