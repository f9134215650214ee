using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Accounts;
using Lumiverse.Actors.Providers.NovelAi.Streaming;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>
/// NovelAI. A generation is asked for once, whatever comes back; around it the account is read, at no charge, to know
/// beforehand whether it is free and afterwards, when the answer was lost, whether it was paid.
/// </summary>
internal sealed class NovelAiProvider(ProviderHttp http, TimeProvider time) : IImageProvider
{
    private readonly AccountDesk _accounts = new(http, time);
    private readonly BalanceWatch _watch = new(time);

    public ProviderDescription Description => NovelAiSchema.Description;

    public ImagePrompt Compose(PromptDraft draft) =>
        RequestBody.Read(RequestBody.Write(draft, seed: 0, references: [])) with { Notes = Wording.Of(draft).Notes };

    public PromptLimits LimitsOf(string? model, JsonObject parameters) => Wording.LimitsOf(model, parameters);

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        GenerationOrder.Prepare(call) switch
        {
            Preparation.Impossible impossible => new ProviderAnswer.NotStarted(impossible.Reason, Temporary: false),
            Preparation.Ready ready => await GenerateAsync(call.Target, ready.Order, progress, cancellation),
            var other => throw new UnreachableException(other.ToString()),
        };

    public async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) =>
        await ReadAccountAsync(target, cancellation) switch
        {
            AccountAnswer.Known known => new ConnectionTest(true, known.Account.Summary),
            var other => new ConnectionTest(false, ReasonOf(other)),
        };

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ModelCatalog(Description.Capabilities.StaticModels, CatalogSource.BuiltIn, Failure: null));

    public async Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var answer = await ReadAccountAsync(target, cancellation);
        return answer is AccountAnswer.Known known
            ? new AccountUsage(known.Account.Summary, known.Account.Meters, GenerationOrder.CostOf(target.Model, parameters).For(known.Account))
            : new AccountUsage("", [], NextImage: null, ReasonOf(answer));
    }

    private async Task<AccountAnswer> ReadAccountAsync(ProviderTarget target, CancellationToken cancellation) =>
        NovelAiAddress.FindObstacle(target) is { } obstacle ? new AccountAnswer.Denied(obstacle) : await _accounts.ReadAsync(target, cancellation);

    private async Task<ProviderAnswer> GenerateAsync(
        ProviderTarget target, GenerationOrder order, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        var before = await _accounts.ReadAsync(target, cancellation);
        if (before is AccountAnswer.Denied denied)
            return new ProviderAnswer.NotStarted(denied.Reason, Temporary: false);
        var account = (before as AccountAnswer.Known)?.Account;
        var stream = new PictureStream(order.Cost.Steps, progress);
        var answer = await http.SendAsync(order.Request, cancellation, order.IsStreamed ? stream.Push : null);
        return GenerationOutcome.Of(answer, stream) switch
        {
            GenerationOutcome.Lost lost when order.Cost.For(account).Amount == 0 => new ProviderAnswer.FailedUncharged(lost.Reason),
            GenerationOutcome.Lost lost => await AmbiguousAsync(target, account, lost.Reason),
            GenerationOutcome.Settled settled => settled.Answer,
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    private async Task<ProviderAnswer> AmbiguousAsync(ProviderTarget target, NovelAiAccount? before, string reason)
    {
        var change = await _watch.WatchAsync(before?.Anlas, GenerationCost.Unit, cancellation => _accounts.ReadBalanceAsync(target, cancellation));
        return new ProviderAnswer.Ambiguous($"{reason} {change.Sentence}", change.WasCharged);
    }

    private static string ReasonOf(AccountAnswer answer) => answer switch
    {
        AccountAnswer.Denied denied => denied.Reason,
        AccountAnswer.Unknown unknown => unknown.Reason,
        _ => "",
    };
}
