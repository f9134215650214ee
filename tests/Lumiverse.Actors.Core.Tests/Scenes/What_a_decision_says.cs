using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class What_a_decision_says
{
    private readonly SceneStage _stage = new();

    [Fact]
    public void The_first_image_says_so()
    {
        _stage.Paint("m1", Given.Tavern);
        Assert.Equal("generated: the first scene of this chat", Sentence);
    }

    [Fact]
    public void What_changed_is_named_with_its_distance()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Paint("m2", Given.Tavern with { Environment = "castle gate", TimeOfDay = TimeOfDay.Midday });
        Assert.Equal("generated: place changed (dim harbour tavern → castle gate 1), time changed (night → midday 0.8); 2 of 2 needed", Sentence);
    }

    [Fact]
    public void What_was_not_enough_is_named()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Paint("m2", Given.Tavern with { Mood = "joyful" });
        Assert.Equal("not generated: only mood changed; 1 of 2", Sentence);
        Assert.Equal(1, _stage.LastDecision().CallsSaved);
        _stage.Paint("m3", Given.Tavern);
        Assert.Equal("not generated: nothing changed; 0 of 2", Sentence);
    }

    [Fact]
    public void Whoever_compares_exactly_is_told_of_every_other_word()
    {
        var exact = Given.Policy with { Change = ChangePolicy.Exact };
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern", exact);
        _stage.Paint("m2", Given.Tavern with { Environment = "the dim harbour tavern", Weather = "rain" }, exact);
        Assert.Equal((true, ChangePolicy.Exact), (_stage.LastDecision().Generate, _stage.LastDecision().Policy));
    }

    [Fact]
    public void The_outlook_counts_what_is_missing()
    {
        Assert.Equal("next image when 1 more field changes", DecisionWords.Outlook(1, 2));
        Assert.Equal("next image when 3 more fields change", DecisionWords.Outlook(0, 3));
        Assert.Equal("enough has changed for an image", DecisionWords.Outlook(3, 2));
        Assert.Null(DecisionWords.Outlook(0, null));
    }

    [Fact]
    public void A_field_that_wavers_around_its_limit_is_not_painted_again_and_again()
    {
        var verdicts = new[] { 0.49, 0.53, 0.56, 0.7 }.Select(Steadied).ToList();
        Assert.Equal([false, false, false, true], verdicts);

        bool Steadied(double distance) => Measuring.Steady(Field(distance), ChangePolicy.Meaning, Found(0.48)).Changed;
    }

    [Fact]
    public void Slow_drift_adds_up_because_the_last_picture_is_compared_with()
    {
        var sensitive = Given.Policy with { Threshold = 1 };
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern", sensitive);
        _stage.Paint("m2", Given.Tavern with { TimeOfDay = TimeOfDay.Dusk }, sensitive);
        Assert.False(_stage.LastDecision().Generate);
        _stage.Paint("m3", Given.Tavern with { TimeOfDay = TimeOfDay.GoldenHour }, sensitive);
        Assert.True(_stage.LastDecision().Generate);
    }

    [Theory, InlineData(true, ChangePolicy.Meaning), InlineData(false, ChangePolicy.Exact)]
    public void What_was_found_changed_or_is_compared_exactly_is_not_steadied(bool wasChanged, ChangePolicy policy) =>
        Assert.True(Measuring.Steady(Field(0.53), policy, new Weighing([Field(0.5) with { Changed = wasChanged }], 2, policy)).Changed);

    [Fact]
    public void A_field_keeps_its_source_for_as_long_as_it_says_the_same()
    {
        Read("m1", Given.Tavern, ("environment", "into the tavern"), ("mood", "a tense silence"));
        Read("m2", Given.Tavern with { Mood = "calm" }, ("weather", "rain again"));
        Assert.Equal(["environment", "weather"], _stage.State.Sources.Keys);
        Assert.Equal(new FieldSource(MessageId.Of("m1"), "into the tavern"), _stage.State.Sources["environment"]);
        Assert.Equal("m2", _stage.State.Sources["weather"].Message.Value);
    }

    [Fact]
    public void The_scene_in_sight_says_what_changed_and_what_is_missing()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Paint("m2", Given.Tavern with { Mood = "joyful" });
        var view = Assert.IsType<Answer.SceneIs>(_stage.Tell(new SceneCommand.GetScene()).Reply()).View;
        Assert.Equal((Given.Tavern, 2, "mood"), (view.PicturedScene, view.Threshold, Assert.Single(view.Fields, field => field.Changed).Name));
    }

    private string Sentence => DecisionWords.Sentence(_stage.LastDecision());

    private void Read(string message, Scene scene, params (string Field, string Words)[] sources)
    {
        _stage.Notice(message);
        _stage.ReplyIsRead((SceneReadOutcome.Read)Given.Reading(scene) with
        {
            Sources = sources.ToImmutableSortedDictionary(
                source => source.Field, source => new FieldSource(MessageId.Of(message), source.Words), StringComparer.Ordinal),
        });
    }

    private static FieldChange Field(double distance) => new("mood", "calm", "tense", distance, distance > 0.5);

    private static Weighing Found(double distance) => new([Field(distance)], 2, ChangePolicy.Meaning);
}
