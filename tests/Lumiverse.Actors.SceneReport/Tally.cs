namespace Lumiverse.Actors.SceneReport;

/// <summary>How many of how many are right.</summary>
internal readonly record struct Tally(int Right, int All)
{
    public double Percent => All == 0 ? 100 : 100.0 * Right / All;

    public static Tally Of(IEnumerable<bool> answers) =>
        answers.Aggregate(new Tally(0, 0), (tally, isRight) => new Tally(tally.Right + (isRight ? 1 : 0), tally.All + 1));

    public override string ToString() => $"{Right,3} of {All,3} {Percent,6:0.0} %";
}
