using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Health;

/// <summary>For whatever restarts the process, or sends it requests.</summary>
internal static class HealthRoutes
{
    public static void Map(RouteGroupBuilder health)
    {
        var group = health.WithTags("Health").AllowAnonymous();
        group.MapGet("/live", Live).Describe<HealthShape>("Live", "The process answers");
        group.MapGet("/ready", ReadyAsync).Describe<HealthShape>("Ready", "What is stored can be read, and more can be stored")
            .Refuses(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live() => Json.Ok(new JsonObject { ["status"] = "ok" });

    /// <summary>Storage that can't be read or written is 503 at the edge.</summary>
    private static async Task<IResult> ReadyAsync(IStorageHealth storage, IProjectionStore tables, CancellationToken cancellation)
    {
        storage.RequireWritable();
        await tables.PositionAsync(cancellation);
        return Live();
    }
}
