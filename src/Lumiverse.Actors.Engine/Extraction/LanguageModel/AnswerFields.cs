using System.Collections.Immutable;
using System.Text.Json;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>
/// The members of an object that a model wrote, by name whatever their spelling: time_of_day, timeOfDay or "Time of day".
/// Reading never fails; what is missing or of another type is null.
/// </summary>
internal sealed class AnswerFields
{
    private static readonly ImmutableArray<string> SceneMembers = ["environment", "time_of_day", "weather", "mood", "focal_detail"];

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public AnswerFields(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in json.EnumerateObject())
            _members[Plain(member.Name)] = member.Value;
    }

    /// <summary>How many of the five members of a scene it has.</summary>
    public int Known => SceneMembers.Count(Has);

    public bool Has(string name) => _members.ContainsKey(Plain(name));

    /// <summary>The text of a member in at most so many characters; several joined by commas, empty for an explicit null.</summary>
    public string? Text(string name, int most) => Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => AnswerText.Clean(text.GetString(), most),
        { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.Array } => AnswerText.Clean(string.Join(", ", Texts(name, most)), most),
        _ => null,
    };

    /// <summary>The texts of a list that are not empty; one text counts as a list by commas.</summary>
    public IEnumerable<string> Texts(string name, int most) => (Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()),
        { ValueKind: JsonValueKind.String } text => text.GetString()?.Split(',') ?? [],
        _ => [],
    }).Select(text => AnswerText.Clean(text, most)).Where(text => text.Length > 0);

    /// <summary>The items of a list; anything else counts as a list of one, an absent member as an empty one.</summary>
    public IEnumerable<JsonElement> Items(string name) => Member(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } one => [one],
    };

    private JsonElement? Member(string name) => _members.TryGetValue(Plain(name), out var value) ? value : null;

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
