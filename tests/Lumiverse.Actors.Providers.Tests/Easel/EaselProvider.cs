using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.Tests.Easel;

/// <summary>The provider of docs/providers.md.</summary>
internal sealed class EaselProvider(ProviderHttp http) : IImageProvider
{
    public ProviderDescription Description => EaselSchema.Description;

    public ImagePrompt Compose(PromptDraft draft) => Read(Write(draft, seed: 0));

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        if (FindObstacle(call) is { } obstacle)
            return new ProviderAnswer.NotStarted(obstacle, Temporary: false);
        var request = Authorized(WireRequest.Post(Below(call.Target, "paint"), Write(call.Draft, call.Seed)), call.Target);
        var answer = await http.SendAsync(request with { Memory = call.Memory }, cancellation);
        return answer switch
        {
            WireAnswer.Unsent unsent => new ProviderAnswer.NotStarted(unsent.Reason, unsent.Temporary),
            WireAnswer.Broken broken => new ProviderAnswer.Ambiguous(broken.Reason),
            WireAnswer.Arrived { IsSuccess: true } arrived => Picture(arrived.Json()),
            WireAnswer.Arrived { Status: 429 } arrived => new ProviderAnswer.NotStarted(Sentence(arrived), Temporary: true, arrived.RetryAfter),
            WireAnswer.Arrived { Status: >= 500 } => new ProviderAnswer.Ambiguous(Sentence(answer)),
            _ => new ProviderAnswer.NotStarted(Sentence(answer), Temporary: false),
        };
    }

    public async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var models = await ListModelsAsync(target, cancellation);
        return new ConnectionTest(models.Failure is null, models.Failure ?? "Easel accepts the API key.");
    }

    public async Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        if (TargetRules.FindObstacle(target, "on Easel's account page", EaselSchema.DefaultUrl) is { } obstacle)
            return new ModelCatalog(EaselSchema.Models, CatalogSource.Fallback, obstacle);
        var answer = await http.SendAsync(Authorized(WireRequest.Get(Below(target, "easels")), target), cancellation);
        return answer is WireAnswer.Arrived { IsSuccess: true } arrived && Models(arrived.Json()) is [_, ..] models
            ? new ModelCatalog([.. models], CatalogSource.Live, Failure: null)
            : new ModelCatalog(EaselSchema.Models, CatalogSource.Fallback, Sentence(answer));
    }

    private static string? FindObstacle(ProviderCall call) =>
        TargetRules.FindObstacle(call.Target, "on Easel's account page", EaselSchema.DefaultUrl)
        ?? RawRequestOverride.FindObstacle(call.Parameters)
        ?? (call.References.IsEmpty ? null : "Easel takes no references. Remove them.");

    private static JsonObject Write(PromptDraft draft, uint seed)
    {
        var people = draft.Prompt.Characters.IsEmpty ? "" : $" In the scene: {string.Join("; ", draft.Prompt.Characters)}.";
        var body = new JsonObject
        {
            ["model"] = draft.Model ?? EaselSchema.Models[0].Id,
            ["prompt"] = draft.Prompt.Text + people,
            ["avoid"] = draft.Prompt.Negative,
            ["size"] = draft.Parameters.Text("size") ?? "1024x1024",
            ["strokes"] = draft.Parameters.Integer("strokes") ?? 30,
            ["seed"] = seed,
        };
        RawRequestOverride.Apply(body, draft.Parameters, "model");
        return body;
    }

    private static ImagePrompt Read(JsonObject body) => new(body.Text("prompt") ?? "", body.Text("avoid"));

    private static ProviderAnswer Picture(JsonNode? json) => PictureTypes.FromBase64(json.Text("painting")) is { } bytes
        ? new ProviderAnswer.Succeeded(bytes)
        : new ProviderAnswer.Ambiguous("Easel's answer has no picture in it.");

    private static ModelOption[] Models(JsonNode? json) =>
        [.. json.Items("easels").Where(easel => easel.Text("id") is not null).Select(easel => new ModelOption(easel.Text("id") ?? "", easel.Text("name") ?? ""))];

    private static string Sentence(WireAnswer answer) => answer switch
    {
        WireAnswer.Unsent unsent => unsent.Reason,
        WireAnswer.Broken broken => broken.Reason,
        WireAnswer.Arrived { Status: 401 } => "Easel does not accept the API key. Make one on its account page.",
        WireAnswer.Arrived { Status: 429 } => "Easel takes no more requests for a moment.",
        WireAnswer.Arrived arrived => $"Easel answered with status {arrived.Status}: {arrived.Json().Text("message") ?? "no reason given"}",
        _ => throw new UnreachableException(answer.ToString()),
    };

    private static Uri Below(ProviderTarget target, string path) => WireRequest.Below(target.ApiUrl ?? EaselSchema.DefaultUrl, path);

    private static WireRequest Authorized(WireRequest request, ProviderTarget target) => request.With("Authorization", $"Bearer {target.ApiKey}");
}
