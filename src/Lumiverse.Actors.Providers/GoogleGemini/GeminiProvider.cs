using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>Google Gemini's native image generation. Failures with 400, 500 and 503 are documented as not billed; nothing else is certain.</summary>
internal sealed class GeminiProvider(ProviderHttp http, TimeProvider time) : IImageProvider
{
    /// <summary>A list has one or two pages of a thousand; a server that goes on for ever has not.</summary>
    private const int MostPages = 10;

    private readonly GeminiFailure _failures = new(time);

    public ProviderDescription Description => GeminiSchema.Description;

    public ImagePrompt Compose(PromptDraft draft) => GeminiRequest.Read(GeminiRequest.Write(draft, seed: 0, references: []));

    public PromptLimits LimitsOf(string? model, JsonObject parameters) => new(GeminiModel.Of(model).MostTokens) { FoldsNegative = true };

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        if (GeminiRequest.FindObstacle(call) is { } obstacle)
            return new ProviderAnswer.NotStarted(obstacle, Temporary: false);
        var request = GeminiAddress.Post(
            call.Target, $"models/{Uri.EscapeDataString(GeminiModel.Named(call.Target.Model))}:generateContent", GeminiRequest.Write(call.Draft, call.Seed, call.References));
        return await http.SendAsync(request with { Memory = call.Memory }, cancellation) switch
        {
            WireAnswer.Unsent unsent => new ProviderAnswer.NotStarted(unsent.Reason, unsent.Temporary),
            WireAnswer.Broken broken => new ProviderAnswer.Ambiguous(broken.Reason),
            WireAnswer.Arrived { IsSuccess: true } answer => GeminiAnswer.Read(GeminiFailure.Unwrapped(answer.Json())),
            WireAnswer.Arrived answer => _failures.Explain(answer),
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    public async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        if (GeminiAddress.FindObstacle(target) is { } obstacle)
            return new ConnectionTest(false, obstacle);
        var answer = await http.SendAsync(GeminiAddress.Get(target, "models?pageSize=1"), cancellation);
        return answer is WireAnswer.Arrived { IsSuccess: true } arrived && GeminiModels.IsList(arrived.Json())
            ? new ConnectionTest(true, "Google accepts the API key.")
            : new ConnectionTest(false, GeminiFailure.Sentence(answer));
    }

    public async Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation)
    {
        if (GeminiAddress.FindObstacle(target) is { } obstacle)
            return Fallback(obstacle);
        var models = ImmutableArray.CreateBuilder<ModelOption>();
        string? page = null;
        for (var count = 0; count < MostPages; count++)
        {
            var answer = await http.SendAsync(GeminiAddress.Get(target, $"models?pageSize=1000{(page is null ? "" : $"&pageToken={Uri.EscapeDataString(page)}")}"), cancellation);
            if (answer is not WireAnswer.Arrived { IsSuccess: true } arrived || arrived.Json() is not { } json || !GeminiModels.IsList(json))
                return Fallback(GeminiFailure.Sentence(answer));
            models.AddRange(GeminiModels.Read(json));
            if ((page = json.Text("nextPageToken")) is not { Length: > 0 })
                break;
        }
        return models.Count == 0
            ? Fallback("Google lists no model that makes pictures for this API key.")
            : new ModelCatalog([.. models.DistinctBy(model => model.Id)], CatalogSource.Live, Failure: null);
    }

    private static ModelCatalog Fallback(string why) => new(GeminiModel.Fallback, CatalogSource.Fallback, why);
}
