using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.SceneReport;
using Lumiverse.Actors.SceneReport.Pairs;
using Lumiverse.Actors.SceneReport.Passages;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

/// <summary>
/// What the built-in extractor and the judgement of change promise, on the half of the labelled sets that nothing was
/// adjusted by.
/// </summary>
public sealed class LabelledSetTests
{
    private const int FewestTexts = 150;

    [Fact]
    public async Task Four_of_five_fields_are_read_as_a_reader_does()
    {
        var answers = await ReportHalfAsync();
        Assert.InRange(Tally.Of(answers.Select(answer => answer.IsRight)).Percent, 80, 100);
    }

    [Fact]
    public async Task Nine_of_ten_easy_fields_are_read_as_a_reader_does()
    {
        var answers = await ReportHalfAsync();
        var easy = answers.Where(answer => answer.Passage.Difficulty == Difficulty.Easy);
        Assert.InRange(Tally.Of(easy.Select(answer => answer.IsRight)).Percent, 90, 100);
    }

    [Fact]
    public void Change_is_found_where_a_reader_finds_it() =>
        Assert.InRange(PairReport.Of(SetHalf.Report, ChangePolicy.Meaning).Percent, 92, 100);

    [Fact]
    public void Plain_equality_is_right_far_less_often() =>
        Assert.InRange(PairReport.Of(SetHalf.Report, ChangePolicy.Exact).Percent, 0, 60);

    [Fact]
    public void Every_distance_lies_between_nothing_and_all_and_is_the_same_both_ways() =>
        Assert.All(LabelledPair.All, pair =>
        {
            var (there, back) = (pair.Measured(ChangePolicy.Meaning), (pair with { Before = pair.After, After = pair.Before }).Measured(ChangePolicy.Meaning));
            Assert.All(there, field => Assert.InRange(field.Distance, 0, 1));
            Assert.Equal(there.Select(field => field.Distance), back.Select(field => field.Distance));
        });

    [Fact]
    public void The_sets_are_large_and_a_third_of_the_passages_is_hard()
    {
        Assert.InRange(LabelledPassage.All.Length, FewestTexts, int.MaxValue);
        Assert.InRange(LabelledPair.All.Length, FewestTexts, int.MaxValue);
        Assert.InRange(3 * LabelledPassage.All.Count(passage => passage.Difficulty == Difficulty.Hard), LabelledPassage.All.Length, int.MaxValue);
    }

    [Fact]
    public void No_text_is_in_both_halves()
    {
        Assert.Equal(LabelledPassage.All.Length, LabelledPassage.All.DistinctBy(passage => string.Join('\n', passage.Lines)).Count());
        Assert.Equal(LabelledPassage.All.Length, LabelledPassage.All.DistinctBy(passage => passage.Id).Count());
        Assert.Equal(LabelledPair.All.Length, LabelledPair.All.DistinctBy(pair => pair.Id).Count());
    }

    private static async Task<IEnumerable<FieldAnswer>> ReportHalfAsync() =>
        (await FieldAnswer.AllAsync()).Where(answer => answer.Passage.Half == SetHalf.Report);
}
