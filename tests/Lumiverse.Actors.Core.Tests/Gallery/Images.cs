using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Gallery;

public sealed class Images
{
    private readonly GalleryStage _stage = new();

    [Fact]
    public void An_image_is_added_once_however_often_it_is_brought()
    {
        var first = Bring("a");
        var again = Bring("a");
        Assert.Empty(again.Facts);
        Assert.Equal(Given.Rendered(Saved(first)), Given.Rendered(Saved(again)));
    }

    [Fact]
    public void A_deleted_image_is_not_revived_when_it_is_brought_again()
    {
        Bring("a");
        _stage.Tell(new GalleryCommand.DeleteImage(ImageId.Of("a"), null));
        Assert.Empty(Bring("a").Facts);
    }

    [Fact]
    public void A_repetition_is_answered_with_the_token_that_is_valid()
    {
        Bring("a");
        var revoked = Assert.IsType<GalleryFact.PublicUrlRevoked>(
            Assert.Single(_stage.Tell(new GalleryCommand.RevokePublicUrl(ImageId.Of("a"))).Facts));
        Assert.Equal(revoked.PublicToken, Saved(Bring("a")).PublicToken);
    }

    [Fact]
    public void Missing_thumbnails_are_asked_for_until_they_are_made()
    {
        Bring("a");
        _stage.Recover();
        Assert.Equal(ImageId.Of("a"), Assert.IsType<Effect.MakeThumbnails>(Assert.Single(_stage.Owed)).Image);
        _stage.Tell(new GalleryCommand.ThumbnailsWereMade(ImageId.Of("a"), null, null));
        Assert.Empty(_stage.Owed);
        Assert.Empty(_stage.Tell(new GalleryCommand.ThumbnailsWereMade(ImageId.Of("a"), null, null)).Facts);
    }

    [Fact]
    public void A_picture_that_brings_its_thumbnails_is_complete_at_once()
    {
        var small = new Thumbnail(BlobHash.Of("s"), "image/webp", 1, 1, 1);
        _stage.Tell(new GalleryCommand.AddImage(Image("a") with { Picture = Given.Picture() with { Small = small, Large = small } }));
        Assert.Empty(_stage.Owed);
    }

    [Fact]
    public void A_deleted_image_is_owed_no_thumbnails()
    {
        Bring("a");
        _stage.Tell(new GalleryCommand.DeleteImage(ImageId.Of("a"), null));
        Assert.Empty(_stage.Owed);
    }

    [Fact]
    public void The_chat_that_shows_a_deleted_image_is_told()
    {
        Bring("a");
        var told = Assert.Single(_stage.Tell(new GalleryCommand.DeleteImage(ImageId.Of("a"), Given.Chat.Chat)).Effects.All<Effect.TellScene>());
        Assert.Equal((Given.Chat, new SceneCommand.ForgetImage(ImageId.Of("a")) { Chat = Given.Chat }), (told.Chat, told.Command));
    }

    [Fact]
    public void An_upload_is_answered_to_whoever_brought_it()
    {
        var reply = Assert.Single(_stage.Tell(new GalleryCommand.AddImage(Image("a") with { Source = null })).Effects.All<Effect.Reply>());
        Assert.IsType<Answer.ImageIs>(reply.Answer);
    }

    [Fact]
    public void Only_so_many_images_are_remembered()
    {
        for (var i = 0; i <= GalleryBehaviour.MostRecent; i++)
            Bring($"image{i}");
        Assert.Equal(GalleryBehaviour.MostRecent, _stage.State.Recent.Count);
        Assert.Single(Bring("image0").Facts.OfType<GalleryFact.ImageAdded>());
        Assert.Empty(Bring("image5").Facts);
    }

    private Decision<GalleryFact> Bring(string id) => _stage.Tell(new GalleryCommand.AddImage(Image(id)));

    private static SavedImage Saved(Decision<GalleryFact> decision) => Assert.IsType<ConnectionCommand.ImageWasSaved>(
        Assert.Single(decision.Effects.All<Effect.TellConnection>()).Command).Image;

    private static NewImage Image(string id) => new(
        ImageId.Of(id), Given.Chat.User, Given.Picture(id), new ImageSource(JobId.Of(id), Given.Connection), Given.Chat.Chat, null,
        Given.Call, "A place.", null, null, null);
}
