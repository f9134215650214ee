using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Gallery;

/// <summary>What is deleted can be taken back for a while.</summary>
public sealed class Bin
{
    private readonly GalleryStage _stage = new();

    public Bin()
    {
        foreach (var id in new[] { "a", "b", "c" })
            _stage.Tell(new GalleryCommand.AddImage(Image(id)));
    }

    [Fact]
    public void Many_images_are_deleted_in_one_turn_each_with_the_end_of_its_undo_time()
    {
        var facts = Delete("a", "b").Facts.Cast<GalleryFact.ImageDeleted>().ToList();

        Assert.Equal(["a", "b"], facts.Select(fact => fact.Image.Value));
        Assert.All(facts, fact => Assert.Equal(Given.Noon + GalleryBehaviour.UndoTime, fact.UndoUntil));
    }

    [Fact]
    public void Every_chat_that_an_image_stood_behind_is_told_when_it_goes_and_when_it_is_back()
    {
        var gone = _stage.Tell(new GalleryCommand.DeleteImages([new(ImageId.Of("a"), [ChatId.Of("one"), ChatId.Of("two")])]));
        var back = Restore("a");

        Assert.Equal(["one forget", "two forget"], Told(gone));
        Assert.Equal(["one recall", "two recall"], Told(back));
    }

    [Fact]
    public void A_deletion_that_is_repeated_changes_nothing_and_wins_no_time()
    {
        Delete("a");

        var again = _stage.TellAfter(TimeSpan.FromMinutes(1), new GalleryCommand.DeleteImages([new(ImageId.Of("a"), [])]));

        Assert.Empty(again.Facts);
        Assert.IsType<Answer.Done>(Assert.Single(again.Effects.All<Effect.Reply>()).Answer);
        Assert.Equal(Given.Noon + GalleryBehaviour.UndoTime, _stage.Due);
    }

    [Fact]
    public void What_was_taken_back_is_not_purged()
    {
        Delete("a", "b");
        Restore("a");

        var purged = _stage.TellAfter(GalleryBehaviour.UndoTime, new GalleryCommand.TimeHasCome());

        Assert.Equal("b", Assert.IsType<GalleryFact.ImagePurged>(Assert.Single(purged.Facts)).Image.Value);
    }

    [Fact]
    public void Nothing_is_purged_before_its_time_and_nothing_comes_back_after_it()
    {
        Delete("a");
        Assert.Empty(_stage.TellAfter(GalleryBehaviour.UndoTime - TimeSpan.FromSeconds(1), new GalleryCommand.TimeHasCome()).Facts);
        Assert.Single(_stage.TellAfter(TimeSpan.FromSeconds(1), new GalleryCommand.TimeHasCome()).Facts);

        Assert.IsType<Answer.Missing>(Assert.Single(Restore("a").Effects.All<Effect.Reply>()).Answer);
    }

    [Fact]
    public void Until_everything_is_purged_the_gallery_has_something_to_do_also_after_a_crash()
    {
        Assert.Null(_stage.Due);
        Delete("a");
        _stage.Recover();

        Assert.Equal(Given.Noon + GalleryBehaviour.UndoTime, _stage.Due);
        Assert.False(GalleryBehaviour.IsAtRest(_stage.State));
        Assert.Equal(["a"], _stage.State.Bin.Keys);
    }

    [Fact]
    public void A_turn_purges_so_many_and_the_next_one_the_others()
    {
        var ids = Enumerable.Range(0, GalleryBehaviour.MostPurgedAtOnce + 1).Select(number => $"n{number}").ToArray();
        Delete(ids);

        Assert.Equal(GalleryBehaviour.MostPurgedAtOnce, _stage.TellAfter(GalleryBehaviour.UndoTime, new GalleryCommand.TimeHasCome()).Facts.Length);
        Assert.True(_stage.Due <= _stage.Now);
        Assert.Single(_stage.Tell(new GalleryCommand.TimeHasCome()).Facts);
        Assert.Null(_stage.Due);
    }

    [Fact]
    public void A_full_bin_refuses_and_says_when_there_is_room()
    {
        Delete([.. Enumerable.Range(0, GalleryBehaviour.MostInBin).Select(number => $"n{number}")]);

        var refused = _stage.TellAfter(TimeSpan.FromMinutes(1), new GalleryCommand.DeleteImages([new(ImageId.Of("a"), [])]));

        Assert.Empty(refused.Facts);
        var busy = Assert.IsType<Answer.Busy>(Assert.Single(refused.Effects.All<Effect.Reply>()).Answer);
        Assert.Equal(GalleryBehaviour.UndoTime - TimeSpan.FromMinutes(1), busy.RetryAfter);
    }

    [Fact]
    public void A_deletion_of_an_earlier_version_is_final_at_once()
    {
        var state = GalleryBehaviour.Evolve(_stage.State, new GalleryFact.ImageDeleted(Given.Chat.User, ImageId.Of("a"), Given.Noon));

        Assert.Empty(state.Bin);
    }

    [Fact]
    public void Details_of_many_are_one_turn()
    {
        var set = _stage.Tell(new GalleryCommand.SetManyDetails([new(ImageId.Of("a"), true, "one", ["x"]), new(ImageId.Of("b"), false, null, [])]));

        Assert.Equal(["a", "b"], set.Facts.Cast<GalleryFact.ImageDetailsSet>().Select(fact => fact.Image.Value));
    }

    [Fact]
    public void A_background_is_back_with_its_image_unless_there_was_another_wish()
    {
        var scene = new SceneStage();
        var shown = new SceneCommand.ShowImage(Given.Chat, ImageId.Of("a"), Given.Picture("a"));
        scene.Tell(shown);
        scene.Tell(new SceneCommand.ForgetImage(ImageId.Of("a")));
        Assert.Null(scene.State.Background);

        scene.Recover();
        scene.Tell(new SceneCommand.RecallImage(ImageId.Of("a")));
        Assert.Equal(ImageId.Of("a"), scene.State.Background?.Image);

        scene.Tell(new SceneCommand.ForgetImage(ImageId.Of("a")));
        scene.Tell(shown with { Image = ImageId.Of("b") });
        scene.Tell(new SceneCommand.ClearBackground());
        scene.Tell(new SceneCommand.RecallImage(ImageId.Of("a")));
        Assert.Null(scene.State.Background);
    }

    private Decision<GalleryFact> Delete(params string[] ids) =>
        _stage.Tell(new GalleryCommand.DeleteImages([.. ids.Select(id => new ImageToDelete(ImageId.Of(id), []))]));

    private Decision<GalleryFact> Restore(params string[] ids) => _stage.Tell(new GalleryCommand.RestoreImages([.. ids.Select(ImageId.Of)]));

    private static IEnumerable<string> Told(Decision<GalleryFact> decision) => decision.Effects.All<Effect.TellScene>()
        .Select(tell => $"{tell.Chat.Chat} {(tell.Command is SceneCommand.RecallImage ? "recall" : "forget")}");

    private static NewImage Image(string id) => new(
        ImageId.Of(id), Given.Chat.User, Given.Picture(id), null, null, null, null, null, null, null, null);
}
