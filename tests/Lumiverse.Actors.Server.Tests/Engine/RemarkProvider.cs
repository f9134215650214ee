using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Imaging.Containers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Writes a remark into every picture, as providers do, adds words of its own to the prompt, and remembers what it was asked.</summary>
internal sealed class RemarkProvider : IImageProvider
{
    public const string Remark = "a remark of the provider";

    public ConcurrentQueue<ProviderCall> Calls { get; } = new();

    public ProviderDescription Description { get; } = new(
        "remark", "Remark",
        new ProviderCapabilities(
            ImmutableSortedDictionary<string, ParameterSchema>.Empty
                .Add("steps", new ParameterSchema("integer", "Steps"))
                .Add("sampler", new ParameterSchema("string", "Sampler")),
            false, "dynamic", [], "https://remark.example.org"),
        new ConnectionTerms(4, null, 4, IsFree: true));

    public ImagePrompt Compose(PromptDraft draft) => draft.Prompt with { Text = $"{draft.Prompt.Text}, best quality" };

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        Calls.Enqueue(call);
        if (call.Prompt.Text.StartsWith("fail", StringComparison.Ordinal) && Calls.Count(known => known.Prompt == call.Prompt) == 1)
            return new ProviderAnswer.NotStarted("Not at the first time.", Temporary: false);
        await using var file = PictureFile.Labelled(new MemoryStream(Pixel), $"{Remark} {call.Seed}");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return new ProviderAnswer.Succeeded(bytes.ToArray());
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) => Task.FromResult(new ConnectionTest(true, ""));

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ModelCatalog([], CatalogSource.Live, null));

    public Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation) =>
        Task.FromResult<AccountUsage?>(null);

    /// <summary>One grey pixel.</summary>
    public static byte[] Pixel { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
}
