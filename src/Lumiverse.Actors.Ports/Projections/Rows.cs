using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Ports.Projections;

/// <summary>An image as lists show it.</summary>
/// <param name="SceneJson">The scene it pictures as JSON, or null.</param>
/// <param name="ParametersJson">The provider parameters it was made with as JSON, or null.</param>
/// <param name="PublicToken">The unguessable part of its public URL.</param>
/// <param name="OriginalFileName">Set for uploads only.</param>
public sealed record ImageRow(
    ImageId Id, UserId User, Picture Picture, string PublicToken, JobId? Job, ChatId? Chat, string? CharacterId,
    string? Provider, string? Model, string? Prompt, string? NegativePrompt, uint? Seed, string? ParametersJson,
    string? SceneJson, string? OriginalFileName, bool Favorite, string? Caption, ImmutableArray<string> Tags,
    DateTimeOffset CreatedAt)
{
    /// <summary>Captions of single people, where the provider took them apart from the prompt.</summary>
    public ImmutableArray<string> CharacterPrompts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The connection it was painted with; null for uploads.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>The prompt before the provider's own words were added; null where none were.</summary>
    public ImagePrompt? Ordered { get; init; }

    /// <summary>The image it was painted anew from; null for a picture of its own.</summary>
    public ImageVersion? Version { get; init; }

    /// <summary>The first of its versions; itself when it is a picture of its own.</summary>
    public ImageId First() => Version?.First ?? Id;
}

/// <summary>A job as lists show it. <paramref name="State"/> is one of the nine of the API.</summary>
/// <param name="PendingBlobs">Blobs that an attempt stored and no image names yet; they must not be swept away.</param>
public sealed record JobRow(
    JobId Id, UserId User, ChatId Chat, string State, string? Reason, string Trigger, string Purpose, string? Provider,
    ConnectionId? Connection, string? Model, string? Prompt, string? NegativePrompt, ImmutableArray<AttemptRow> Attempts,
    ImageId? Image, bool MayHaveBeenCharged, JobId? RetryOf, string? RequestJson, ImmutableArray<BlobHash> PendingBlobs,
    DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    /// <summary>How long after the end it makes sense to ask again; null = nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Captions of single people, where the provider takes them apart from the prompt.</summary>
    public ImmutableArray<string> CharacterPrompts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What was done to words on their way into the prompt.</summary>
    public ImmutableArray<PromptNote> PromptNotes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The image that it paints anew; null = none.</summary>
    public ImageId? RegeneratedFrom { get; init; }
}

/// <summary>One call of a job's provider.</summary>
public sealed record AttemptRow(
    AttemptId Id, int Number, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Message);

/// <summary>A decision to paint or not, with everything it was made from as JSON in the form of the API.</summary>
public sealed record DecisionRow(UserId User, ChatId Chat, MessageId? Message, DateTimeOffset At, string Json);

/// <summary>What a chat uses an image for.</summary>
public enum ImageUseKind { Background, Attachment }

/// <summary>An image in a chat; a background without an image is a cleared one.</summary>
public sealed record ImageUseRow(UserId User, ChatId Chat, ImageUseKind Kind, ImageId? Image, MessageId? Message, DateTimeOffset At);
