using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Chats;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Settings;

/// <summary>Image-generation settings of a user, and of one chat over them.</summary>
internal static class SettingsRoutes
{
    private const string Key = "imageGeneration";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("Settings");
        group.MapGet($"/settings/{Key}", GetAsync).Describe<SettingsShape>("GetSettings", "The user's settings, over the defaults");
        group.MapPut($"/settings/{Key}", PutAsync).Describe<SettingsShape>("PutSettings", "Merge into the user's settings; null goes back to the default").Takes<SettingsBody>();
        group.MapGet("/image-gen/chats/{chatId}/settings", GetOfChatAsync).Describe<ChatSettingsShape>("GetChatSettings", "What applies to one chat, and which layer sets it");
        group.MapPut("/image-gen/chats/{chatId}/settings", PutOfChatAsync).Describe<ChatSettingsShape>("PutChatSettings", "Override settings for one chat; null removes an override").Takes<SettingsValues>();
    }

    private static async Task<IResult> GetAsync(Caller caller, ISettingsStore store, LegacyProfiles legacy, CancellationToken cancellation)
    {
        await legacy.EnsureAsync(caller.User, cancellation);
        return OfUser(await store.ReadAsync(caller.User, cancellation));
    }

    private static async Task<IResult> PutAsync(Caller caller, HttpContext http, LegacyProfiles legacy, CancellationToken cancellation)
    {
        var fields = await JsonBody.ReadAsync(http, BodyLimits.JsonWithPictures);
        var patch = fields.Object("value") ?? throw Problems.InvalidField("value", "value must be given: a JSON object with the settings to change.").ToException();
        Require(SettingsPatch.Check(patch));
        var merge = await legacy.MergeAsync(caller.User, patch, cancellation);
        Require(merge.Faults);
        return OfUser(merge.Settings);
    }

    private static async Task<IResult> GetOfChatAsync(
        Caller caller, string chatId, IChatSource chats, ISettingsStore store, LegacyProfiles legacy, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        await legacy.EnsureAsync(caller.User, cancellation);
        return OfChat(chat, await store.ReadAsync(caller.User, cancellation), await store.ReadAsync(caller.User, chat, cancellation));
    }

    private static async Task<IResult> PutOfChatAsync(
        Caller caller, string chatId, HttpContext http, IChatSource chats, ISettingsStore store, LegacyProfiles legacy, CancellationToken cancellation)
    {
        var chat = await chats.RequireAsync(caller, chatId, cancellation);
        var patch = (await JsonBody.ReadAsync(http)).Json;
        Require(SettingsPatch.CheckOfChat(patch));
        await legacy.EnsureAsync(caller.User, cancellation);
        var ofChat = await store.MergeAsync(caller.User, chat, patch, cancellation);
        return OfChat(chat, await store.ReadAsync(caller.User, cancellation), ofChat);
    }

    private static void Require(ImmutableArray<SettingFault> faults)
    {
        if (!faults.IsEmpty)
            throw Problems.InvalidFields(faults.ToDictionary(fault => fault.Key, fault => fault.Message)).ToException();
    }

    private static IResult OfUser(JsonObject stored) => Json.Ok(new JsonObject
    {
        ["key"] = Key,
        ["value"] = new SettingsLayers(stored, []).Effective(),
    });

    private static IResult OfChat(ChatId chat, JsonObject ofUser, JsonObject ofChat)
    {
        var layers = new SettingsLayers(ofUser, ofChat);
        return Json.Ok(new JsonObject
        {
            ["chatId"] = chat.Value,
            ["value"] = layers.Effective(),
            ["layers"] = layers.Layers(),
        });
    }
}
