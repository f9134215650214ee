using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>A user's images, in lists and one by one.</summary>
internal static class ImageRoutes
{
    public static readonly ImmutableArray<string> Sizes = ["sm", "lg"];

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapGet("", ListAsync).Describe<PageShape<ImageShape>>("ListImages", "Images by filter").WithPaging().WithImageFilters();
        group.MapMethods("/{id}", ["GET", "HEAD"], SendAsync).DescribeBytes("GetImage", "The bytes, or a thumbnail of them").WithQuery("size", "sm (300 px) or lg (700 px)");
        group.MapGet("/{id}/info", GetAsync).Describe<ImageShape>("GetImageInfo", "What is known of an image, with where it is used");
        group.MapGet("/{id}/versions", VersionsAsync).Describe<ListShape<ImageShape>>("ListImageVersions", "An image, and what was painted anew from it, the oldest first");
        group.MapPost("", UploadAsync).Describe<ImageShape>("UploadImage", "Add a picture of one's own: PNG, JPEG or WebP", StatusCodes.Status201Created)
            .Takes<UploadBody>("multipart/form-data").Refuses(StatusCodes.Status413PayloadTooLarge);
        group.MapPatch("/{id}", ChangeAsync).Describe<ImageShape>("ChangeImage", "Mark, caption or tag an image").Takes<ImageBody>();
        group.MapDelete("/{id}", DeleteAsync).Describe<DeletedShape>("DeleteImage", "Delete an image; for five minutes it can be restored");
        group.MapPost("/{id}/revoke-public-url", RevokeAsync).Describe<ImageShape>("RevokePublicUrl", "Give the image another public address; the old one is gone");
    }

    private static async Task<IResult> ListAsync(
        Caller caller, QueryFields query, IProjectionStore tables, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var filter = ImageQuery.Read(query, query.Limit);
        await engine.CatchUpAsync(cancellation);
        var page = await tables.ListImagesAsync(caller.User, filter, cancellation);
        return Json.Page(page, query, row => PageJson.Image(row, urls));
    }

    private static async Task<IResult> SendAsync(
        Caller caller, string id, QueryFields query, HttpContext http, ImageFiles files, CancellationToken cancellation)
    {
        var size = query.Word("size", Sizes);
        return await files.SendAsync(http, await files.RequireAsync(caller, id, cancellation), size, cancellation);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, ImageFiles files, GalleryDesk desk, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        var uses = await desk.UsesAsync(caller, [row.Id], cancellation);
        return Json.Ok(ImageUseJson.AddTo(PageJson.Image(row, urls), uses[row.Id]));
    }

    private static async Task<IResult> VersionsAsync(
        Caller caller, string id, ImageFiles files, IGalleryTables tables, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        var versions = await tables.ListVersionsAsync(caller.User, row.First(), QueryFields.MostItems, cancellation);
        return Json.Ok(new JsonObject { ["data"] = new JsonArray([.. versions.Select(version => PageJson.Image(version, urls))]) });
    }

    private static async Task<IResult> UploadAsync(
        Caller caller, HttpContext http, ImageFiles files, IImageEngine engine, PageUrls urls, CancellationToken cancellation)
    {
        var (bytes, name) = await UploadForm.ReadAsync(http, cancellation);
        var upload = await engine.UploadAsync(caller.User, bytes, name, cancellation);
        if (upload.Refusal is { } refusal)
            return Problems.Of(refusal).ToResult();
        if (upload.Image is not { } id)
            return Problems.InvalidField("image", upload.Failure ?? "The picture could not be stored.").ToResult();
        var row = await files.RequireAsync(caller, id.Value, cancellation);
        return Json.Created($"{urls.Image(id)}/info", PageJson.Image(row, urls));
    }

    private static async Task<IResult> ChangeAsync(
        Caller caller, string id, HttpContext http, ImageFiles files, GalleryDesk desk, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        var details = new DetailsForm(await JsonBody.ReadAsync(http)).Of(row);
        await desk.AskAsync(caller, new GalleryCommand.SetImageDetails(row.Id, details.Favorite, details.Caption, details.Tags), cancellation);
        return Json.Ok(PageJson.Image(await files.RequireAsync(caller, id, cancellation), urls));
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, string id, ImageFiles files, GalleryDesk desk, TimeProvider clock, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        await desk.DeleteAsync(caller, [row], cancellation);
        return Json.Ok(new JsonObject { ["success"] = true, ["deleted"] = true, ["undo_until"] = UndoUntil(clock) });
    }

    private static async Task<IResult> RevokeAsync(
        Caller caller, string id, ImageFiles files, GalleryDesk desk, PageUrls urls, CancellationToken cancellation)
    {
        var row = await files.RequireAsync(caller, id, cancellation);
        await desk.AskAsync(caller, new GalleryCommand.RevokePublicUrl(row.Id), cancellation);
        return Json.Ok(PageJson.Image(await files.RequireAsync(caller, id, cancellation), urls));
    }

    /// <summary>A moment before the gallery's own limit, which was set a moment ago.</summary>
    public static long UndoUntil(TimeProvider clock) => (clock.GetUtcNow() + GalleryBehaviour.UndoTime).ToUnixTimeSeconds() - 1;
}
