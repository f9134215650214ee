using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>What a connection's provider can be asked at no charge.</summary>
internal static class ProbeRoutes
{
    /// <summary>Stands for a connection that is not stored yet.</summary>
    private static readonly ConnectionId Unsaved = ConnectionId.Of("unsaved");

    public static void Map(RouteGroupBuilder connections)
    {
        connections.MapPost("/{id}/test", TestAsync).Describe<ConnectionTestShape>("TestConnection", "Check address and key at no charge");
        connections.MapGet("/{id}/models", ModelsAsync).Describe<ModelsShape>("ListModels", "Models the connection can use, at most ten minutes old")
            .WithQuery("refresh", "true asks the provider again");
        connections.MapGet("/{id}/usage", UsageAsync).Describe<UsageShape>("GetUsage", "What is left on the account, and what the next image would take");
        connections.MapPost("/models/preview", PreviewModelsAsync).Describe<ModelsShape>("PreviewModels", "Models of a connection that is not saved yet").Takes<ModelsPreviewBody>();
    }

    private static async Task<IResult> TestAsync(Caller caller, string id, ProbeDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var subject = await desk.RequireAsync(caller.User, id, cancellation);
        return Json.Ok(ProbeJson.Test(await probe.TestAsync(subject.Provider, subject.Target, cancellation), subject.Name));
    }

    private static async Task<IResult> ModelsAsync(
        Caller caller, string id, QueryFields query, ProbeDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var isRefresh = query.Flag("refresh") ?? false;
        var subject = await desk.RequireAsync(caller.User, id, cancellation);
        var models = await probe.ListModelsAsync(subject.Provider, subject.Connection, subject.Target, isRefresh, cancellation);
        return Json.Ok(ProbeJson.Models(models, subject.Name));
    }

    private static async Task<IResult> UsageAsync(Caller caller, string id, ProbeDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var subject = await desk.RequireAsync(caller.User, id, cancellation);
        var usage = await probe.ReadUsageAsync(subject.Provider, subject.Connection, subject.Target, cancellation);
        return Json.Ok(ProbeJson.Usage(usage, subject.Name));
    }

    private static async Task<IResult> PreviewModelsAsync(
        Caller caller, HttpContext http, ProviderList providers, ProbeDesk desk, ConnectionProbe probe, CancellationToken cancellation)
    {
        var fields = await JsonBody.ReadAsync(http);
        var provider = providers.Require(fields.RequiredText("provider", Identifier.LongestId));
        var saved = fields.Id<ConnectionId>("connection_id") is { } id ? await desk.FindSavedAsync(caller.User, id, provider, cancellation) : null;
        var address = fields.Has("api_url") ? ConnectionForm.Address(fields) : saved?.ApiUrl;
        var key = ConnectionForm.Key(fields) ?? await desk.ReadKeyForAsync(saved, provider, address, cancellation);
        var target = new ProviderTarget(saved?.Id ?? Unsaved, address, key, null);
        await desk.RequireAllowedAsync(target, cancellation);
        return Json.Ok(ProbeJson.Models(await probe.ListModelsAsync(provider, target, cancellation), provider.Description.Id));
    }
}
