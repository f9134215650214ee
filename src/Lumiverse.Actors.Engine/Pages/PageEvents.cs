using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>What pages are told of a fact: at most one event each.</summary>
public static class PageEvents
{
    public const string Progress = "IMAGE_GEN_PROGRESS";
    public const string ImageReady = "IMAGE_READY";
    public const string Complete = "IMAGE_GEN_COMPLETE";
    public const string Failure = "IMAGE_GEN_ERROR";
    public const string SceneDecided = "SCENE_DECIDED";
    public const string BackgroundChanged = "BACKGROUND_CHANGED";
    public const string ImageAttached = "IMAGE_ATTACHED";
    public const string ImageDeleted = "IMAGE_DELETED";
    public const string ImageRestored = "IMAGE_RESTORED";
    public const string ConnectionChanged = "IMAGE_GEN_CONNECTION_CHANGED";

    /// <summary>Settings were stored, by this page or another; not kept for resume.</summary>
    public const string SettingsChanged = "IMAGE_GEN_SETTINGS_CHANGED";

    /// <summary>The first event for a page whose missed events are trimmed: load everything again.</summary>
    public const string Resync = "RESYNC";

    /// <summary>The event of a fact, or null for facts that pages are not told.</summary>
    /// <param name="position">Where the fact stands in the journal.</param>
    /// <param name="row">
    /// The image of a <see cref="GalleryFact.ThumbnailsMade"/> or <see cref="GalleryFact.ImageRestored"/>; without it that fact is not told.
    /// </param>
    public static PageEvent? From(object fact, long position, ImageRow? row = null, PageUrls? urls = null) => fact switch
    {
        SceneFact scene => OfScene(scene, position, urls ?? PageUrls.Default),
        ConnectionFact connection => OfConnection(connection, position),
        GalleryFact gallery => OfGallery(gallery, position, row, urls ?? PageUrls.Default),
        _ => null,
    };

    private static PageEvent? OfScene(SceneFact fact, long position, PageUrls urls) => fact switch
    {
        SceneFact.JobRequested requested => InStage("reading", requested.Order.Job, requested.Chat.Chat),
        SceneFact.Decided decided => Kept(position, SceneDecided, decided.Chat.Chat, SceneJson.Decision(decided, urls)),
        SceneFact.JobEnded { End: { Outcome: JobOutcome.Done, Image: { } image } } ended =>
            Kept(position, Complete, ended.Chat.Chat, Completion(ended.Job, image, urls)),
        SceneFact.JobEnded ended => Kept(position, Failure, ended.Chat.Chat, FailureOf(ended)),
        SceneFact.AttachmentMade made => Kept(position, ImageAttached, made.Chat.Chat, AttachmentOf(made.Attachment, urls)),
        SceneFact.BackgroundChanged changed => Kept(position, BackgroundChanged, changed.Chat.Chat, BackgroundOf(changed, urls)),
        _ => null,
    };

    private static PageEvent? OfConnection(ConnectionFact fact, long position) => fact switch
    {
        ConnectionFact.ProfileChanged changed => new PageEvent(position, ConnectionChanged, null, Profile(changed).ToJsonString()),
        ConnectionFact.JobAccepted accepted => InStage("queued", accepted.Ticket.Job, accepted.Ticket.Chat.Chat),
        ConnectionFact.AttemptStarted started => InStage("running", started.Job, started.Chat.Chat),
        ConnectionFact.AttemptEnded { Outcome: AttemptOutcome.Succeeded } ended => InStage("saving", ended.Job, ended.Chat.Chat),
        _ => null,
    };

    private static PageEvent? OfGallery(GalleryFact fact, long position, ImageRow? row, PageUrls urls) => fact switch
    {
        GalleryFact.ImageAdded { Image.Picture: { Small: not null, Large: not null } } added => Whole(ImageReady, position, PageJson.Row(added), urls),
        GalleryFact.ThumbnailsMade made when row is not null => Whole(ImageReady, position, WithThumbnails(row, made), urls),
        GalleryFact.ImageRestored when row is not null => Whole(ImageRestored, position, row, urls),
        GalleryFact.ImageDeleted deleted =>
            new PageEvent(position, ImageDeleted, null, new JsonObject { ["id"] = deleted.Image.Value }.ToJsonString()),
        _ => null,
    };

    /// <summary>The tables may lag behind the fact.</summary>
    private static ImageRow WithThumbnails(ImageRow row, GalleryFact.ThumbnailsMade made) =>
        row with { Picture = row.Picture with { Small = made.Small, Large = made.Large } };

    private static PageEvent Whole(string name, long position, ImageRow row, PageUrls urls)
    {
        var json = PageJson.Image(row, urls);
        json["jobId"] = row.Job?.Value;
        json["chatId"] = row.Chat?.Value;
        return new PageEvent(position, name, row.Chat, json.ToJsonString());
    }

    private static JsonObject Completion(JobId job, SavedImage image, PageUrls urls) => new()
    {
        ["assetId"] = job.Value,
        ["imageId"] = image.Id.Value,
        ["imageUrl"] = urls.Result(image.PublicToken),
    };

    private static JsonObject FailureOf(SceneFact.JobEnded ended)
    {
        var json = new JsonObject
        {
            ["assetId"] = ended.Job.Value,
            ["message"] = ended.End.Reason,
            ["state"] = JobStates.Of(ended.End.Outcome),
            ["mayHaveBeenCharged"] = ended.End.MayHaveBeenCharged,
        };
        if (ended.End.RetryAfter is { } pause)
            json["retryAfterSeconds"] = (int)Math.Ceiling(pause.TotalSeconds);
        return json;
    }

    private static JsonObject AttachmentOf(SceneAttachment attachment, PageUrls urls) => new()
    {
        ["messageId"] = attachment.Message.Value,
        ["imageId"] = attachment.Image.Value,
        ["url"] = urls.Image(attachment.Image),
        ["outputTarget"] = attachment.Target.Word(),
    };

    /// <summary>A cleared background has no image.</summary>
    private static JsonObject BackgroundOf(SceneFact.BackgroundChanged changed, PageUrls urls) =>
        changed.Background is { } background
            ? PageJson.Background(background, urls: urls)
            : new JsonObject { ["imageId"] = null, ["url"] = null };

    private static JsonObject Profile(ConnectionFact.ProfileChanged changed)
    {
        var json = new JsonObject { ["id"] = changed.Connection.Value };
        if (changed.ProfileJson is { } profile)
            json["profile"] = JsonNode.Parse(profile);
        else
            json["deleted"] = true;
        return json;
    }

    /// <summary>Progress is for open pages only; a page that comes back reads the job instead.</summary>
    private static PageEvent InStage(string stage, JobId job, ChatId chat) =>
        Kept(null, Progress, chat, new JsonObject { ["assetId"] = job.Value, ["stage"] = stage });

    private static PageEvent Kept(long? position, string name, ChatId chat, JsonObject json)
    {
        json["chatId"] = chat.Value;
        return new PageEvent(position, name, chat, json.ToJsonString());
    }
}
