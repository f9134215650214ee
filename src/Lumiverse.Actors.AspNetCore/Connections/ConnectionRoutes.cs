using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>A user's connection profiles.</summary>
internal static class ConnectionRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/image-gen-connections").WithTags("Connections");
        group.MapGet("", ListAsync).Describe<PageShape<ConnectionShape>>("ListConnections", "Connections, newest change first").WithPaging();
        group.MapPost("", CreateAsync).Describe<ConnectionShape>("CreateConnection", "Add a connection", StatusCodes.Status201Created).Takes<ConnectionBody>();
        group.MapGet("/{id}", GetAsync).Describe<ConnectionShape>("GetConnection", "One connection");
        group.MapPut("/{id}", UpdateAsync).Describe<ConnectionShape>("UpdateConnection", "Change the fields that are sent; an empty api_key removes the key, and so does another provider").Takes<ConnectionBody>();
        group.MapDelete("/{id}", DeleteAsync).Describe<SuccessShape>("DeleteConnection", "Delete a connection; what waits on it is cancelled");
        group.MapPost("/{id}/duplicate", DuplicateAsync).Describe<ConnectionShape>("DuplicateConnection", "Copy a connection with its key", StatusCodes.Status201Created);
        ProbeRoutes.Map(group);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, QueryFields query, IConnectionStore store, ConnectionDesk desk, ConnectionJson json, CancellationToken cancellation)
    {
        await desk.WelcomeAsync(caller.User, cancellation);
        var page = await store.ListAsync(caller.User, query.Limit, query.Offset, cancellation);
        return Json.Page(page, query, json.Of);
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, HttpContext http, ProviderList providers, ConnectionDesk desk, ConnectionJson json, PageUrls urls, TimeProvider time,
        CancellationToken cancellation)
    {
        var fields = await JsonBody.ReadAsync(http, BodyLimits.JsonWithPictures);
        var connection = ConnectionForm.Create(fields, caller.User, providers, time.GetUtcNow());
        return Created(urls, json, await desk.AddAsync(connection, ConnectionForm.Key(fields), cancellation));
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, ConnectionDesk desk, ConnectionJson json, CancellationToken cancellation) =>
        Json.Ok(json.Of(await desk.RequireAsync(caller.User, id, cancellation)));

    private static async Task<IResult> UpdateAsync(
        Caller caller, string id, HttpContext http, ProviderList providers, ConnectionDesk desk, ConnectionJson json, TimeProvider time,
        CancellationToken cancellation)
    {
        var before = await desk.RequireAsync(caller.User, id, cancellation);
        var fields = await JsonBody.ReadAsync(http, BodyLimits.JsonWithPictures);
        var after = ConnectionForm.Change(before, fields, providers, time.GetUtcNow());
        return Json.Ok(json.Of(await desk.SaveAsync(before, after, ConnectionForm.Key(fields), cancellation)));
    }

    private static async Task<IResult> DeleteAsync(Caller caller, string id, ConnectionDesk desk, CancellationToken cancellation)
    {
        await desk.DeleteAsync(await desk.RequireAsync(caller.User, id, cancellation), cancellation);
        return Json.Success();
    }

    private static async Task<IResult> DuplicateAsync(
        Caller caller, string id, ConnectionDesk desk, ConnectionJson json, PageUrls urls, TimeProvider time, CancellationToken cancellation)
    {
        var original = await desk.RequireAsync(caller.User, id, cancellation);
        return Created(urls, json, await desk.AddCopyAsync(original, ConnectionForm.Copy(original, time.GetUtcNow()), cancellation));
    }

    private static IResult Created(PageUrls urls, ConnectionJson json, Connection connection) =>
        Json.Created($"{urls.Prefix}/image-gen-connections/{connection.Id}", json.Of(connection));
}
