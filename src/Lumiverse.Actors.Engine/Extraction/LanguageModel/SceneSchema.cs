using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>
/// The answer as a JSON schema, in the subset that strict servers take: everything is required and nothing else allowed.
/// </summary>
internal static class SceneSchema
{
    public const string TimesOfDay = """ "", "dawn", "morning", "midday", "golden hour", "dusk", "night", "midnight" """;

    private const string PlaceMembers =
        $$"""
        "environment": {"type": "string"},
        "time_of_day": {"type": "string", "enum": [{{TimesOfDay}}]},
        "weather": {"type": "string"},
        "mood": {"type": "string"},
        "focal_detail": {"type": "string"},
        "palette_override": {"type": "string"}
        """;

    private const string PeopleMembers =
        """
        "character_names": {"type": "array", "items": {"type": "string"}},
        "character_appearances": {"type": "array", "items": {
          "type": "object", "additionalProperties": false, "required": ["name", "role", "appearance", "tags"],
          "properties": {
            "name": {"type": "string"}, "role": {"type": "string"}, "appearance": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}}
          }
        }},
        "composition_subjects": {"type": "string"},
        "composition_shot": {"type": "string"},
        "composition_camera": {"type": "string"}
        """;

    public static JsonElement Place { get; } = Of(PlaceMembers);

    public static JsonElement WithPeople { get; } = Of($"{PlaceMembers}, {PeopleMembers}");

    private static JsonElement Of(string members)
    {
        var properties = JsonNode.Parse($$"""{ {{members}} }""")?.AsObject() ?? [];
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. properties.Select(member => JsonValue.Create(member.Key))]),
            ["properties"] = properties,
        });
    }
}
