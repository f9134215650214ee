using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Providers;

/// <summary>What providers there are, and which parameters they take.</summary>
internal static class ProviderRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("Providers");
        group.MapGet("/image-gen/providers", List).Describe<ProvidersShape>("ListProviders", "Providers with the schema that forms are drawn from");
        group.MapGet("/image-gen-connections/providers", List).Describe<ProvidersShape>("ListConnectionProviders", "The same list, where connection forms look for it");
    }

    private static IResult List(Caller caller, ProviderList providers) => Json.Ok(new JsonObject
    {
        ["providers"] = new JsonArray([.. providers.All.Select(provider => ProviderJson.Provider(provider.Description))]),
    });
}
