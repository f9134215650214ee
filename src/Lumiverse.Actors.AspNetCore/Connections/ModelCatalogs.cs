using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>A list of models and when it was made.</summary>
internal sealed record DatedCatalog(ModelCatalog Catalog, DateTimeOffset FetchedAt);

/// <summary>
/// Lists of models, kept for a while per state of a connection: forms ask often, and lists change rarely. Whoever asks
/// while somebody is asking gets the same answer.
/// </summary>
internal sealed class ModelCatalogs(TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    /// <summary>Long enough that a page that draws itself anew does not ask a provider that is down again and again.</summary>
    private static readonly TimeSpan FreshnessOfFailure = TimeSpan.FromSeconds(30);

    /// <summary>More connections than are looked at within ten minutes; a list takes a few kilobytes.</summary>
    private const int MostKept = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionId, Entry> _entries = [];

    /// <param name="isRefresh">A list that is there does not count; one that is being asked for does.</param>
    /// <param name="ask">Goes on when this caller gives up, because others may wait for it.</param>
    public Task<DatedCatalog> ReadAsync(Connection connection, bool isRefresh, Func<Task<ModelCatalog>> ask, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_entries.GetValueOrDefault(connection.Id) is not { } entry || !IsGood(entry, connection, isRefresh))
            {
                RemoveOld();
                _entries[connection.Id] = entry = new Entry(connection.UpdatedAt, AskAsync(ask));
            }

            return entry.Answer.WaitAsync(cancellation);
        }
    }

    private async Task<DatedCatalog> AskAsync(Func<Task<ModelCatalog>> ask)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // Not under the lock.
        return new DatedCatalog(await ask(), time.GetUtcNow());
    }

    private bool IsGood(Entry entry, Connection connection, bool isRefresh) =>
        entry.UpdatedAt == connection.UpdatedAt && (!entry.Answer.IsCompleted || !isRefresh && IsFresh(entry));

    private bool IsFresh(Entry entry) => !entry.Answer.IsCompleted
        || entry.Answer is { IsCompletedSuccessfully: true, Result: { Catalog: var catalog, FetchedAt: var at } }
        && time.GetUtcNow() - at < (catalog.Failure is null ? Freshness : FreshnessOfFailure);

    private void RemoveOld()
    {
        if (_entries.Count < MostKept)
            return;
        foreach (var (id, _) in _entries.Where(pair => !IsFresh(pair.Value)).ToList())
            _entries.Remove(id);
        if (_entries.Count >= MostKept)
            _entries.Clear();
    }

    private sealed record Entry(DateTimeOffset UpdatedAt, Task<DatedCatalog> Answer);
}
