using Lumiverse.Actors.AspNetCore.Connections;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class ModelCatalogTests
{
    private readonly ManualTime _time = new();
    private readonly ModelCatalogs _catalogs;
    private int _asked;

    public ModelCatalogTests() => _catalogs = new ModelCatalogs(_time);

    [Theory]
    [InlineData(null, 599, 1)]
    [InlineData(null, 600, 2)]
    [InlineData("Down.", 29, 1)]
    [InlineData("Down.", 30, 2)]
    public async Task A_list_is_kept_for_ten_minutes_and_a_failure_for_half_a_minute(string? failure, int seconds, int asked)
    {
        var first = await ReadAsync(failure);
        _time.Now += TimeSpan.FromSeconds(seconds);
        var second = await ReadAsync(failure);

        Assert.Equal(asked, _asked);
        Assert.Equal(asked == 1, first.FetchedAt == second.FetchedAt);
    }

    [Fact]
    public async Task Whoever_asks_meanwhile_gets_the_same_answer_also_when_the_first_one_leaves()
    {
        var answer = new TaskCompletionSource<ModelCatalog>();
        using var leaving = new CancellationTokenSource();
        var first = _catalogs.ReadAsync(A("c1"), false, () => Ask(answer.Task), leaving.Token);
        var others = Enumerable.Range(0, 10).Select(i => _catalogs.ReadAsync(A("c1"), i % 2 == 0, () => Ask(answer.Task), default)).ToList();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(Catalog(null));

        Assert.Single((await Task.WhenAll(others)).Distinct());
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_changed_connection_and_another_one_are_asked_for_anew()
    {
        await ReadAsync(null);
        await ReadAsync(null, A("c1") with { UpdatedAt = _time.Now.AddMilliseconds(1) });
        await ReadAsync(null, A("c2"));

        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task What_threw_is_not_kept()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _catalogs.ReadAsync(A("c1"), false, () => Task.FromException<ModelCatalog>(new InvalidOperationException()), default));

        Assert.Null((await ReadAsync(null)).Catalog.Failure);
    }

    [Fact]
    public async Task Lists_of_many_connections_do_not_pile_up()
    {
        for (var i = 0; i < 1001; i++)
            await ReadAsync(null, A($"c{i}"));

        await ReadAsync(null, A("c1000"));
        Assert.Equal(1001, _asked);
        await ReadAsync(null, A("c0"));
        Assert.Equal(1002, _asked);
    }

    private Task<DatedCatalog> ReadAsync(string? failure, Connection? connection = null) =>
        _catalogs.ReadAsync(connection ?? A("c1"), false, () => Ask(Task.FromResult(Catalog(failure))), default);

    private Task<ModelCatalog> Ask(Task<ModelCatalog> answer)
    {
        Interlocked.Increment(ref _asked);
        return answer;
    }

    private static ModelCatalog Catalog(string? failure) => new([], CatalogSource.Live, failure);

    private static Connection A(string id) => new(
        ConnectionId.Of(id), UserId.Of("alice"), "A", "novelai", null, null, false, false, [], [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
