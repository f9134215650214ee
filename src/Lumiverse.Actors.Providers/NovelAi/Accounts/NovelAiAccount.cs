using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi.Accounts;

/// <summary>An account as its subscription page tells it.</summary>
/// <param name="Tier">0 none, 1 Tablet, 2 Scroll, 3 Opus.</param>
/// <param name="Allowance">Free pictures of V5; only Opus has them.</param>
internal sealed record NovelAiAccount(int Tier, bool IsActive, long Anlas, V5Allowance? Allowance)
{
    private const int Opus = 3;

    public bool IsOpus => Tier == Opus && IsActive;

    public string TierName => Tier switch { 1 => "Tablet", 2 => "Scroll", Opus => "Opus", _ => "no subscription" };

    public string Summary => $"NovelAI: {TierName}{(Tier > 0 && !IsActive ? ", not active" : "")}, {Anlas} Anlas left.";

    public ImmutableArray<UsageMeter> Meters =>
    [
        new(GenerationCost.Unit, Used: null, Anlas, GenerationCost.Unit, ResetsAt: null),
        .. Allowance is { } allowance ? [allowance.Meter] : Array.Empty<UsageMeter>(),
    ];

    /// <summary>Reads the page; null when it is none.</summary>
    public static NovelAiAccount? Read(JsonNode? json) => json.Integer("tier") is { } tier && AnlasOf(json) is { } anlas
        ? new((int)tier, json.Flag("active") ?? false, anlas, V5Allowance.Read(json.At("usage")))
        : null;

    /// <summary>In two parts, from the subscription and bought; older servers wrote their sum.</summary>
    private static long? AnlasOf(JsonNode? json) => json.Integer("trainingStepsLeft")
        ?? (json.At("trainingStepsLeft") is JsonObject parts ? (parts.Integer("fixedTrainingStepsLeft") ?? 0) + (parts.Integer("purchasedTrainingSteps") ?? 0) : null);
}

/// <summary>What is left of the free pictures of V5, in percent; it fills up by itself.</summary>
internal sealed record V5Allowance(decimal Percent, bool IsUsedUp)
{
    public UsageMeter Meter => new("Opus allowance for V5", Used: null, IsUsedUp ? -Math.Abs(Percent) : Percent, "%", ResetsAt: null);

    public static V5Allowance? Read(JsonNode? json) => json.Amount("percent") is { } percent
        ? new(decimal.Round(percent, 1), json.Flag("isNegative") ?? false)
        : null;
}
