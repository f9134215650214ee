using Lumiverse.Actors.AspNetCore.Chats;
using Lumiverse.Actors.AspNetCore.Connections;
using Lumiverse.Actors.AspNetCore.Events;
using Lumiverse.Actors.AspNetCore.Generating;
using Lumiverse.Actors.AspNetCore.Health;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Images;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.AspNetCore.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.AspNetCore;

/// <summary>The HTTP API of the engine.</summary>
public static class LumiverseRoutes
{
    /// <summary>
    /// Maps the whole API below <see cref="LumiverseOptions.ApiPrefix"/>, health checks at <c>/health</c> and its
    /// description at <c>/openapi/v1.json</c>. Returns the group of the API, for conventions of the host.
    /// </summary>
    public static IEndpointConventionBuilder MapLumiverse(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<LumiverseOptions>();
        app.MapOpenApi().AllowAnonymous();
        HealthRoutes.Map(Guarded(app.MapGroup("/health")));

        var api = Guarded(app.MapGroup(options.ApiPrefix));
        ProviderRoutes.Map(api);
        ConnectionRoutes.Map(api);
        SettingsRoutes.Map(api);
        GenerateRoutes.Map(api);
        JobRoutes.Map(api);
        ChatRoutes.Map(api);
        ImageRoutes.Map(api);
        GalleryRoutes.Map(api);
        DownloadRoutes.Map(api);
        StorageRoutes.Map(api);
        ResultRoutes.Map(api);
        EventRoutes.Map(api);
        return api;
    }

    private static RouteGroupBuilder Guarded(RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(Edge.Wrap);
        return group;
    }
}
