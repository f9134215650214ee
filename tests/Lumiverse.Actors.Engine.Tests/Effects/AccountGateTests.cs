using System.Collections.Immutable;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Tests.Effects;

public sealed class AccountGateTests
{
    private readonly AccountGate _gate = new();

    [Fact]
    public async Task Calls_of_one_account_go_one_after_the_other_in_the_order_they_came()
    {
        var first = await _gate.EnterAsync(Provider(1), "key", default);
        var second = _gate.EnterAsync(Provider(1), "key", default);
        var third = _gate.EnterAsync(Provider(1), "key", default);
        Assert.False(second.IsCompleted || third.IsCompleted);

        first?.Dispose();
        using var inside = await second;
        Assert.False(third.IsCompleted);
        inside?.Dispose();

        Assert.NotNull(await third);
    }

    [Fact]
    public async Task As_many_go_at_once_as_the_account_may()
    {
        using var first = await _gate.EnterAsync(Provider(2), "key", default);
        using var second = await _gate.EnterAsync(Provider(2), "key", default);
        var third = _gate.EnterAsync(Provider(2), "key", default);
        Assert.False(third.IsCompleted);

        first?.Dispose();

        Assert.NotNull(await third);
    }

    [Theory]
    [InlineData("a", "other key", 1)]
    [InlineData("b", "key", 1)]
    [InlineData("a", null, 1)]
    public async Task Another_account_does_not_wait(string provider, string? key, int calls)
    {
        using var inside = await _gate.EnterAsync(Provider(1), "key", default);

        Assert.NotNull(await _gate.EnterAsync(Provider(calls, provider), key, default));
    }

    [Fact]
    public async Task Without_a_limit_nobody_waits()
    {
        using var first = await _gate.EnterAsync(Provider(null), "key", default);

        Assert.NotNull(await _gate.EnterAsync(Provider(null), "key", default));
    }

    [Fact]
    public async Task Whoever_waits_no_more_stands_in_nobodys_way()
    {
        using var cancelled = new CancellationTokenSource();
        var first = await _gate.EnterAsync(Provider(1), "key", default);
        var second = _gate.EnterAsync(Provider(1), "key", cancelled.Token);
        var third = _gate.EnterAsync(Provider(1), "key", default);

        await cancelled.CancelAsync();
        Assert.Null(await second);
        Assert.False(third.IsCompleted);
        first?.Dispose();

        Assert.NotNull(await third);
    }

    [Fact]
    public async Task A_place_that_is_left_twice_counts_once()
    {
        var first = await _gate.EnterAsync(Provider(1), "key", default);
        first?.Dispose();
        using var second = await _gate.EnterAsync(Provider(1), "key", default);
        first?.Dispose();

        Assert.False(_gate.EnterAsync(Provider(1), "key", default).IsCompleted);
    }

    private static ProviderDescription Provider(int? calls, string id = "a") => new(
        id, "A", new ProviderCapabilities(ImmutableSortedDictionary<string, ParameterSchema>.Empty, true, "static", [], ""),
        new ConnectionTerms(1, null, 1, false))
    {
        CallsPerAccount = calls,
    };
}
