using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lumiverse.Actors.AspNetCore.OpenApi;

// What requests may carry, for the description alone: bodies are read by JsonFields, which names what is wrong.

internal sealed record ConnectionBody(
    string? Name, string? Provider, [property: JsonPropertyName("api_url")] string? ApiUrl, string? Model,
    [property: JsonPropertyName("is_default")] bool? IsDefault,
    [property: JsonPropertyName("default_parameters")] JsonObject? DefaultParameters, JsonObject? Metadata,
    [property: JsonPropertyName("prompt_style")] string? PromptStyle, [property: JsonPropertyName("prompt_prefix")] string? PromptPrefix,
    [property: JsonPropertyName("prompt_suffix")] string? PromptSuffix, [property: JsonPropertyName("negative_prompt")] string? NegativePrompt,
    [property: JsonPropertyName("api_key")] string? ApiKey);

internal sealed record ModelsPreviewBody(
    string Provider, [property: JsonPropertyName("connection_id")] string? ConnectionId,
    [property: JsonPropertyName("api_url")] string? ApiUrl, [property: JsonPropertyName("api_key")] string? ApiKey);

internal sealed record SettingsBody(SettingsValues Value);

internal sealed record SettingsValues(
    bool? Enabled, string? ActiveImageGenConnectionId, int? SceneChangeThreshold, bool? AutoGenerate, bool? ForceGeneration,
    double? BackgroundOpacity, int? FadeTransitionMs, bool? IncludeCharacters, bool? IncludePersona, string? PromptMode,
    string? CustomPrompt, string? CustomNegativePrompt, string? PromptStyle, string? PromptPrefix, string? PromptSuffix, string? NegativePrompt,
    string? OutputTarget, bool? AddToGallery, int? PromptContextMessageLimit,
    int? PromptGenerationTimeoutSeconds, int? GenerationTimeoutSeconds, string? SceneChangePolicy, string? ReturnToPlace,
    int? AutoDebounceSeconds, int? MinimumGapSeconds, int? MinimumGapMessages);

internal sealed record GenerateBody(
    string ChatId, bool? ForceGeneration, string? PromptMode, string? Prompt, string? NegativePrompt, string? OutputTarget,
    string? AttachToMessageId, bool? SkipParse, string? ClientJobId, int? PromptGenerationTimeoutSeconds, int? GenerationTimeoutSeconds);

internal sealed record BackgroundBody(string ImageId);

internal sealed record RegenerateBody(
    string? Prompt, string? NegativePrompt, string? OutputTarget, string? AttachToMessageId, string? ClientJobId, int? GenerationTimeoutSeconds);

internal sealed record ImageBody(
    bool? Favorite, string? Caption, IReadOnlyList<string>? Tags, [property: JsonPropertyName("add_tags")] IReadOnlyList<string>? AddTags,
    [property: JsonPropertyName("remove_tags")] IReadOnlyList<string>? RemoveTags);

internal sealed record ImageIdsBody(IReadOnlyList<string> Ids);

internal sealed record ImagesBody(
    IReadOnlyList<string> Ids, bool? Favorite, string? Caption, IReadOnlyList<string>? Tags,
    [property: JsonPropertyName("add_tags")] IReadOnlyList<string>? AddTags,
    [property: JsonPropertyName("remove_tags")] IReadOnlyList<string>? RemoveTags);

internal sealed record DownloadBody(IReadOnlyList<string> Ids, string? Metadata);

internal sealed record CleanBody([property: JsonPropertyName("dry_run")] bool? DryRun);

/// <param name="Image">The file; the framework's type for files has no schema of its own outside of bound parameters.</param>
internal sealed record UploadBody(byte[] Image);
