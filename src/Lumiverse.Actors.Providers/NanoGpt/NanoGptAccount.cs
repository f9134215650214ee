using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>Asks for balance and subscription, at no charge.</summary>
internal sealed class NanoGptAccount(ProviderHttp http, TimeProvider time)
{
    public const string Unit = "USD";

    /// <summary>An account answers at once or not at all; a picture should not wait for it.</summary>
    private static readonly TimeSpan ReadingBudget = TimeSpan.FromSeconds(10);

    public async Task<WireAnswer> AskBalanceAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var request = new WireRequest(HttpMethod.Post, NanoGptAddress.Of(target, NanoGptAddress.Balance)) { Body = ReadOnlyMemory<byte>.Empty };
        using var budget = new CancellationTokenSource(ReadingBudget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        return await http.SendAsync(NanoGptAddress.Authorized(request, target), either.Token);
    }

    /// <summary>The balance, or null when it can't be read.</summary>
    public async Task<decimal?> ReadBalanceAsync(ProviderTarget target, CancellationToken cancellation) =>
        Balance(await AskBalanceAsync(target, cancellation));

    /// <summary>Written as text, so that it may have any number of digits.</summary>
    public static decimal? Balance(WireAnswer answer) =>
        answer is WireAnswer.Arrived { IsSuccess: true } arrived ? arrived.Json().Amount("usd_balance") : null;

    /// <summary>The counters of a subscription; none without one.</summary>
    public async Task<ImmutableArray<UsageMeter>> ReadSubscriptionAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var request = WireRequest.Get(NanoGptAddress.Of(target, NanoGptAddress.Subscription));
        return await http.SendAsync(NanoGptAddress.Authorized(request, target), cancellation) is WireAnswer.Arrived { IsSuccess: true } arrived
            && arrived.Json() is { } json && (json.Flag("active") == true || json.Text("state") == "grace")
            ? [.. Meters(json)]
            : [];
    }

    /// <summary>Two shapes are about: one counts units by day and month, the other counts pictures apart from words.</summary>
    private static IEnumerable<UsageMeter> Meters(JsonNode json) =>
        new[] { Meter(json, "dailyImages", "Subscription, images today", "images"), Meter(json, "daily", "Subscription, today", "units"), Meter(json, "monthly", "Subscription, this month", "units") }
            .OfType<UsageMeter>();

    private static UsageMeter? Meter(JsonNode json, string name, string label, string unit) => json.At(name) is JsonObject counter
        ? new UsageMeter(label, counter.Amount("used"), counter.Amount("remaining"), unit, counter.Integer("resetAt") is { } at and > 0 and < 32_503_680_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null)
        : null;
}
