using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>Asks a provider what costs nothing: whether it can be reached, and which models it has.</summary>
internal sealed class ConnectionProbe(TimeProvider time)
{
    /// <summary>A person waits in front of a button.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<JsonObject> TestAsync(IImageProvider provider, ProviderTarget target, CancellationToken cancellation)
    {
        var test = await InTimeAsync(
            deadline => provider.TestAsync(target, deadline), new ConnectionTest(false, TooSlow(provider)), cancellation);
        return new JsonObject
        {
            ["success"] = test.Success,
            ["message"] = test.Message,
            ["provider"] = provider.Description.Id,
        };
    }

    public async Task<JsonObject> ListModelsAsync(IImageProvider provider, ProviderTarget target, CancellationToken cancellation)
    {
        var catalog = await InTimeAsync(
            deadline => provider.ListModelsAsync(target, deadline),
            new ModelCatalog(provider.Description.Capabilities.StaticModels, CatalogSource.Fallback, TooSlow(provider)), cancellation);
        var json = new JsonObject { ["models"] = ProviderJson.Options(catalog.Models), ["provider"] = provider.Description.Id };
        if (catalog.Failure is { } failure)
            json["error"] = failure;
        return json;
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, T tooSlow, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return tooSlow;
        }
    }

    private static string TooSlow(IImageProvider provider) =>
        $"{provider.Description.Name} did not answer within {Patience.TotalSeconds:0} seconds. Check the address, or try again.";
}
