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

/// <summary>A gallery as a whole: its layout, and many images at once.</summary>
internal static class GalleryRoutes
{
    /// <summary>About 4 MB; a page that lays out more asks again with an offset.</summary>
    private const int MostTiles = 50_000;

    private const int DefaultTiles = 10_000;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapGet("/layout", LayOutAsync).Describe<LayoutShape>("LayOutImages", "Every image of a filter in as little as a grid needs")
            .WithQuery("limit", $"1 to {MostTiles}; default {DefaultTiles}").WithQuery("offset", "How many to leave out; default 0")
            .WithQuery("placeholders", "false leaves them out; default true").WithImageFilters();
        group.MapPost("/details", DetailsAsync).Describe<FoundImagesShape>("GetImages", "What is known of many images, in the order asked for").Takes<ImageIdsBody>();
        group.MapPost("/uses", UsesAsync).Describe<ListShape<UsedImageShape>>("GetImageUses", "Those of many images that chats use, and what for").Takes<ImageIdsBody>();
        group.MapPost("/update", UpdateAsync).Describe<UpdatedShape>("ChangeImages", "Mark, caption or tag many images").Takes<ImagesBody>();
        group.MapPost("/delete", DeleteAsync).Describe<DeletedImagesShape>("DeleteImages", "Delete many images; for five minutes they can be restored")
            .Takes<ImageIdsBody>().Refuses(StatusCodes.Status429TooManyRequests);
        group.MapPost("/restore", RestoreAsync).Describe<RestoredShape>("RestoreImages", "Take back what was deleted in the last five minutes").Takes<ImageIdsBody>();
    }

    private static async Task<IResult> LayOutAsync(
        Caller caller, QueryFields query, IGalleryTables tables, IImageEngine engine, CancellationToken cancellation)
    {
        var filter = ImageQuery.Read(query, query.Whole("limit", 1, MostTiles) ?? DefaultTiles);
        var withPlaceholders = query.Flag("placeholders") ?? true;
        await engine.CatchUpAsync(cancellation);
        return new LayoutResult(await tables.LayOutAsync(caller.User, filter, cancellation), filter, withPlaceholders);
    }

    private static async Task<IResult> DetailsAsync(Caller caller, HttpContext http, GalleryDesk desk, PageUrls urls, CancellationToken cancellation)
    {
        var found = await desk.RequireAsync(caller, ImageForm.Read(await JsonBody.ReadAsync(http)), cancellation);
        return Json.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. found.Rows.Select(row => PageJson.Image(row, urls))]),
            ["missing"] = ImageForm.Write(found.Missing),
        });
    }

    private static async Task<IResult> UsesAsync(Caller caller, HttpContext http, GalleryDesk desk, CancellationToken cancellation)
    {
        var found = await desk.RequireAsync(caller, ImageForm.Read(await JsonBody.ReadAsync(http)), cancellation);
        var uses = await desk.UsesAsync(caller, [.. found.Rows.Select(row => row.Id)], cancellation);
        return Json.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. uses.Select(image => ImageUseJson.AddTo(new JsonObject { ["id"] = image.Key.Value }, image))]),
        });
    }

    private static async Task<IResult> UpdateAsync(Caller caller, HttpContext http, GalleryDesk desk, CancellationToken cancellation)
    {
        var fields = await JsonBody.ReadAsync(http);
        var form = new DetailsForm(fields);
        var found = await desk.RequireAsync(caller, ImageForm.Read(fields), cancellation);
        await desk.AskAsync(caller, new GalleryCommand.SetManyDetails([.. found.Rows.Select(form.Of)]), cancellation);
        return Json.Ok(Told("updated", found));
    }

    private static async Task<IResult> DeleteAsync(Caller caller, HttpContext http, GalleryDesk desk, TimeProvider clock, CancellationToken cancellation)
    {
        var found = await desk.RequireAsync(caller, ImageForm.Read(await JsonBody.ReadAsync(http)), cancellation);
        await desk.DeleteAsync(caller, found.Rows, cancellation);
        var json = Told("deleted", found);
        json["undo_until"] = ImageRoutes.UndoUntil(clock);
        return Json.Ok(json);
    }

    private static async Task<IResult> RestoreAsync(Caller caller, HttpContext http, GalleryDesk desk, CancellationToken cancellation) =>
        Json.Ok(Told("restored", await desk.RestoreAsync(caller, ImageForm.Read(await JsonBody.ReadAsync(http)), cancellation)));

    private static JsonObject Told(string done, FoundImages found) => new()
    {
        [done] = ImageForm.Write(found.Rows.Select(row => row.Id)),
        ["missing"] = ImageForm.Write(found.Missing),
    };
}
