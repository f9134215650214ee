using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>
/// NanoGPT. A generation is asked for once; the balance is read before it and, when its answer is lost, after it. Both
/// lists of models are public, so that only the balance tells whether a key is good.
/// </summary>
internal sealed class NanoGptProvider(ProviderHttp http, TimeProvider time) : IImageProvider
{
    private readonly NanoGptAccount _account = new(http, time);
    private readonly NanoGptDelivery _delivery = new(http, time);
    private readonly NanoGptFailure _failures = new(time);
    private readonly BalanceWatch _watch = new(time);

    public ProviderDescription Description => NanoGptSchema.Description;

    public ImagePrompt Compose(PromptDraft draft) => NanoGptRequest.Read(NanoGptRequest.Write(draft, seed: 0, references: []));

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        if (NanoGptRequest.FindObstacle(call) is { } obstacle)
            return new ProviderAnswer.NotStarted(obstacle, Temporary: false);
        var before = await _account.ReadBalanceAsync(call.Target, cancellation);
        var request = WireRequest.Post(NanoGptAddress.Of(call.Target, NanoGptAddress.Generations), NanoGptRequest.Write(call.Draft, call.Seed, call.References));
        var answer = await http.SendAsync(NanoGptAddress.Authorized(request, call.Target) with { Memory = call.Memory }, cancellation) switch
        {
            WireAnswer.Unsent unsent => new ProviderAnswer.NotStarted(unsent.Reason, unsent.Temporary),
            WireAnswer.Broken broken => new ProviderAnswer.Ambiguous(broken.Reason),
            WireAnswer.Arrived { IsSuccess: true } arrived => await _delivery.TakeAsync(arrived.Json(), call.Memory, cancellation),
            WireAnswer.Arrived arrived => _failures.Explain(arrived),
            var other => throw new UnreachableException(other.ToString()),
        };
        return answer is ProviderAnswer.Ambiguous { WasCharged: null } ambiguous ? await ReconcileAsync(call.Target, before, ambiguous) : answer;
    }

    public async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        if (NanoGptAddress.FindObstacle(target) is { } obstacle)
            return new ConnectionTest(false, obstacle);
        var answer = await _account.AskBalanceAsync(target, cancellation);
        return NanoGptAccount.Balance(answer) is { } balance
            ? new ConnectionTest(true, FormattableString.Invariant($"NanoGPT accepts the API key. The balance is {balance} {NanoGptAccount.Unit}."))
            : new ConnectionTest(false, NanoGptFailure.Sentence(answer));
    }

    /// <summary>The list needs no key.</summary>
    public async Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        if (TargetRules.FindAddressObstacle(target, NanoGptAddress.Default) is { } obstacle)
            return new ModelCatalog(NanoGptSchema.Fallback, CatalogSource.Fallback, obstacle);
        var answer = await AskModelsAsync(target, cancellation);
        var models = answer is WireAnswer.Arrived { IsSuccess: true } arrived ? NanoGptModels.Read(arrived.Json()) : [];
        return models.IsEmpty
            ? new ModelCatalog(NanoGptSchema.Fallback, CatalogSource.Fallback, NanoGptFailure.Sentence(answer))
            : new ModelCatalog(models, CatalogSource.Live, Failure: null);
    }

    public async Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        if (NanoGptAddress.FindObstacle(target) is { } obstacle)
            return Unread(obstacle);
        var answer = await _account.AskBalanceAsync(target, cancellation);
        if (NanoGptAccount.Balance(answer) is not { } balance)
            return Unread(NanoGptFailure.Sentence(answer));
        var meters = await _account.ReadSubscriptionAsync(target, cancellation);
        return new AccountUsage(
            FormattableString.Invariant($"{balance} {NanoGptAccount.Unit} left"),
            [new UsageMeter("Balance", Used: null, balance, NanoGptAccount.Unit, ResetsAt: null), .. meters],
            await ReadPriceAsync(target, parameters, cancellation));
    }

    private static AccountUsage Unread(string why) => new("", [], NextImage: null, why);

    private Task<WireAnswer> AskModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        http.SendAsync(WireRequest.Get(NanoGptAddress.Of(target, NanoGptAddress.Models)), cancellation);

    private async Task<ImagePrice?> ReadPriceAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var body = NanoGptRequest.Write(new PromptDraft(target.Model, new ImagePrompt("", null), Scene: null, parameters), seed: 0, references: []);
        var (model, size) = (body.Text("model") ?? "", body.Text("size") ?? "");
        return await AskModelsAsync(target, cancellation) is WireAnswer.Arrived { IsSuccess: true } arrived && NanoGptModels.PriceOf(arrived.Json(), model, size) is { } amount
            ? new ImagePrice(amount, NanoGptAccount.Unit, $"{model}{(size.Length > 0 ? $" at {size}" : "")}, by NanoGPT's list; a subscription may cover it.")
            : null;
    }

    /// <summary>A subscription that covers a picture leaves the balance as it is: no money was taken then.</summary>
    private async Task<ProviderAnswer> ReconcileAsync(ProviderTarget target, decimal? before, ProviderAnswer.Ambiguous ambiguous)
    {
        var change = await _watch.WatchAsync(before, NanoGptAccount.Unit, cancellation => _account.ReadBalanceAsync(target, cancellation));
        return new ProviderAnswer.Ambiguous($"{ambiguous.Reason} {change.Sentence}", change.WasCharged);
    }
}
