using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>Reads the people of a model's answer: by their looks, by their names, or by both.</summary>
internal static class AnswerPeople
{
    /// <summary>More than six people are a crowd, which no provider paints one by one.</summary>
    private const int MostPeople = 6;

    private const int MostTags = 12;

    // Characters; forty words of looks are 250.
    private const int MostOfName = 60;
    private const int MostOfRole = 60;
    private const int MostOfLooks = 300;
    private const int MostOfTag = 40;

    public static ImmutableArray<SceneSubject> Read(AnswerFields fields, ImmutableArray<SceneSubject> previous, SceneContext context)
    {
        if (!fields.Has("character_names") && !fields.Has("character_appearances"))
            return previous;
        var unwanted = Unwanted(context);
        return
        [
            .. Described(fields).Concat(Named(fields, previous))
                .Where(who => who.Name is null || !unwanted.Contains(who.Name))
                .DistinctBy(who => who.Name ?? who.Appearance ?? who.Role, StringComparer.OrdinalIgnoreCase)
                .Take(MostPeople),
        ];
    }

    private static IEnumerable<SceneSubject> Described(AnswerFields fields) =>
        fields.Items("character_appearances").Select(Person).OfType<SceneSubject>();

    /// <summary>A name alone looks as it looked before.</summary>
    private static IEnumerable<SceneSubject> Named(AnswerFields fields, ImmutableArray<SceneSubject> previous) =>
        fields.Texts("character_names", MostOfName).Select(name =>
            previous.FirstOrDefault(who => string.Equals(who.Name, name, StringComparison.OrdinalIgnoreCase)) ?? new SceneSubject(name, null, null, []));

    private static SceneSubject? Person(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
            return AnswerText.Clean(item.GetString(), MostOfLooks) is { Length: > 0 } looks ? new SceneSubject(null, null, looks, []) : null;
        var fields = new AnswerFields(item);
        var who = new SceneSubject(
            Known(fields, "name", MostOfName), Known(fields, "role", MostOfRole), Known(fields, "appearance", MostOfLooks),
            [.. fields.Texts("tags", MostOfTag).Take(MostTags)]);
        return who is { Name: null, Role: null, Appearance: null } ? null : who;
    }

    private static string? Known(AnswerFields fields, string name, int most) => fields.Text(name, most) is { Length: > 0 } text ? text : null;

    /// <summary>Who writes for the side that stays out of the picture, in case the model puts them in all the same.</summary>
    private static FrozenSet<string> Unwanted(SceneContext context) => context.Lines
        .Where(line => line.IsUser ? context.Persona is null : context.Character is null)
        .Select(line => line.Name)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
