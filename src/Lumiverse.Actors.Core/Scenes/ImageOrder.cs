using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Who wanted an image, in the order of priority.</summary>
public enum JobTrigger { Force, Manual, Automatic }

/// <summary>Where the prompt comes from: the scene, the person's own words, or their words filled with the scene.</summary>
public enum PromptMode { Scene, Custom, ParsedCustom }

/// <summary>What the image is for; one call at a time is made per chat and target.</summary>
public enum OutputTarget { Background, ChatAttachment, AttachToMessage, Preview }

/// <summary>A request for one image, as it was accepted.</summary>
/// <param name="Mode">Null = as the settings say.</param>
/// <param name="Target">Null = as the settings say.</param>
/// <param name="PromptTimeoutSeconds">How long reading the scene may take; 0 = no limit, null = as the settings say.</param>
/// <param name="GenerationTimeoutSeconds">How long one call may take; 0 = no limit, null = as the settings say.</param>
/// <param name="RetryOf">The job that a person consented to repeat.</param>
public sealed record ImageOrder(
    JobId Job, JobTrigger Trigger, PromptMode? Mode, string? Prompt, string? NegativePrompt, OutputTarget? Target,
    MessageId? AttachTo, int? PromptTimeoutSeconds, int? GenerationTimeoutSeconds, JobId? RetryOf)
{
    /// <summary>The image to paint once more; null for a picture of its own.</summary>
    public PaintAgain? Again { get; init; }

    public static ImageOrder Automatic(JobId job) =>
        new(job, JobTrigger.Automatic, null, null, null, null, null, null, null, null);

    /// <summary>The words are sent as they are: without macros, and without what is usually put around them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsLiteral { get; init; }

    /// <summary>A person asked for exactly this: only a full stop may veto it.</summary>
    public bool IsExplicit => Trigger == JobTrigger.Force || Mode is PromptMode.Custom or PromptMode.ParsedCustom;
}
