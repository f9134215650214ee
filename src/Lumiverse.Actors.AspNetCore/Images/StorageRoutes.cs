using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>What a gallery takes up, and what can be won back.</summary>
internal static class StorageRoutes
{
    /// <summary>Files that an answer lists; the counts are of all.</summary>
    private const int MostListed = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapGet("/storage", MeasureAsync).Describe<StorageShape>("GetStorage", "How much pictures and thumbnails take up, by chat, and what nothing uses");
        group.MapPost("/storage/clean", CleanAsync).Describe<CleanedShape>("CleanStorage", "Delete files that nothing uses; a dry run, which is the default, lists them").Takes<CleanBody>();
        group.MapPost("/rebuild-thumbnails", Rebuild).DescribeStream("RebuildThumbnails", "Make missing thumbnails; progress as server-sent events")
            .WithQuery("all", "true makes those again that are there as well").Refuses(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> MeasureAsync(
        Caller caller, IGalleryTables tables, IImageEngine engine, IGalleryCare care, CancellationToken cancellation)
    {
        await engine.CatchUpAsync(cancellation);
        var size = await tables.MeasureAsync(caller.User, cancellation);
        return Json.Ok(new JsonObject
        {
            ["images"] = Amount(size.Chats.Sum(chat => chat.Images), size.Chats.Sum(chat => chat.PictureBytes)),
            ["thumbnails"] = Amount(size.Chats.Sum(chat => chat.Thumbnails), size.Chats.Sum(chat => chat.ThumbnailBytes)),
            ["bin"] = new JsonObject { ["count"] = size.Bin.Images, ["bytes"] = size.Bin.Bytes, ["next_undo_until"] = size.Bin.NextUndoUntil?.ToUnixTimeSeconds() },
            ["unused"] = await UnusedAsync(care, cancellation),
            ["chats"] = new JsonArray([.. size.Chats.Select(Chat)]),
        });
    }

    private static async Task<IResult> CleanAsync(Caller caller, HttpContext http, IGalleryCare care, CancellationToken cancellation)
    {
        var isDryRun = (await JsonBody.ReadAsync(http)).Flag("dry_run") ?? true;
        var (count, bytes, listed) = (0, 0L, new JsonArray());
        await foreach (var blob in care.FindUnusedAsync(cancellation))
        {
            if (!isDryRun && !await care.RemoveUnusedAsync(blob.Hash, cancellation))
                continue;
            (count, bytes) = (count + 1, bytes + blob.ByteCount);
            if (count <= MostListed)
                listed.Add((JsonNode)new JsonObject { ["id"] = blob.Hash.Value, ["bytes"] = blob.ByteCount, ["written_at"] = blob.WrittenAt.ToUnixTimeSeconds() });
        }

        return Json.Ok(new JsonObject { ["dry_run"] = isDryRun, ["count"] = count, ["bytes"] = bytes, ["files"] = listed });
    }

    private static IResult Rebuild(Caller caller, QueryFields query, ThumbnailRebuild rebuild)
    {
        var everything = query.Flag("all") == true;
        return rebuild.TryBegin(caller.User) is { } turn
            ? new EventStreamResult((stream, cancellation) => rebuild.RunAsync(caller.User, everything, stream, cancellation), turn)
            : Problems.Conflict("Thumbnails are being made again already. Wait until that has ended.").ToResult();
    }

    private static async Task<JsonObject> UnusedAsync(IGalleryCare care, CancellationToken cancellation)
    {
        var (count, bytes) = (0, 0L);
        await foreach (var blob in care.FindUnusedAsync(cancellation))
            (count, bytes) = (count + 1, bytes + blob.ByteCount);
        return Amount(count, bytes);
    }

    private static JsonObject Amount(int count, long bytes) => new() { ["count"] = count, ["bytes"] = bytes };

    private static JsonNode Chat(ChatSize chat) => new JsonObject
    {
        ["chat_id"] = chat.Chat?.Value,
        ["images"] = chat.Images,
        ["bytes"] = chat.PictureBytes,
        ["thumbnails"] = chat.Thumbnails,
        ["thumbnail_bytes"] = chat.ThumbnailBytes,
    };
}
