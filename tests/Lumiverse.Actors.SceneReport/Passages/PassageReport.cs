using System.Collections.Immutable;

namespace Lumiverse.Actors.SceneReport.Passages;

/// <summary>Prints how many labelled fields of the passages are read right.</summary>
internal static class PassageReport
{
    /// <param name="wrong">The half of which wrong answers are listed; null = none.</param>
    public static async Task WriteAsync(TextWriter output, SetHalf? wrong)
    {
        var answers = await FieldAnswer.AllAsync();
        output.WriteLine($"Reading: fields right, of {LabelledPassage.All.Length} passages");
        foreach (var half in Enum.GetValues<SetHalf>())
            WriteHalf(output, half, [.. answers.Where(answer => answer.Passage.Half == half)]);
        foreach (var answer in answers.Where(answer => !answer.IsRight && answer.Passage.Half == wrong))
            output.WriteLine($"  {answer.Passage.Id} {answer.Field}: '{answer.Answer}', not '{string.Join("' or '", answer.Passage.Expect[answer.Field])}': {string.Join(" / ", answer.Passage.Lines)}");
    }

    private static void WriteHalf(TextWriter output, SetHalf half, ImmutableArray<FieldAnswer> answers)
    {
        output.WriteLine($"  {half} half");
        WriteRow(output, "all", answers);
        WriteRow(output, "told, not just kept", [.. answers.Where(answer => answer.Passage.Tells(answer.Field))]);
        foreach (var field in answers.GroupBy(answer => answer.Field))
            WriteRow(output, field.Key, [.. field]);
    }

    private static void WriteRow(TextWriter output, string name, ImmutableArray<FieldAnswer> answers) => output.WriteLine(
        $"    {name,-20} {Tally.Of(answers.Select(answer => answer.IsRight))}   easy {Of(answers, Difficulty.Easy)}   hard {Of(answers, Difficulty.Hard)}");

    private static Tally Of(ImmutableArray<FieldAnswer> answers, Difficulty difficulty) =>
        Tally.Of(answers.Where(answer => answer.Passage.Difficulty == difficulty).Select(answer => answer.IsRight));
}
