using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>The worst provider there could be: it repeats the key in every sentence. What it does is the prompt's first word.</summary>
internal sealed class EchoProvider : IImageProvider
{
    public const string Id = "echo";

    public ProviderDescription Description { get; } = new(
        Id, "Echo",
        new ProviderCapabilities(ImmutableSortedDictionary<string, ParameterSchema>.Empty, true, "dynamic", [], "https://echo.example.org"),
        new ConnectionTerms(4, null, 4, IsFree: false));

    public Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        var echo = Echo(call.Target);
        return Task.FromResult<ProviderAnswer>(call.Prompt.Text.Split(' ')[0] switch
        {
            "success" => new ProviderAnswer.Succeeded(Picture()),
            "unsent" => new ProviderAnswer.NotStarted(echo, Temporary: false),
            "refusal" => new ProviderAnswer.Refused(echo),
            "failure" => new ProviderAnswer.FailedUncharged(echo),
            "silence" => new ProviderAnswer.Ambiguous(echo),
            _ => throw new InvalidOperationException(echo, new FormatException(echo)),
        });
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ConnectionTest(true, Echo(target)));

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var echo = Echo(target);
        var choices = ImmutableSortedDictionary<string, ImmutableArray<ModelOption>>.Empty.Add(echo, [new ModelOption(echo, echo)]);
        return Task.FromResult(new ModelCatalog([new ModelOption(echo, echo) { Choices = choices }], CatalogSource.Live, echo));
    }

    public Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation)
    {
        var echo = Echo(target);
        return parameters.ContainsKey("broken")
            ? throw new InvalidOperationException(echo)
            : Task.FromResult<AccountUsage?>(new AccountUsage(echo, [new UsageMeter(echo, 1, 2, echo, null)], new ImagePrice(1, echo, echo), echo));
    }

    private static string Echo(ProviderTarget target) =>
        $"Your key {target.ApiKey} ({Convert.ToBase64String(Encoding.UTF8.GetBytes(target.ApiKey ?? ""))}) is known.";

    /// <summary>One grey pixel.</summary>
    private static byte[] Picture() => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
}
