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

/// <summary>Asks for accounts, at no charge.</summary>
internal sealed class AccountDesk(ProviderHttp http, TimeProvider time)
{
    /// <summary>An account answers at once or not at all; a picture should not wait for it.</summary>
    private static readonly TimeSpan ReadingBudget = TimeSpan.FromSeconds(10);

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

    /// <summary>The balance; null when it can't be read.</summary>
    public async Task<decimal?> ReadBalanceAsync(ProviderTarget target, CancellationToken cancellation) =>
        await ReadAsync(target, cancellation) is AccountAnswer.Known known ? known.Account.Anlas : null;

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
