using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.SceneReport.Passages;

/// <summary>What was read for one labelled field of a passage.</summary>
internal sealed record FieldAnswer(LabelledPassage Passage, string Field, string Answer, bool IsRight)
{
    public static async Task<ImmutableArray<FieldAnswer>> AllAsync()
    {
        var answers = ImmutableArray.CreateBuilder<FieldAnswer>();
        foreach (var passage in LabelledPassage.All)
            answers.AddRange(Of(passage, await passage.ReadAsync()));
        return answers.ToImmutable();
    }

    private static IEnumerable<FieldAnswer> Of(LabelledPassage passage, Scene scene) =>
        from label in passage.Expect
        let answer = AnswerOf(scene, label.Key)
        select new FieldAnswer(passage, label.Key, answer, label.Value.Any(wanted => IsMet(label.Key, answer, wanted)));

    private static string AnswerOf(Scene scene, string field) => field switch
    {
        "environment" => scene.Environment,
        "time_of_day" => scene.TimeOfDay.Name(),
        "weather" => scene.Weather,
        "mood" => scene.Mood,
        "focal_detail" => scene.FocalDetail,
        "palette" => scene.PaletteOverride ?? "",
        "objects" => $"{scene.Environment}, {scene.FocalDetail}",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A passage is labelled with a field that scenes don't have."),
    };

    private static bool IsMet(string field, string answer, string wanted) => field switch
    {
        "environment" => Wording.Names(answer.Split(" with ")[0], wanted),
        "weather" => wanted.Length == 0 ? answer.Length == 0 : answer.Split(", ").Any(part => Wording.Names(part, wanted)),
        "focal_detail" => Wording.Names(answer, wanted),
        "palette" or "objects" => Wording.Contains(answer, wanted),
        _ => answer == wanted,
    };
}
