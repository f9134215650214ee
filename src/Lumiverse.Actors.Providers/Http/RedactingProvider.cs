using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>Stands before a provider: every text that leaves it goes through <see cref="Redaction"/>, here and nowhere else.</summary>
internal sealed class RedactingProvider(IImageProvider inner) : IImageProvider
{
    public ProviderDescription Description => inner.Description;

    public ImagePrompt Compose(PromptDraft draft) => inner.Compose(draft);

    public PromptLimits LimitsOf(string? model, JsonObject parameters) => inner.LimitsOf(model, parameters);

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        var redaction = new Redaction(call.Target.ApiKey);
        return await GuardedAsync(() => inner.GenerateAsync(call, progress, cancellation), redaction) switch
        {
            ProviderAnswer.NotStarted answer => answer with { Reason = redaction.Clean(answer.Reason) },
            ProviderAnswer.Refused answer => answer with { Reason = redaction.Clean(answer.Reason) },
            ProviderAnswer.FailedUncharged answer => answer with { Reason = redaction.Clean(answer.Reason) },
            ProviderAnswer.Ambiguous answer => answer with { Reason = redaction.Clean(answer.Reason) },
            var picture => picture,
        };
    }

    public async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var redaction = new Redaction(target.ApiKey);
        var test = await GuardedAsync(() => inner.TestAsync(target, cancellation), redaction);
        return test with { Message = redaction.Clean(test.Message) };
    }

    public async Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var redaction = new Redaction(target.ApiKey);
        var catalog = await GuardedAsync(() => inner.ListModelsAsync(target, cancellation), redaction);
        return catalog with { Models = Cleaned(catalog.Models, redaction), Failure = Cleaned(catalog.Failure, redaction) };
    }

    public async Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var redaction = new Redaction(target.ApiKey);
        return await GuardedAsync(() => inner.ReadUsageAsync(target, parameters, cancellation), redaction) is { } usage
            ? Cleaned(usage, redaction)
            : null;
    }

    /// <summary>
    /// Logs print an exception whole, and one of a library may quote the request. It is let through as it is unless the key
    /// is in it; then another one takes its place, so that nobody sees the first.
    /// </summary>
    private static async Task<T> GuardedAsync<T>(Func<Task<T>> ask, Redaction redaction)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (redaction.IsIn(failure.ToString()))
        {
            throw new ProviderBrokeException(redaction.Clean($"{failure.GetType().Name}: {failure.Message}"));
        }
    }

    private static AccountUsage Cleaned(AccountUsage usage, Redaction redaction) => usage with
    {
        Summary = redaction.Clean(usage.Summary),
        Meters = [.. usage.Meters.Select(meter => meter with { Name = redaction.Clean(meter.Name), Unit = redaction.Clean(meter.Unit) })],
        NextImage = usage.NextImage is { } price
            ? price with { Unit = redaction.Clean(price.Unit), Explanation = redaction.Clean(price.Explanation) }
            : null,
        Failure = Cleaned(usage.Failure, redaction),
    };

    private static ImmutableArray<ModelOption> Cleaned(ImmutableArray<ModelOption> options, Redaction redaction) =>
    [
        .. options.Select(option => option with
        {
            Id = redaction.Clean(option.Id),
            Label = redaction.Clean(option.Label),
            Choices = option.Choices.ToImmutableSortedDictionary(choice => redaction.Clean(choice.Key), choice => Cleaned(choice.Value, redaction)),
        }),
    ];

    private static string? Cleaned(string? text, Redaction redaction) => text is null ? null : redaction.Clean(text);
}

/// <summary>A provider broke, in words without its key.</summary>
internal sealed class ProviderBrokeException(string message) : Exception(message);
