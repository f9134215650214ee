using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Engine.Extraction.LanguageModel;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction.LanguageModel;

/// <summary>When a call may be saved, and when never.</summary>
public sealed class ReadingNeedTests
{
    private const string Dialogue = "*She laughs.* \"You always say that about the harbour at night.\"";

    private static readonly Scene Tavern = new("dim tavern", TimeOfDay.Night, "", "", "");

    [Theory]
    [InlineData(Dialogue)]
    [InlineData("\"You always say that. I don't believe a word of it, and neither do you.\"")]
    [InlineData("He shrugs, and she gives him a look that says it all.")]
    public void Talk_is_no_reason_to_read_again(string content) => Assert.True(IsNone(Context(content)));

    [Theory]
    [InlineData("*She takes your hand and leads you out.*")]
    [InlineData("*They step into the library.* \"Quiet here,\" she says.")]
    [InlineData("*It is midnight by the time she has told you all of it.*")]
    [InlineData("*The rain has stopped.* \"At last,\" he says.")]
    [InlineData("*The sun climbs over you both as she speaks.*")]
    [InlineData("*Three hours later she is still at it.*")]
    public void Places_times_weather_and_movement_are_read(string content) => Assert.False(IsNone(Context(content)));

    [Theory]
    [InlineData("*Sie lacht leise.* \"Das sagst du jedes Mal.\" Dann gehen beide hinaus in den Schnee.")]
    [InlineData("*Ze lacht zachtjes en trekt de deur achter zich dicht.*")]
    [InlineData("Elle rit doucement, puis ils sortent dans la neige.")]
    [InlineData("Ella se ríe y salen juntos a la nieve.")]
    [InlineData("Она смеётся, и они выходят на улицу.")]
    [InlineData("彼女は笑って、二人は雪の中へ出て行った。")]
    [InlineData("她笑了笑，两人走进了雪地。")]
    public void What_the_lexicon_cannot_judge_is_read(string content) => Assert.False(IsNone(Context(content)));

    [Fact]
    public void A_long_message_is_read() =>
        Assert.False(IsNone(Context(string.Concat(Enumerable.Repeat("She tells him what she thinks of it. ", 40)))));

    [Fact]
    public void The_first_scene_and_what_a_person_asks_for_are_read()
    {
        Assert.False(IsNone(Context(Dialogue) with { Previous = null }));
        Assert.False(IsNone(Context(Dialogue) with { Previous = Scene.Unknown with { Mood = "calm" } }));
        Assert.False(IsNone(Context(Dialogue) with { IsAskedFor = true }));
    }

    [Fact]
    public void People_who_come_into_the_picture_or_leave_it_are_a_reason_to_read()
    {
        var peopled = Tavern with { Subjects = [new SceneSubject("Mira", null, null, [])] };

        Assert.False(IsNone(Context(Dialogue) with { Character = new ChatPerson("Mira", "") }));
        Assert.False(IsNone(Context(Dialogue) with { Previous = peopled }));
        Assert.True(IsNone(Context(Dialogue) with { Previous = peopled, Character = new ChatPerson("Mira", "") }));
    }

    [Fact]
    public void Every_unread_line_counts_and_no_line_that_was_read()
    {
        var moved = Context("*We walk to the harbour.*", Dialogue, Dialogue);

        Assert.True(IsNone(moved with { PreviousAt = MessageId.Of("m0") }));
        Assert.False(IsNone(moved with { PreviousAt = MessageId.Of("gone") }));
        Assert.False(IsNone(moved with { PreviousAt = null }));
    }

    [Fact]
    public void A_line_that_was_read_before_has_changed_since_and_is_read_again() =>
        Assert.False(IsNone(Context(Dialogue, Dialogue) with { PreviousAt = MessageId.Of("m1") }));

    private static bool IsNone(SceneContext context) => ReadingNeed.IsNone(context, Lexicon.English);

    private static SceneContext Context(params string[] contents) =>
        new([.. contents.Select((content, at) => new ChatLine(MessageId.Of($"m{at}"), false, "Mira", content))], Tavern, null);
}
