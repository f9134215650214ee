using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Images;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Chats;

/// <summary>What a chat looks like: its scene, the decisions about it, and its background.</summary>
internal static class ChatRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/image-gen/chats/{chatId}").WithTags("Chats");
        group.MapGet("/scene", SceneAsync).Describe<SceneViewShape>("GetScene", "The scene last read, and the one last pictured");
        group.MapGet("/decisions", DecisionsAsync).Describe<PageShape<DecisionShape>>("ListDecisions", "Why it was painted or not, newest first").WithPaging()
            .WithQuery("message_id", "Decisions on one message");
        group.MapGet("/background", BackgroundAsync).Describe<BackgroundShape>("GetBackground", "What stands behind the chat; 204 = nothing").Produces(StatusCodes.Status204NoContent);
        group.MapGet("/backgrounds", BackgroundsAsync).Describe<ListShape<PastBackgroundShape>>("ListBackgrounds", "What stood behind the chat, each image once, the latest first")
            .WithQuery("limit", "1 to 1000; default 50");
        group.MapPut("/background", ShowAsync).Describe<BackgroundShape>("SetBackground", "Use an image of one's own").Takes<BackgroundBody>();
        group.MapDelete("/background", ClearAsync).Describe<SuccessShape>("ClearBackground", "Show nothing");
    }

    private static async Task<IResult> SceneAsync(Caller caller, string chatId, IChatSource chats, IImageEngine engine, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        return await engine.AskSceneAsync(caller.Chat(chat), new SceneCommand.GetScene(), cancellation) switch
        {
            Answer.SceneIs scene => Json.Ok(SceneJson.View(scene.View)),
            var refusal => Problems.Of(refusal).ToResult(),
        };
    }

    private static async Task<IResult> DecisionsAsync(
        Caller caller, string chatId, QueryFields query, IChatSource chats, IProjectionStore tables, IImageEngine engine, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        await engine.CatchUpAsync(cancellation);
        var page = await tables.ListDecisionsAsync(caller.User, chat, query.Id<MessageId>("message_id"), query.Limit, query.Offset, cancellation);
        return Json.Page(page, query, decision => JsonNode.Parse(decision.Json));
    }

    /// <summary>An image may have been deleted since, also one that was shown in more than one chat.</summary>
    private static async Task<IResult> BackgroundAsync(
        Caller caller, string chatId, IChatSource chats, IProjectionStore tables, IImageEngine engine, ISettingsStore settings,
        PageUrls urls, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        var answer = await engine.AskSceneAsync(caller.Chat(chat), new SceneCommand.GetBackground(), cancellation);
        if (answer is not Answer.BackgroundIs { Background: var background })
            return Problems.Of(answer).ToResult();
        await engine.CatchUpAsync(cancellation);
        return background is not null && await tables.FindImageAsync(caller.User, background.Image, cancellation) is not null
            ? Json.Ok(PageJson.Background(background, await EffectiveAsync(caller, chat, settings, cancellation), urls))
            : Results.NoContent();
    }

    private static async Task<IResult> BackgroundsAsync(
        Caller caller, string chatId, QueryFields query, IChatSource chats, IGalleryTables tables, IImageEngine engine, PageUrls urls,
        CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        await engine.CatchUpAsync(cancellation);
        var past = await tables.ListBackgroundsAsync(caller.User, chat, query.Limit, cancellation);
        return Json.Ok(new JsonObject { ["data"] = new JsonArray([.. past.Select(background => PastBackground(background, urls))]) });
    }

    private static JsonObject PastBackground(PastBackground past, PageUrls urls)
    {
        var json = PageJson.Background(new Background(past.Image.Id, past.Image.Picture, past.Message, null, null), urls: urls);
        json["at"] = past.At.ToUnixTimeSeconds();
        json["current"] = past.IsCurrent;
        return json;
    }

    private static async Task<IResult> ShowAsync(
        Caller caller, string chatId, HttpContext http, IChatSource chats, ImageFiles images, IImageEngine engine, ISettingsStore settings,
        PageUrls urls, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        var image = await images.RequireAsync(caller, (await JsonBody.ReadAsync(http)).RequiredId<ImageId>("imageId").Value, cancellation);
        var show = new SceneCommand.ShowImage(caller.Chat(chat), image.Id, image.Picture);
        var answer = await engine.AskSceneAsync(caller.Chat(chat), show, cancellation);
        if (answer is not Answer.Done)
            return Problems.Of(answer).ToResult();
        var shown = new Background(image.Id, image.Picture, null, null, null);
        return Json.Ok(PageJson.Background(shown, await EffectiveAsync(caller, chat, settings, cancellation), urls));
    }

    private static async Task<IResult> ClearAsync(Caller caller, string chatId, IChatSource chats, IImageEngine engine, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        return await engine.AskSceneAsync(caller.Chat(chat), new SceneCommand.ClearBackground(), cancellation) switch
        {
            Answer.Done => Json.Success(),
            var refusal => Problems.Of(refusal).ToResult(),
        };
    }

    private static async Task<ImageSettings> EffectiveAsync(Caller caller, ChatId chat, ISettingsStore settings, CancellationToken cancellation) =>
        ImageSettings.From(await settings.ReadAsync(caller.User, cancellation), await settings.ReadAsync(caller.User, chat, cancellation));
}
