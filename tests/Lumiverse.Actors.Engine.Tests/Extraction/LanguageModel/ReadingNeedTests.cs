using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Engine.Extraction.LanguageModel;
using Lumiverse.Actors.Ports.Scenes;
using Xunit.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Extraction.LanguageModel;

/// <summary>When a call may be saved, and when never.</summary>
public sealed class ReadingNeedTests(ITestOutputHelper output)
{
    private const string Dialogue = "*She laughs.* \"You always say that about the harbour at night.\"";

    private static readonly Scene Tavern = new("dim tavern", TimeOfDay.Night, "steady rain", "", "");

    [Theory]
    [InlineData(Dialogue)]
    [InlineData("\"You always say that. I don't believe a word of it, and neither do you.\"")]
    [InlineData("He shrugs, and she gives him a look that says it all.")]
    [InlineData("*She shakes her head and pulls a face.* \"Never.\"")]
    [InlineData("*He looks round the tavern, at the rain and at her.* \"It is night,\" he says.")]
    public void Talk_is_no_reason_to_read_again(string content) => Assert.True(IsNone(Context(content)));

    [Theory]
    [InlineData("*She takes your hand and leads you out.*")]
    [InlineData("*They step into the library.* \"Quiet here,\" she says.")]
    [InlineData("*It is midnight by the time she has told you all of it.*")]
    [InlineData("*The rain has stopped.* \"At last,\" he says.")]
    [InlineData("*Outside it has begun to snow, and she is glad of you.*")]
    [InlineData("*They step into the apothecary's, and he is not there.*")]
    [InlineData("*You reach the Grimsby place, and she is waiting.*")]
    [InlineData("*She leaves you there.*")]
    [InlineData("*He goes home with her.*")]
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

    [Fact]
    public async Task In_whole_chats_no_reply_that_begins_a_scene_is_saved_from_a_call()
    {
        var (saved, stays) = (0, 0);
        foreach (var chat in Chats())
        {
            var scene = Tavern;
            for (var at = 1; at < chat.Messages.Length; at++)
            {
                if (chat.Messages[at].IsUser)
                    continue;
                var context = Context([.. chat.Messages.Take(at + 1).Select(message => message.Content)]) with { Previous = scene, PreviousAt = MessageId.Of($"m{at - 2}") };
                var isNone = IsNone(context);
                Assert.False(isNone && chat.Messages[at].Scene is not null, $"{chat.Title}: {chat.Messages[at].Content}");
                (saved, stays) = (saved + (isNone ? 1 : 0), stays + (chat.Messages[at].Scene is null ? 1 : 0));
                scene = await SeenAsync(context);
            }
        }

        output.WriteLine($"{saved} of {stays} replies that stay in their scene cost no call.");
        Assert.InRange(saved, 1, stays);
    }

    private static async Task<Scene> SeenAsync(SceneContext context) =>
        (await new BuiltInSceneExtractor().ReadAsync(context, CancellationToken.None)).Scene;

    private static IEnumerable<SampleChat> Chats() =>
        new[] { SampleChat.Shipped, SampleChat.Unseen }.SelectMany(folder =>
            Directory.GetFiles(folder, "*.json").Select(file => SampleChat.Load(folder, Path.GetFileNameWithoutExtension(file))));

    private static bool IsNone(SceneContext context) => ReadingNeed.IsNone(context, Lexicon.English);

    private static SceneContext Context(params string[] contents) =>
        new([.. contents.Select((content, at) => new ChatLine(MessageId.Of($"m{at}"), false, "Mira", content))], Tavern, null);
}
