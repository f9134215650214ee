namespace Lumiverse.Actors.Providers.Http;

/// <summary>
/// Tells from an account's balance whether a call was charged whose answer was lost. Other calls on the same account in
/// the meantime move the balance as well, so the sentences tell what the balance did and leave the conclusion to people.
/// </summary>
internal sealed class BalanceWatch(TimeProvider time)
{
    /// <summary>All looks together, as a person waits for the outcome and a server perhaps to go down.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);

    /// <summary>Waits before each look: charges show up when a picture is done, which takes some seconds.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>From the lost answer to the last look: what is charged later is not seen.</summary>
    public static TimeSpan Watched { get; } = TimeSpan.FromTicks(Looks.Sum(look => look.Ticks));

    /// <summary>Looks until the balance fell. Independent of the lost call, which may have been cancelled.</summary>
    /// <param name="before">The balance before the call; null = nobody knows.</param>
    /// <param name="unit">Such as USD or Anlas.</param>
    public async Task<BalanceChange> WatchAsync(decimal? before, string unit, Func<CancellationToken, Task<decimal?>> read)
    {
        if (before is not { } from)
            return BalanceChange.Unknown;
        using var budget = new CancellationTokenSource(Budget, time);
        var change = BalanceChange.Unknown;
        foreach (var look in Looks)
        {
            await Task.Delay(look, time, CancellationToken.None);
            change = BalanceChange.Between(from, await read(budget.Token), unit);
            if (change.WasCharged == true)
                break;
        }
        return change;
    }
}

/// <summary>What a balance did between two looks.</summary>
/// <param name="WasCharged">Null = nobody can tell.</param>
internal sealed record BalanceChange(bool? WasCharged, string Sentence)
{
    public static BalanceChange Unknown { get; } = new(null, "The balance of the account could not be compared.");

    public static BalanceChange Between(decimal before, decimal? after, string unit) => (after - before) switch
    {
        null => Unknown,
        < 0 => new(true, FormattableString.Invariant($"The balance fell from {before} to {after} {unit}.")),
        0 => new(false, FormattableString.Invariant($"The balance stayed at {after} {unit} for {BalanceWatch.Watched.TotalSeconds} seconds.")),
        _ => new(null, FormattableString.Invariant($"The balance rose from {before} to {after} {unit}, so it tells nothing.")),
    };
}
