using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>
/// The edge of the engine: the one place where somebody waits for an actor. Every ask has a deadline; what is refused
/// for load comes back as <see cref="Answer.Busy"/>, when the server ends as <see cref="Answer.GoingDown"/>, and no answer in time as <see cref="Answer.Unknown"/>: then repeat
/// the command with the same id.
/// </summary>
public interface IImageEngine
{
    Task<Answer> AskSceneAsync(ChatKey chat, SceneCommand command, CancellationToken cancellation);

    Task<Answer> AskConnectionAsync(ConnectionId connection, ConnectionCommand command, CancellationToken cancellation);

    Task<Answer> AskGalleryAsync(UserId user, GalleryCommand command, CancellationToken cancellation);

    /// <summary>What a job would send at this moment, at no charge.</summary>
    Task<PromptPreview> PreviewAsync(ChatKey chat, ImageOrder order, CancellationToken cancellation);

    /// <summary>
    /// Waits until a job has ended and its tables say so; null when there is no such job. When the server goes down meanwhile,
    /// the job comes back as it stands, without an end.
    /// </summary>
    Task<JobRow?> WaitForEndAsync(UserId user, JobId job, CancellationToken cancellation);

    /// <summary>Checks, stores and adds a picture of the user's own.</summary>
    Task<UploadResult> UploadAsync(UserId user, ReadOnlyMemory<byte> bytes, string? fileName, CancellationToken cancellation);

    /// <summary>Waits until the tables show everything that was journalled before the call: read your own writes.</summary>
    Task CatchUpAsync(CancellationToken cancellation);
}

/// <summary>What would be sent, or why nothing would.</summary>
public sealed record PromptPreview(ImagePrompt? Prompt, Scene? Scene, string? Provider, string? Failure)
{
    /// <summary>Null = the provider's own choice.</summary>
    public string? Model { get; init; }

    public ReferenceCounts References { get; init; } = new(0, 0, 0);

    public PromptRoom Room { get; init; } = new(null, 0, 0);

    public static PromptPreview Nothing(string failure) => new(null, null, null, failure);
}

/// <summary>How much of what a model reads is taken, in estimated tokens.</summary>
/// <param name="Most">For the prompt with its captions, and once more for the negative prompt; null = no limit is known.</param>
public sealed record PromptRoom(int? Most, int Prompt, int Negative);

/// <summary>How many pictures a call goes by, and where they come from.</summary>
public sealed record ReferenceCounts(int Manual, int CharacterAvatar, int PersonaAvatar)
{
    public bool IsNone => Manual + CharacterAvatar + PersonaAvatar == 0;
}

/// <summary>What became of an upload: an image, a sentence saying what is wrong with the picture, or a refusal.</summary>
public sealed record UploadResult(ImageId? Image, string? Failure)
{
    /// <summary>What the gallery said in place of an image: the picture is not to blame.</summary>
    public Answer? Refusal { get; init; }
}
