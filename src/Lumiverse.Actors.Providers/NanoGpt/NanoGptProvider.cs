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
    /// <summary>Fetching a finished picture is free, and losing it is not.</summary>
    private const int MostFetches = 3;

    private static readonly TimeSpan PauseBetweenFetches = TimeSpan.FromSeconds(1);

    private readonly NanoGptAccount _account = new(http, time);
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
        var answer = await http.SendAsync(NanoGptAddress.Authorized(request, call.Target), cancellation) switch
        {
            WireAnswer.Unsent unsent => new ProviderAnswer.NotStarted(unsent.Reason, unsent.Temporary),
            WireAnswer.Broken broken => new ProviderAnswer.Ambiguous(broken.Reason),
            WireAnswer.Arrived { IsSuccess: true } arrived => await PictureAsync(arrived.Json(), cancellation),
            WireAnswer.Arrived arrived => _failures.Explain(arrived),
            var other => throw new UnreachableException(other.ToString()),
        };
        return answer is ProviderAnswer.Ambiguous { WasCharged: null } ambiguous ? await ReconcileAsync(call.Target, before, ambiguous) : answer;
    }

    public async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var answer = await _account.AskBalanceAsync(target, cancellation);
        return NanoGptAccount.Balance(answer) is { } balance
            ? new ConnectionTest(true, FormattableString.Invariant($"NanoGPT accepts the API key. The balance is {balance} {NanoGptAccount.Unit}."))
            : new ConnectionTest(false, NanoGptFailure.Sentence(answer));
    }

    public async Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var answer = await AskModelsAsync(target, cancellation);
        var models = answer is WireAnswer.Arrived { IsSuccess: true } arrived ? NanoGptModels.Read(arrived.Json()) : [];
        return models.IsEmpty
            ? new ModelCatalog(NanoGptSchema.Fallback, CatalogSource.Fallback, NanoGptFailure.Sentence(answer))
            : new ModelCatalog(models, CatalogSource.Live, Failure: null);
    }

    public async Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var answer = await _account.AskBalanceAsync(target, cancellation);
        if (NanoGptAccount.Balance(answer) is not { } balance)
            return new AccountUsage("", [], NextImage: null, NanoGptFailure.Sentence(answer));
        var meters = await _account.ReadSubscriptionAsync(target, cancellation);
        return new AccountUsage(
            FormattableString.Invariant($"{balance} {NanoGptAccount.Unit} left"),
            [new UsageMeter("Balance", Used: null, balance, NanoGptAccount.Unit, ResetsAt: null), .. meters],
            await ReadPriceAsync(target, parameters, cancellation));
    }

    private Task<WireAnswer> AskModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        http.SendAsync(WireRequest.Get(NanoGptAddress.Of(target, NanoGptAddress.Models)), cancellation);

    private async Task<ImagePrice?> ReadPriceAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var body = NanoGptRequest.Write(new PromptDraft(target.Model, new ImagePrompt("", null), Scene: null, parameters), seed: 0, references: []);
        var (model, size) = (body.Text("model") ?? "", body.Text("size") ?? "");
        return await AskModelsAsync(target, cancellation) is WireAnswer.Arrived { IsSuccess: true } arrived && NanoGptModels.PriceOf(arrived.Json(), model, size) is { } amount
            ? new ImagePrice(amount, NanoGptAccount.Unit, $"{model} at {size}, by NanoGPT's list; a subscription may cover it.")
            : null;
    }

    /// <summary>Whatever was asked for, the picture may come inside the answer or as an address.</summary>
    private async Task<ProviderAnswer> PictureAsync(JsonNode? json, CancellationToken cancellation)
    {
        var items = json.Items("data").ToArray();
        if (items.Select(item => PictureTypes.FromBase64(item.Text("b64_json"))).FirstOrDefault(bytes => bytes is not null) is { } inside)
            return new ProviderAnswer.Succeeded(inside);
        return items.Select(item => item.Text("url")).FirstOrDefault(url => !string.IsNullOrEmpty(url)) is { } url
            ? await FetchAsync(url, cancellation)
            : new ProviderAnswer.Ambiguous("NanoGPT's answer has no picture in it.");
    }

    /// <summary>Without the key: the address belongs to whoever stores the pictures.</summary>
    private async Task<ProviderAnswer> FetchAsync(string url, CancellationToken cancellation)
    {
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return PictureTypes.FromBase64(url) is { } inline ? new ProviderAnswer.Succeeded(inline) : Unfetched("its address could not be read");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return Unfetched("its address is none");
        var request = WireRequest.Get(address) with { MostBytes = WireRequest.MostBytesOfAPicture };
        WireAnswer answer = new WireAnswer.Unsent("nobody asked for it", Temporary: true);
        for (var fetch = 0; fetch < MostFetches && !cancellation.IsCancellationRequested; fetch++)
        {
            if (fetch > 0)
                await Task.Delay(PauseBetweenFetches, time, CancellationToken.None);
            answer = await http.SendAsync(request, cancellation);
            if (answer is WireAnswer.Arrived { IsSuccess: true } picture)
                return new ProviderAnswer.Succeeded(picture.Body);
            if (answer is WireAnswer.Unsent { Temporary: false })
                break;
        }
        return Unfetched(answer switch
        {
            WireAnswer.Arrived arrived => $"its address answered with status {arrived.Status}",
            WireAnswer.Broken broken => broken.Reason.TrimEnd('.'),
            WireAnswer.Unsent unsent => unsent.Reason.TrimEnd('.'),
            _ => throw new UnreachableException(answer.ToString()),
        });
    }

    private static ProviderAnswer.Ambiguous Unfetched(string why) =>
        new($"NanoGPT made the picture, but it could not be fetched: {why}.", WasCharged: true);

    private async Task<ProviderAnswer> ReconcileAsync(ProviderTarget target, decimal? before, ProviderAnswer.Ambiguous ambiguous)
    {
        var change = await _watch.WatchAsync(before, NanoGptAccount.Unit, cancellation => _account.ReadBalanceAsync(target, cancellation));
        return new ProviderAnswer.Ambiguous($"{ambiguous.Reason} {change.Sentence}", change.WasCharged);
    }
}
