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

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        var redaction = new Redaction(call.Target.ApiKey);
        return await inner.GenerateAsync(call, progress, cancellation) switch
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
        var test = await inner.TestAsync(target, cancellation);
        return test with { Message = new Redaction(target.ApiKey).Clean(test.Message) };
    }

    public async Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var redaction = new Redaction(target.ApiKey);
        var catalog = await inner.ListModelsAsync(target, cancellation);
        return catalog with
        {
            Models = [.. catalog.Models.Select(model => Clean(model, redaction))],
            Failure = catalog.Failure is { } failure ? redaction.Clean(failure) : null,
        };
    }

    public async Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var redaction = new Redaction(target.ApiKey);
        return await inner.ReadUsageAsync(target, parameters, cancellation) is { } usage
            ? usage with
            {
                Summary = redaction.Clean(usage.Summary),
                Meters = [.. usage.Meters.Select(meter => meter with { Name = redaction.Clean(meter.Name), Unit = redaction.Clean(meter.Unit) })],
                NextImage = usage.NextImage is { } price ? price with { Explanation = redaction.Clean(price.Explanation) } : null,
                Failure = usage.Failure is { } failure ? redaction.Clean(failure) : null,
            }
            : null;
    }

    private static ModelOption Clean(ModelOption option, Redaction redaction) => option with
    {
        Id = redaction.Clean(option.Id),
        Label = redaction.Clean(option.Label),
        Choices = option.Choices.ToImmutableSortedDictionary(
            choices => choices.Key, choices => choices.Value.Select(choice => Clean(choice, redaction)).ToImmutableArray(), option.Choices.KeyComparer),
    };
}
