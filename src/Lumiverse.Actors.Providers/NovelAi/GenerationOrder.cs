using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Accounts;
using Lumiverse.Actors.Providers.NovelAi.Models;
using Lumiverse.Actors.Providers.NovelAi.References;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>A request that is ready to go out, with its price.</summary>
/// <param name="IsStreamed">Its answer comes in events; the models of V3 are not streamed.</param>
internal sealed record GenerationOrder(WireRequest Request, GenerationCost Cost, bool IsStreamed)
{
    public static Preparation Prepare(ProviderCall call)
    {
        var (model, options) = (ImageModels.Of(call.Target.Model), new NovelAiOptions(call.Parameters));
        if (FindObstacle(call, model, options) is { } obstacle)
            return new Preparation.Impossible(obstacle);
        return ReferenceFitting.Of(call.References, options) switch
        {
            ReferenceFitting.Fitted fitted => Priced(Of(call, model.Family, RequestBody.Write(call.Draft, call.Seed, fitted.References), fitted.References.Length)),
            ReferenceFitting.Unusable unusable => new Preparation.Impossible(unusable.Reason),
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    /// <summary>What the next image of a connection would cost, as far as that is known without its prompt.</summary>
    public static GenerationCost CostOf(string? model, JsonObject parameters)
    {
        var draft = new PromptDraft(model, new ImagePrompt("", null), Scene: null, parameters);
        var (body, family) = (RequestBody.Write(draft, 0, []), ImageModels.Of(model).Family);
        return GenerationCost.Of(family, body, family.TakesReferences ? new NovelAiOptions(parameters).ReferenceCount : 0);
    }

    private static string? FindObstacle(ProviderCall call, ImageModel model, NovelAiOptions options) =>
        NovelAiAddress.FindObstacle(call.Target)
        ?? RawRequestOverride.FindObstacle(call.Parameters)
        ?? Resolutions.FindObstacle(options.Resolution)
        ?? DirectorReferences.FindObstacle(model, call.References.Length);

    private static Preparation Priced(GenerationOrder order) =>
        order.Cost.Obstacle is { } obstacle ? new Preparation.Impossible(obstacle) : new Preparation.Ready(order);

    /// <summary>A stream doesn't wait for room: it would hold it for as long as the provider paints.</summary>
    private static GenerationOrder Of(ProviderCall call, ModelFamily family, JsonObject body, int references)
    {
        var cost = GenerationCost.Of(family, body, references);
        if (!family.TakesParts)
        {
            var request = NovelAiAddress.Post(call.Target, "ai/generate-image", body).With("Accept", "application/json");
            return new(request with { Memory = call.Memory }, cost, IsStreamed: false);
        }


        if (body["parameters"] is JsonObject parameters)
            parameters["stream"] = "msgpack";
        return new(NovelAiAddress.Post(call.Target, "ai/generate-image-stream", body), cost, IsStreamed: true);
    }
}

/// <summary>An order, or the sentence why none could be written. Nothing is asked of the provider to find out.</summary>
internal abstract record Preparation
{
    private Preparation() { }

    public sealed record Ready(GenerationOrder Order) : Preparation;

    public sealed record Impossible(string Reason) : Preparation;
}
