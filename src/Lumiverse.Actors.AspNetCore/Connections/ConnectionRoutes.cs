using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>A user's connection profiles.</summary>
internal static class ConnectionRoutes
{
    /// <summary>Stands for a connection that is not stored yet.</summary>
    private static readonly ConnectionId Unsaved = ConnectionId.Of("unsaved");

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/image-gen-connections").WithTags("Connections");
        group.MapGet("", ListAsync).Describe<PageShape<ConnectionShape>>("ListConnections", "Connections, newest change first").WithPaging();
        group.MapPost("", CreateAsync).Describe<ConnectionShape>("CreateConnection", "Add a connection", StatusCodes.Status201Created).Takes<ConnectionBody>();
        group.MapGet("/{id}", GetAsync).Describe<ConnectionShape>("GetConnection", "One connection");
        group.MapPut("/{id}", UpdateAsync).Describe<ConnectionShape>("UpdateConnection", "Change the fields that are sent; an empty api_key removes the key").Takes<ConnectionBody>();
        group.MapDelete("/{id}", DeleteAsync).Describe<SuccessShape>("DeleteConnection", "Delete a connection; what waits on it is cancelled");
        group.MapPost("/{id}/duplicate", DuplicateAsync).Describe<ConnectionShape>("DuplicateConnection", "Copy a connection with its key", StatusCodes.Status201Created);
        group.MapPost("/{id}/test", TestAsync).Describe<ConnectionTestShape>("TestConnection", "Check address and key at no charge");
        group.MapGet("/{id}/models", ModelsAsync).Describe<ModelsShape>("ListModels", "Models the connection can use");
        group.MapPost("/models/preview", PreviewModelsAsync).Describe<ModelsShape>("PreviewModels", "Models of a connection that is not saved yet").Takes<ModelsPreviewBody>();
    }

    private static async Task<IResult> ListAsync(
        Caller caller, QueryFields query, IConnectionStore store, ConnectionDesk desk, CancellationToken cancellation)
    {
        await desk.WelcomeAsync(caller.User, cancellation);
        var page = await store.ListAsync(caller.User, query.Limit, query.Offset, cancellation);
        return Json.Page(page, query, PageJson.Connection);
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, HttpContext http, ProviderList providers, ConnectionDesk desk, PageUrls urls, TimeProvider time, CancellationToken cancellation)
    {
        var fields = await JsonBody.ReadAsync(http, BodyLimits.JsonWithPictures);
        var connection = ConnectionForm.Create(fields, caller.User, providers, time.GetUtcNow());
        return Created(urls, await desk.AddAsync(connection, ConnectionForm.Key(fields), cancellation));
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, ConnectionDesk desk, CancellationToken cancellation) =>
        Json.Ok(PageJson.Connection(await desk.RequireAsync(caller.User, id, cancellation)));

    private static async Task<IResult> UpdateAsync(
        Caller caller, string id, HttpContext http, ProviderList providers, ConnectionDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var before = await desk.RequireAsync(caller.User, id, cancellation);
        var fields = await JsonBody.ReadAsync(http, BodyLimits.JsonWithPictures);
        var after = ConnectionForm.Change(before, fields, providers, time.GetUtcNow());
        return Json.Ok(PageJson.Connection(await desk.SaveAsync(after, ConnectionForm.Key(fields), cancellation)));
    }

    private static async Task<IResult> DeleteAsync(Caller caller, string id, ConnectionDesk desk, CancellationToken cancellation)
    {
        await desk.DeleteAsync(await desk.RequireAsync(caller.User, id, cancellation), cancellation);
        return Json.Success();
    }

    private static async Task<IResult> DuplicateAsync(
        Caller caller, string id, IConnectionStore store, ConnectionDesk desk, PageUrls urls, TimeProvider time, CancellationToken cancellation)
    {
        var original = await desk.RequireAsync(caller.User, id, cancellation);
        var key = await store.ReadApiKeyAsync(original.Id, cancellation);
        return Created(urls, await desk.SaveAsync(ConnectionForm.Copy(original, time.GetUtcNow()), key, cancellation));
    }

    private static async Task<IResult> TestAsync(
        Caller caller, string id, ProviderList providers, IConnectionStore store, ConnectionDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var connection = await desk.RequireAsync(caller.User, id, cancellation);
        var target = await TargetAsync(connection, store, cancellation);
        return Json.Ok(await probe.TestAsync(providers.Require(connection.Provider), target, cancellation));
    }

    private static async Task<IResult> ModelsAsync(
        Caller caller, string id, ProviderList providers, IConnectionStore store, ConnectionDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var connection = await desk.RequireAsync(caller.User, id, cancellation);
        var target = await TargetAsync(connection, store, cancellation);
        return Json.Ok(await probe.ListModelsAsync(providers.Require(connection.Provider), target, cancellation));
    }

    private static async Task<IResult> PreviewModelsAsync(
        Caller caller, HttpContext http, ProviderList providers, IConnectionStore store, ConnectionDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var fields = await JsonBody.ReadAsync(http);
        var provider = providers.Require(fields.RequiredText("provider", Identifier.LongestId));
        var saved = fields.Id<ConnectionId>("connection_id") is { } id ? await desk.RequireAsync(caller.User, id.Value, cancellation) : null;
        var key = ConnectionForm.Key(fields) ?? await SavedKeyAsync(saved, provider, store, cancellation);
        var target = new ProviderTarget(saved?.Id ?? Unsaved, ConnectionForm.Address(fields), key, null);
        return Json.Ok(await probe.ListModelsAsync(provider, target, cancellation));
    }

    /// <summary>A key goes to the provider it was stored for, and to no other.</summary>
    private static async Task<string?> SavedKeyAsync(Connection? saved, IImageProvider provider, IConnectionStore store, CancellationToken cancellation) =>
        saved?.Provider == provider.Description.Id ? await store.ReadApiKeyAsync(saved.Id, cancellation) : null;

    private static async Task<ProviderTarget> TargetAsync(Connection connection, IConnectionStore store, CancellationToken cancellation) =>
        new(connection.Id, connection.ApiUrl, await store.ReadApiKeyAsync(connection.Id, cancellation), connection.Model);

    private static IResult Created(PageUrls urls, Connection connection) =>
        Json.Created($"{urls.Prefix}/image-gen-connections/{connection.Id}", PageJson.Connection(connection));
}
