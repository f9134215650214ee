using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>What can be asked of a scene, and what the world tells it.</summary>
public abstract record SceneCommand
{
    private SceneCommand() { }

    /// <summary>A reply came in: judge whether the scene has changed. Once per message, however often it is told.</summary>
    public sealed record NoticeReply(ChatKey Chat, MessageId Message) : SceneCommand
    {
        /// <summary>Names the text the reply has; any string that is another one for another text. Empty = the host does not tell texts apart.</summary>
        public string Version { get => field ?? ""; init; } = "";
    }

    /// <summary>The text of a message is another one from here on: it was edited, or another alternative was selected.</summary>
    public sealed record NoticeText(ChatKey Chat, MessageId Message, string Version) : SceneCommand;

    /// <summary>A message was deleted.</summary>
    public sealed record NoticeRemoval(ChatKey Chat, MessageId Message) : SceneCommand;

    public sealed record RequestImage(ChatKey Chat, ImageOrder Order) : SceneCommand;

    public sealed record CancelJob(JobId Job) : SceneCommand;

    /// <summary>Use an image of one's own as background.</summary>
    public sealed record ShowImage(ChatKey Chat, ImageId Image, Picture Picture) : SceneCommand;

    public sealed record ClearBackground : SceneCommand;

    /// <summary>The image was deleted. From the gallery, which repeats it until it is answered.</summary>
    public sealed record ForgetImage(ImageId Image) : SceneCommand
    {
        /// <summary>Says whose gallery waits, also to a scene that nothing ever happened in; null = nobody waits.</summary>
        public ChatKey? Chat { get; init; }
    }

    /// <summary>A deleted image was taken back: show it again where nothing else was wished for since.</summary>
    public sealed record RecallImage(ImageId Image) : SceneCommand;

    /// <summary>The chat was deleted: nothing that waits is worth painting.</summary>
    public sealed record ForgetChat : SceneCommand;

    public sealed record GetScene : SceneCommand;

    public sealed record GetBackground : SceneCommand;

    /// <summary>From the reader of scenes.</summary>
    public sealed record SceneWasRead(string ReadId, SceneReadOutcome Outcome) : SceneCommand;

    /// <summary>From the connection.</summary>
    public sealed record JobWasEnded(JobId Job, JobEnd End) : SceneCommand;

    /// <summary>From the host's chats: the image is at its message, or its message is gone.</summary>
    public sealed record ImageWasAttached(ImageId Image) : SceneCommand;

    /// <summary>From the clock.</summary>
    public sealed record TimeHasCome : SceneCommand;
}
