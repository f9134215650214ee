using Lumiverse.Actors.Engine.Extraction;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

public sealed class LexiconTests
{
    [Fact]
    public void The_embedded_files_load() => Assert.NotEmpty(Lexicon.English.Moods.Names);

    [Theory]
    [InlineData("walk", "walk walks walked walking")]
    [InlineData("race", "race races raced racing")]
    [InlineData("hurry", "hurry hurries hurried hurrying")]
    [InlineData("stay", "stay stays stayed staying")]
    [InlineData("push", "push pushes pushed pushing")]
    [InlineData("step/stepped/stepping", "step stepped stepping steps steped steping")]
    [InlineData("go/went/gone", "go went gone goes goed going")]
    public void A_verb_has_its_forms(string entry, string forms) => Assert.Equal(forms.Split(' '), VerbForms.Of(entry));

    [Fact]
    public void A_phrase_with_two_meanings_is_refused() =>
        Assert.Contains("two meanings", Assert.Throws<InvalidDataException>(() => new PhraseIndex<int>([("rain", 1), ("rain", 2)])).Message);

    [Theory]
    [InlineData("Rain")]
    [InlineData(" rain")]
    [InlineData("")]
    public void A_phrase_that_can_never_match_is_refused(string phrase) =>
        Assert.Throws<InvalidDataException>(() => Lexicon.Checked(phrase));
}
