using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.SceneReport.Pairs;

/// <summary>Prints for how many labelled pairs the judgement finds exactly the fields that a person does, against plain equality.</summary>
internal static class PairReport
{
    /// <param name="wrong">The half of which wrong judgements are listed; null = none.</param>
    public static void Write(TextWriter output, SetHalf? wrong)
    {
        output.WriteLine($"Change: pairs judged right, of {LabelledPair.All.Length}");
        foreach (var half in Enum.GetValues<SetHalf>())
            output.WriteLine($"  {half,-6} half  by meaning {Of(half, ChangePolicy.Meaning)}   by exact text {Of(half, ChangePolicy.Exact)}");
        foreach (var pair in LabelledPair.All.Where(pair => pair.Half == wrong && !pair.IsJudgedRight(ChangePolicy.Meaning)))
            output.WriteLine($"  {pair.Id}: [{string.Join(' ', pair.Found(ChangePolicy.Meaning))}], not [{string.Join(' ', pair.Changed)}]: {Told(pair)}");
    }

    public static Tally Of(SetHalf half, ChangePolicy policy) =>
        Tally.Of(LabelledPair.All.Where(pair => pair.Half == half).Select(pair => pair.IsJudgedRight(policy)));

    private static string Told(LabelledPair pair) => string.Join(", ", pair.Measured(ChangePolicy.Meaning)
        .Where(field => field.Before != field.After)
        .Select(field => $"{field.Before} → {field.After} {field.Distance}"));
}
