using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>A user's gallery.</summary>
internal static class ImageRoutes
{
    /// <summary>Bytes never change under their id; nobody but the owner may keep them.</summary>
    private const string KeptByOwner = "private, max-age=31536000, immutable";

    private const int LongestCaption = 2000;
    private const int MostTags = 50;
    private const int LongestTag = 64;

    private static readonly ImmutableArray<string> Sortings = ["newest", "oldest", "largest"];

    public static readonly ImmutableArray<string> Sizes = ["sm", "lg"];

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapGet("", ListAsync).Describe<PageShape<ImageShape>>("ListImages", "Images by filter").WithPaging()
            .WithQuery("chat_id", "Images of one chat").WithQuery("character_id", "Images of one character").WithQuery("provider", "Images by one provider")
            .WithQuery("q", "Searches prompt, scene and model").WithQuery("favorite", "true or false").WithQuery("sort", "newest, oldest or largest");
        group.MapMethods("/{id}", ["GET", "HEAD"], SendAsync).DescribeBytes("GetImage", "The bytes, or a thumbnail of them").WithQuery("size", "sm (300 px) or lg (700 px)");
        group.MapGet("/{id}/info", GetAsync).Describe<ImageShape>("GetImageInfo", "What is known of an image");
        group.MapPost("", UploadAsync).Describe<ImageShape>("UploadImage", "Add a picture of one's own: PNG, JPEG or WebP", StatusCodes.Status201Created)
            .Takes<UploadBody>("multipart/form-data").Refuses(StatusCodes.Status413PayloadTooLarge);
        group.MapPatch("/{id}", ChangeAsync).Describe<ImageShape>("ChangeImage", "Mark, caption or tag an image").Takes<ImageBody>();
        group.MapDelete("/{id}", DeleteAsync).Describe<DeletedShape>("DeleteImage", "Delete an image for good");
        group.MapPost("/{id}/revoke-public-url", RevokeAsync).Describe<ImageShape>("RevokePublicUrl", "Give the image another public address; the old one is gone");
        group.MapPost("/rebuild-thumbnails", Rebuild).DescribeStream("RebuildThumbnails", "Make missing thumbnails; progress as server-sent events");
    }

    private static async Task<IResult> ListAsync(
        Caller caller, QueryFields query, IProjectionStore tables, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var filter = new ImageFilter(
            query.Limit, query.Offset, query.Id<ChatId>("chat_id"), query.Text("character_id"), query.Text("provider"), query.Text("q"),
            query.Flag("favorite"), (ImageSorting)Math.Max(0, Sortings.IndexOf(query.Word("sort", Sortings) ?? "newest")));
        await engine.CatchUpAsync(cancellation);
        var page = await tables.ListImagesAsync(caller.User, filter, cancellation);
        return Json.Page(page, query, row => PageJson.Image(row, urls));
    }

    private static async Task<IResult> SendAsync(
        Caller caller, string id, QueryFields query, HttpContext http, ImageFiles files, CancellationToken cancellation)
    {
        var size = query.Word("size", Sizes);
        var row = await files.RequireAsync(caller, id, cancellation);
        return files.Send(http, row.Picture, size, KeptByOwner);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, ImageFiles files, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        var json = PageJson.Image(row, urls);
        json["used_in"] = new JsonArray([.. (await ShownInAsync(row, engine, cancellation)).Select(chat => JsonValue.Create(chat.Value))]);
        return Json.Ok(json);
    }

    private static async Task<IResult> UploadAsync(
        Caller caller, HttpContext http, ImageFiles files, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var (bytes, name) = await UploadForm.ReadAsync(http, cancellation);
        var upload = await engine.UploadAsync(caller.User, bytes, name, cancellation);
        if (upload.Image is not { } id)
            return Problems.InvalidField("image", upload.Failure ?? "The picture could not be stored.").ToResult();
        var row = await files.RequireAsync(caller, id.Value, cancellation);
        return Json.Created($"{urls.Image(id)}/info", PageJson.Image(row, urls));
    }

    private static async Task<IResult> ChangeAsync(
        Caller caller, string id, HttpContext http, ImageFiles files, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        var fields = await JsonBody.ReadAsync(http);
        var change = new GalleryCommand.SetImageDetails(
            row.Id,
            fields.Flag("favorite") ?? row.Favorite,
            fields.Has("caption") ? fields.Text("caption", LongestCaption) : row.Caption,
            fields.Texts("tags", MostTags, LongestTag) ?? row.Tags);
        await AskAsync(engine, caller, change, cancellation);
        return Json.Ok(PageJson.Image(await files.RequireAsync(caller, id, cancellation), urls));
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, string id, ImageFiles files, IImageEngine engine, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        await AskAsync(engine, caller, new GalleryCommand.DeleteImage(row.Id, row.Chat), cancellation);
        return Json.Ok(new JsonObject { ["success"] = true, ["deleted"] = true });
    }

    private static async Task<IResult> RevokeAsync(
        Caller caller, string id, ImageFiles files, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        await AskAsync(engine, caller, new GalleryCommand.RevokePublicUrl(row.Id), cancellation);
        return Json.Ok(PageJson.Image(await files.RequireAsync(caller, id, cancellation), urls));
    }

    private static EventStreamResult Rebuild(Caller caller, ThumbnailRebuild rebuild) => new(
        (stream, cancellation) => rebuild.RunAsync(caller.User, stream, cancellation));

    private static async Task AskAsync(IImageEngine engine, Caller caller, GalleryCommand command, CancellationToken cancellation)
    {
        if (await engine.AskGalleryAsync(caller.User, command, cancellation) is not Answer.Done and var refusal)
            throw Problems.Of(refusal).ToException();
    }

    /// <summary>The chat it was made for, while it stands behind it.</summary>
    private static async Task<ImmutableArray<ChatId>> ShownInAsync(ImageRow row, IImageEngine engine, CancellationToken cancellation)
    {
        if (row.Chat is not { } chat)
            return [];
        var answer = await engine.AskSceneAsync(new ChatKey(row.User, chat), new SceneCommand.GetBackground(), cancellation);
        return answer is Answer.BackgroundIs { Background: { } background } && background.Image == row.Id ? [chat] : [];
    }
}
