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
    /// Makes one image. Cancellation before the request left is <see cref="ProviderAnswer.NotStarted"/>, after that
    /// <see cref="ProviderAnswer.Ambiguous"/> (or <see cref="ProviderAnswer.FailedUncharged"/> for free providers).
    /// Any exception counts as ambiguous.
    /// </summary>
    Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation);

    /// <summary>Checks address and key at no charge.</summary>
    Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation);

    Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation);
}

/// <summary>What is known of a provider without a connection.</summary>
/// <param name="Terms">Limits and money rules that apply where the connection's metadata says nothing else.</param>
public sealed record ProviderDescription(string Id, string Name, ProviderCapabilities Capabilities, ConnectionTerms Terms);

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
public sealed record ModelOption(string Id, string Label);

/// <summary>Where and as whom a provider is called. The key is plain text here: it must not be logged or stored.</summary>
public sealed record ProviderTarget(ConnectionId Connection, string? ApiUrl, string? ApiKey, string? Model);

/// <summary>One paid or free call.</summary>
/// <param name="Scene">The scene behind the prompt; null for a prompt of one's own.</param>
/// <param name="Parameters">The connection's parameters, checked against the schema; unknown ones are kept.</param>
public sealed record ProviderCall(
    AttemptId Attempt, ProviderTarget Target, ImagePrompt Prompt, Scene? Scene, JsonObject Parameters, uint Seed);

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

    /// <summary>Nobody can say whether it ran or was charged.</summary>
    public sealed record Ambiguous(string Reason) : ProviderAnswer;
}

/// <summary>The answer of a connection test: a sentence that a person can act on.</summary>
public sealed record ConnectionTest(bool Success, string Message);

/// <summary>The models a connection can use; <paramref name="Failure"/> says why a live list is missing.</summary>
public sealed record ModelCatalog(ImmutableArray<ModelOption> Models, string? Failure);
