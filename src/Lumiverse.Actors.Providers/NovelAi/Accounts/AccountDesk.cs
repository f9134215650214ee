using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi.Accounts;

/// <summary>What asking for an account came to.</summary>
internal abstract record AccountAnswer
{
    private AccountAnswer() { }

    public sealed record Known(NovelAiAccount Account) : AccountAnswer;

    /// <summary>The key or the address is wrong, which holds for pictures as well.</summary>
    public sealed record Denied(string Reason) : AccountAnswer;

    public sealed record Unknown(string Reason) : AccountAnswer;
}

/// <summary>Asks for accounts, at no charge, and tells from the balance whether a lost generation was paid.</summary>
internal sealed class AccountDesk(ProviderHttp http, TimeProvider time)
{
    /// <summary>An account answers at once or not at all; a picture should not wait for it.</summary>
    private static readonly TimeSpan ReadingBudget = TimeSpan.FromSeconds(10);

    /// <summary>All looks at a balance together, as a person waits for the outcome and a server perhaps to go down.</summary>
    private static readonly TimeSpan WatchingBudget = TimeSpan.FromSeconds(20);

    /// <summary>Waits before each look. A generation takes 3 to 4 seconds, so that the last look comes after it was charged.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    public async Task<AccountAnswer> ReadAsync(ProviderTarget target, CancellationToken cancellation)
    {
        using var budget = new CancellationTokenSource(ReadingBudget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        return await http.SendAsync(NovelAiAddress.Get(target, "user/subscription"), either.Token) switch
        {
            WireAnswer.Arrived answer => Read(answer),
            WireAnswer.Unsent { Temporary: false } unsent => new AccountAnswer.Denied(unsent.Reason),
            WireAnswer.Unsent unsent => new AccountAnswer.Unknown(unsent.Reason),
            _ => new AccountAnswer.Unknown("NovelAI did not tell about the account in time."),
        };
    }

    /// <summary>Looks at the balance until it fell. Independent of the call that was lost, which may have been cancelled.</summary>
    /// <param name="before">The balance before the call; null = nobody knows.</param>
    public async Task<BalanceChange> WatchAsync(ProviderTarget target, NovelAiAccount? before)
    {
        using var budget = new CancellationTokenSource(WatchingBudget, time);
        var change = BalanceChange.Unknown;
        foreach (var look in before is null ? [] : Looks)
        {
            await Task.Delay(look, time, CancellationToken.None);
            var after = await ReadAsync(target, budget.Token) as AccountAnswer.Known;
            change = BalanceChange.Between(before, after?.Account);
            if (change.WasCharged == true)
                break;
        }
        return change;
    }

    private static AccountAnswer Read(WireAnswer.Arrived answer) =>
        answer.IsSuccess
            ? NovelAiAccount.Read(answer.Json()) is { } account ? new AccountAnswer.Known(account) : new AccountAnswer.Unknown("NovelAI's account page could not be read.")
            : Refusal(answer);

    /// <summary>Without the page a server may still make pictures; with a wrong key or address it will not.</summary>
    private static AccountAnswer Refusal(WireAnswer.Arrived answer) => Turndown.Explain(answer) switch
    {
        { } no when answer.Status is 400 or 401 => new AccountAnswer.Denied(no.Reason),
        { } no => new AccountAnswer.Unknown(no.Reason),
        null => new AccountAnswer.Unknown($"NovelAI's account page failed with status {answer.Status}. Try again later."),
    };
}

/// <summary>What a balance did between two looks.</summary>
/// <param name="WasCharged">Null = nobody can tell.</param>
internal sealed record BalanceChange(bool? WasCharged, string Sentence)
{
    public static BalanceChange Unknown { get; } = new(null, "The balance of the account could not be compared.");

    public static BalanceChange Between(NovelAiAccount? before, NovelAiAccount? after) => (after?.Anlas - before?.Anlas) switch
    {
        null => Unknown,
        < 0 => new(true, $"The balance fell from {before?.Anlas} to {after?.Anlas} Anlas."),
        0 => new(false, $"The balance stayed at {after?.Anlas} Anlas."),
        _ => new(null, $"The balance rose from {before?.Anlas} to {after?.Anlas} Anlas, so it tells nothing."),
    };
}
