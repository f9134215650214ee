using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>Asks a provider what costs nothing: whether it can be reached, which models it has, and what is left on the account.</summary>
internal sealed class ConnectionProbe(ModelCatalogs catalogs, TimeProvider time)
{
    /// <summary>A person waits in front of a button.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Task<ConnectionTest> TestAsync(IImageProvider provider, ProviderTarget target, CancellationToken cancellation) => InTimeAsync(
        deadline => provider.TestAsync(target, deadline), new ConnectionTest(false, TooSlow(provider)), cancellation);

    /// <summary>The models of a stored connection, at most ten minutes old.</summary>
    public Task<DatedCatalog> ListModelsAsync(
        IImageProvider provider, Connection connection, ProviderTarget target, bool isRefresh, CancellationToken cancellation) =>
        catalogs.ReadAsync(connection, isRefresh, () => AskForModelsAsync(provider, target, CancellationToken.None), cancellation);

    /// <summary>The models of a connection that is not stored.</summary>
    public async Task<DatedCatalog> ListModelsAsync(IImageProvider provider, ProviderTarget target, CancellationToken cancellation) =>
        new(await AskForModelsAsync(provider, target, cancellation), time.GetUtcNow());

    /// <summary>Null = the provider tells nothing about accounts.</summary>
    public Task<AccountUsage?> ReadUsageAsync(IImageProvider provider, Connection connection, ProviderTarget target, CancellationToken cancellation) =>
        InTimeAsync(
            deadline => provider.ReadUsageAsync(target, connection.DefaultParameters, deadline),
            new AccountUsage("", [], null, TooSlow(provider)), cancellation);

    private Task<ModelCatalog> AskForModelsAsync(IImageProvider provider, ProviderTarget target, CancellationToken cancellation) => InTimeAsync(
        deadline => provider.ListModelsAsync(target, deadline),
        new ModelCatalog(provider.Description.Capabilities.StaticModels, CatalogSource.Fallback, TooSlow(provider)), cancellation);

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
