using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Ports.Providers;

/// <summary>
/// An image provider. An implementation makes one call per <see cref="GenerateAsync"/>, never repeats it, and reports
/// expected failures as values; retries and rates are decided by the provider actor alone.
/// </summary>
public interface IImageProvider
{
    ProviderDescription Description { get; }

    /// <summary>
    /// The prompt as it goes over the wire, with what this provider and model add to it. Pure, and the same for a preview
    /// and for a call.
    /// </summary>
    ImagePrompt Compose(PromptDraft draft) => draft.Prompt;

    /// <summary>How much of a prompt this model reads, and what of it <see cref="Compose"/> itself needs. Pure.</summary>
    PromptLimits LimitsOf(string? model, JsonObject parameters) => PromptLimits.None;

    /// <summary>
    /// Makes one image. Cancellation before the request left is <see cref="ProviderAnswer.NotStarted"/>, after that
    /// <see cref="ProviderAnswer.Ambiguous"/> (or <see cref="ProviderAnswer.FailedUncharged"/> for free providers).
    /// Any exception counts as ambiguous.
    /// </summary>
    Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation);

    /// <summary>Checks address and key at no charge.</summary>
    Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation);

    Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation);

    /// <summary>What is left on the account and what the next image would take from it; null = this provider tells neither.</summary>
    /// <param name="parameters">The parameters that the next image would be made with.</param>
    Task<AccountUsage?> ReadUsageAsync(ProviderTarget target, JsonObject parameters, CancellationToken cancellation) =>
        Task.FromResult<AccountUsage?>(null);
}

/// <summary>What is known of a provider without a connection.</summary>
/// <param name="Terms">Limits and money rules that apply where the connection's metadata says nothing else.</param>
public sealed record ProviderDescription(string Id, string Name, ProviderCapabilities Capabilities, ConnectionTerms Terms)
{
    /// <summary>How prompts from a scene are worded for it.</summary>
    public PromptStyle PromptStyle { get; init; } = PromptStyle.Prose;

    /// <summary>
    /// Calls at once that the provider allows one account, however many connections hold its key; null = only the
    /// connection's own limit counts.
    /// </summary>
    public int? CallsPerAccount { get; init; }
}

/// <summary>What forms are drawn from.</summary>
/// <param name="ModelListStyle">static, dynamic or google.</param>
public sealed record ProviderCapabilities(
    ImmutableSortedDictionary<string, ParameterSchema> Parameters, bool ApiKeyRequired, string ModelListStyle,
    ImmutableArray<ModelOption> StaticModels, string DefaultUrl);

/// <summary>One parameter of a provider.</summary>
/// <param name="Type">number, integer, boolean, string, select or image_array.</param>
public sealed record ParameterSchema(string Type, string Description)
{
    public JsonNode? Default { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public double? Step { get; init; }
    public bool Required { get; init; }
    public ImmutableArray<ModelOption> Options { get; init; } = [];
    public string? Group { get; init; }
}

/// <summary>A value with its label: a model, or a choice of a select.</summary>
public sealed record ModelOption(string Id, string Label)
{
    /// <summary>For a model: what its parameters may be, by name, where it takes less or other than the provider at large.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<ModelOption>> Choices { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<ModelOption>>.Empty;
}

/// <summary>Where and as whom a provider is called. The key is plain text here: it must not be logged or stored.</summary>
public sealed record ProviderTarget(ConnectionId Connection, string? ApiUrl, string? ApiKey, string? Model)
{
    /// <summary>Without the key: whatever prints a call prints this.</summary>
    public override string ToString() => $"{Connection} at {ApiUrl}";
}

/// <summary>One paid or free call.</summary>
/// <param name="Scene">The scene behind the prompt; null for a prompt of one's own.</param>
/// <param name="Parameters">The connection's parameters, checked against the schema; unknown ones are kept.</param>
public sealed record ProviderCall(
    AttemptId Attempt, ProviderTarget Target, ImagePrompt Prompt, Scene? Scene, JsonObject Parameters, uint Seed)
{
    /// <summary>Pictures to go by, in the order of the parameters, avatars last; read before the call so that nothing is fetched in it.</summary>
    public ImmutableArray<ReferencePicture> References { get; init; } = [];

    /// <summary>Where the answer goes. Bytes that are elsewhere are taken as well; they are only counted nowhere.</summary>
    public AnswerMemory Memory { get; init; } = AnswerMemory.Fresh;

    public PromptDraft Draft => new(Target.Model, Prompt, Scene, Parameters);
}

/// <summary>What a prompt is composed from.</summary>
public sealed record PromptDraft(string? Model, ImagePrompt Prompt, Scene? Scene, JsonObject Parameters);

/// <summary>A picture to go by, as somebody gave it: the bytes are neither checked nor fitted.</summary>
public sealed record ReferencePicture(ReferenceSource Source, ReadOnlyMemory<byte> Bytes);

/// <summary>Whose picture it is: from the parameter <c>referenceImages</c>, or an avatar of the chat.</summary>
public enum ReferenceSource { Manual, CharacterAvatar, PersonaAvatar }

/// <summary>How far a call has come. <paramref name="Preview"/> is a data URL, at most 256 KiB.</summary>
public sealed record ProviderProgress(int? Part, int? TotalParts, string? Preview);

/// <summary>The five outcome classes of a call, with the bytes.</summary>
public abstract record ProviderAnswer
{
    private ProviderAnswer() { }

    /// <summary>At least one picture, whatever its declared type; the bytes are sniffed by the engine.</summary>
    public sealed record Succeeded(ReadOnlyMemory<byte> Bytes) : ProviderAnswer;

    /// <summary>The provider proves that it never began. Temporary reasons are retried, after the time it named.</summary>
    public sealed record NotStarted(string Reason, bool Temporary, TimeSpan? RetryAfter = null) : ProviderAnswer;

    /// <summary>A safety or policy decision; never repeated with the same input.</summary>
    public sealed record Refused(string Reason) : ProviderAnswer;

    /// <summary>Ran and failed, and failures are free here.</summary>
    public sealed record FailedUncharged(string Reason, TimeSpan? RetryAfter = null) : ProviderAnswer;

    /// <summary>Nobody can say whether it ran.</summary>
    /// <param name="WasCharged">What the account's balance tells, where there is one; null = nobody knows.</param>
    public sealed record Ambiguous(string Reason, bool? WasCharged = null) : ProviderAnswer;
}

/// <summary>The answer of a connection test: a sentence that a person can act on.</summary>
public sealed record ConnectionTest(bool Success, string Message);

/// <summary>The models a connection can use.</summary>
/// <param name="Source">Where the list comes from.</param>
/// <param name="Failure">Why a live list is missing; null when nothing is.</param>
public sealed record ModelCatalog(ImmutableArray<ModelOption> Models, CatalogSource Source, string? Failure);

/// <summary>Asked of the provider, kept for when it can't be asked, or built in because the provider has no list.</summary>
public enum CatalogSource { Live, Fallback, BuiltIn }

/// <summary>An account as its provider tells it.</summary>
/// <param name="Summary">One sentence for a person.</param>
/// <param name="NextImage">What the next image would cost; null = not known before.</param>
/// <param name="Failure">Why nothing could be read; the rest is empty then.</param>
public sealed record AccountUsage(string Summary, ImmutableArray<UsageMeter> Meters, ImagePrice? NextImage, string? Failure = null);

/// <summary>One counter of an account.</summary>
/// <param name="Unit">Such as USD, Anlas, images.</param>
/// <param name="ResetsAt">When it starts over; null = never.</param>
public sealed record UsageMeter(string Name, decimal? Used, decimal? Remaining, string Unit, DateTimeOffset? ResetsAt);

/// <summary>A price, computed before the call.</summary>
/// <param name="Explanation">One sentence: from what it follows, or why it is free.</param>
public sealed record ImagePrice(decimal Amount, string Unit, string Explanation);
