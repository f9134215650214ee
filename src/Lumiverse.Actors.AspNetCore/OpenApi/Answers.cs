using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lumiverse.Actors.AspNetCore.OpenApi;

// What answers look like, for the description alone: they are written as JSON by PageJson and its neighbours, and a test
// compares both. Nullable members may be null or absent.

internal sealed record ProblemShape(
    string Type, string Title, int Status, string Detail, string Error, int? RetryAfterSeconds, bool? MayHaveBeenCharged,
    string? JobId, string? State, Dictionary<string, string>? Errors);

internal sealed record SuccessShape(bool Success);

internal sealed record DeletedShape(bool Success, bool Deleted, [property: JsonPropertyName("undo_until")] long UndoUntil);

internal sealed record ListShape<T>(IReadOnlyList<T> Data);

internal sealed record LayoutShape(int Total, int Limit, int Offset, IReadOnlyList<string> Fields, IReadOnlyList<IReadOnlyList<JsonNode>> Images);

internal sealed record FoundImagesShape(IReadOnlyList<ImageShape> Data, IReadOnlyList<string> Missing);

internal sealed record UsedImageShape(string Id, [property: JsonPropertyName("used_in")] IReadOnlyList<string> UsedIn, IReadOnlyList<UseShape> Uses);

internal sealed record UseShape([property: JsonPropertyName("chat_id")] string ChatId, string As, [property: JsonPropertyName("message_id")] string? MessageId);

internal sealed record UpdatedShape(IReadOnlyList<string> Updated, IReadOnlyList<string> Missing);

internal sealed record DeletedImagesShape(IReadOnlyList<string> Deleted, IReadOnlyList<string> Missing, [property: JsonPropertyName("undo_until")] long UndoUntil);

internal sealed record RestoredShape(IReadOnlyList<string> Restored, IReadOnlyList<string> Missing);

internal sealed record StorageShape(AmountShape Images, AmountShape Thumbnails, BinShape Bin, AmountShape Unused, IReadOnlyList<ChatSizeShape> Chats);

internal sealed record AmountShape(int Count, long Bytes);

internal sealed record BinShape(int Count, long Bytes, [property: JsonPropertyName("next_undo_until")] long? NextUndoUntil);

internal sealed record ChatSizeShape(
    [property: JsonPropertyName("chat_id")] string? ChatId, int Images, long Bytes, int Thumbnails,
    [property: JsonPropertyName("thumbnail_bytes")] long ThumbnailBytes);

internal sealed record CleanedShape([property: JsonPropertyName("dry_run")] bool DryRun, int Count, long Bytes, IReadOnlyList<UnusedFileShape> Files);

internal sealed record UnusedFileShape(string Id, long Bytes, [property: JsonPropertyName("written_at")] long WrittenAt);

internal sealed record HealthShape(string Status);

internal sealed record PageShape<T>(IReadOnlyList<T> Data, int Total, int Limit, int Offset);

internal sealed record ProvidersShape(IReadOnlyList<ProviderShape> Providers);

internal sealed record ProviderShape(string Id, string Name, CapabilitiesShape Capabilities);

internal sealed record CapabilitiesShape(
    Dictionary<string, ParameterShape> Parameters, bool ApiKeyRequired, string ModelListStyle, IReadOnlyList<OptionShape>? StaticModels,
    string DefaultUrl);

internal sealed record ParameterShape(
    string Type, JsonNode? Default, double? Min, double? Max, double? Step, string Description, bool? Required,
    IReadOnlyList<OptionShape>? Options, string? Group);

internal sealed record OptionShape(string Id, string Label);

internal sealed record ConnectionShape(
    string Id, string Name, string Provider, [property: JsonPropertyName("api_url")] string ApiUrl, string Model,
    [property: JsonPropertyName("is_default")] bool IsDefault, [property: JsonPropertyName("has_api_key")] bool HasApiKey,
    [property: JsonPropertyName("default_parameters")] JsonObject DefaultParameters, JsonObject Metadata,
    [property: JsonPropertyName("prompt_style")] string PromptStyle, [property: JsonPropertyName("prompt_prefix")] string PromptPrefix,
    [property: JsonPropertyName("prompt_suffix")] string PromptSuffix, [property: JsonPropertyName("negative_prompt")] string NegativePrompt,
    [property: JsonPropertyName("created_at")] long CreatedAt, [property: JsonPropertyName("updated_at")] long UpdatedAt,
    [property: JsonPropertyName("unknown_parameters")] IReadOnlyList<string>? UnknownParameters);

internal sealed record ConnectionTestShape(bool Success, string Message, string Provider);

internal sealed record ModelsShape(
    IReadOnlyList<ModelShape> Models, string Provider, string Source, [property: JsonPropertyName("fetched_at")] long FetchedAt, string? Error);

internal sealed record ModelShape(string Id, string Label, Dictionary<string, IReadOnlyList<OptionShape>>? Choices);

internal sealed record UsageShape(
    string Provider, bool Supported, string? Summary, IReadOnlyList<MeterShape>? Meters,
    [property: JsonPropertyName("next_image")] PriceShape? NextImage, string? Error);

internal sealed record MeterShape(
    string Name, decimal? Used, decimal? Remaining, string Unit, [property: JsonPropertyName("resets_at")] long? ResetsAt);

internal sealed record PriceShape(decimal Amount, string Unit, string Explanation);

internal sealed record SettingsShape(string Key, SettingsValues Value);

internal sealed record ChatSettingsShape(string ChatId, SettingsValues Value, Dictionary<string, string> Layers);

internal sealed record GeneratedShape(
    bool Generated, string? Reason, string? Detail, SceneShape? Scene, string? Prompt, string? NegativePrompt, string? Provider,
    string? ImageDataUrl, string? ImageId, string? ImageUrl, string JobId);

internal sealed record StandingJobShape(string JobId, string State);

internal sealed record JobShape(
    string JobId, string ChatId, string State, string? Reason, string Trigger, string? Provider, string? ConnectionId, string? Model,
    string? Prompt, string? NegativePrompt, IReadOnlyList<string> CharacterPrompts, IReadOnlyList<PromptNoteShape> PromptNotes, IReadOnlyList<AttemptShape> Attempts, bool MayHaveBeenCharged, int? QueuePosition,
    string? ImageId, string? ImageUrl, string? RetryOf, string? RegeneratedFrom, long CreatedAt, long? EndedAt, int? RetryAfterSeconds);

internal sealed record AttemptShape(int Number, long StartedAt, long? EndedAt, string? Outcome, string? Message);

internal sealed record PromptPreviewShape(
    string Prompt, string? NegativePrompt, IReadOnlyList<string>? CharacterPrompts, SceneShape? Scene, string? Provider, string? Model,
    ReferencesShape? References, IReadOnlyList<PromptNoteShape> Notes, PromptLimitsShape Limits);

internal sealed record PromptNoteShape(string Kind, string Text, string Message);

internal sealed record PromptLimitsShape(int? Tokens, int PromptTokens, int NegativeTokens);

internal sealed record ReferencesShape(int Manual, int CharacterAvatar, int PersonaAvatar);

internal sealed record SceneShape(
    string Environment, [property: JsonPropertyName("time_of_day")] string TimeOfDay, string Weather, string Mood,
    [property: JsonPropertyName("focal_detail")] string FocalDetail, [property: JsonPropertyName("palette_override")] string? PaletteOverride,
    [property: JsonPropertyName("scene_changed")] bool SceneChanged,
    [property: JsonPropertyName("character_names")] IReadOnlyList<string>? CharacterNames,
    [property: JsonPropertyName("character_appearances")] IReadOnlyList<PersonShape>? CharacterAppearances,
    [property: JsonPropertyName("composition_subjects")] string? CompositionSubjects,
    [property: JsonPropertyName("composition_shot")] string? CompositionShot,
    [property: JsonPropertyName("composition_camera")] string? CompositionCamera);

internal sealed record PersonShape(string? Name, string? Role, string? Appearance, IReadOnlyList<string>? Tags);

internal sealed record SceneViewShape(
    SceneShape? Scene, SceneShape? PicturedScene, string? MessageId, string? Extractor, Dictionary<string, SourceShape> Sources,
    IReadOnlyList<FieldShape> Fields, int? Threshold, string? Outlook);

internal sealed record SourceShape(string MessageId, string Words);

internal sealed record DecisionShape(
    string? MessageId, string Trigger, bool Generate, string Reason, int Threshold, IReadOnlyList<FieldShape> Fields, long At, string? JobId,
    string Sentence, string? Version, string? Policy, int CallsSaved, SceneShape? Scene, string? Extractor,
    Dictionary<string, SourceShape>? Sources, string? Outlook, OfferShape? Offered, string? ReusedImageId);

internal sealed record OfferShape(string ImageId, string Url);

internal sealed record FieldShape(string Name, string Before, string After, double Distance, bool Changed);

internal sealed record BackgroundShape(
    string ImageId, string Url, ThumbnailsShape Thumbnails, string? MessageId, double? Opacity, int? FadeMs, int Width, int Height,
    string Placeholder);

internal sealed record PastBackgroundShape(
    string ImageId, string Url, ThumbnailsShape Thumbnails, string? MessageId, int Width, int Height, string Placeholder, long At, bool Current);

internal sealed record ThumbnailsShape(string Sm, string Lg);

internal sealed record ImageShape(
    string Id, string Filename, [property: JsonPropertyName("original_filename")] string? OriginalFilename,
    [property: JsonPropertyName("mime_type")] string MimeType, [property: JsonPropertyName("byte_size")] long ByteSize, int Width, int Height,
    [property: JsonPropertyName("has_thumbnail")] bool HasThumbnail, string Url, string Specificity,
    [property: JsonPropertyName("owner_character_id")] string? OwnerCharacterId, [property: JsonPropertyName("owner_chat_id")] string? OwnerChatId,
    [property: JsonPropertyName("created_at")] long CreatedAt, [property: JsonPropertyName("public_url")] string PublicUrl, string Placeholder,
    [property: JsonPropertyName("job_id")] string? JobId, string? Provider, string? Model, string? Prompt,
    [property: JsonPropertyName("negative_prompt")] string? NegativePrompt,
    [property: JsonPropertyName("ordered_prompt")] string? OrderedPrompt,
    [property: JsonPropertyName("ordered_negative_prompt")] string? OrderedNegativePrompt,
    [property: JsonPropertyName("regenerated_from")] string? RegeneratedFrom,
    [property: JsonPropertyName("character_prompts")] IReadOnlyList<string> CharacterPrompts, long? Seed, JsonObject? Parameters, SceneShape? Scene,
    bool Favorite, string? Caption, IReadOnlyList<string> Tags, [property: JsonPropertyName("used_in")] IReadOnlyList<string>? UsedIn,
    IReadOnlyList<UseShape>? Uses);
