using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Effects;

/// <summary>What the world must do after the facts of a turn are durable. Every effect but a reply may be asked for twice.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>Answers whoever sent the command of this turn; nothing when nobody waits.</summary>
    public sealed record Reply(Answer Answer) : Effect;

    public sealed record TellScene(ChatKey Chat, SceneCommand Command) : Effect;

    public sealed record TellConnection(ConnectionId Connection, ConnectionCommand Command) : Effect;

    public sealed record TellGallery(UserId User, GalleryCommand Command) : Effect;

    /// <summary>Read settings, connection and scene for a decision. Comes back as <see cref="SceneCommand.SceneWasRead"/>.</summary>
    public sealed record ReadScene(SceneRequest Request) : Effect;

    /// <summary>Have the host show the image at its message. Comes back as <see cref="SceneCommand.ImageWasAttached"/>.</summary>
    public sealed record AttachImage(ChatKey Chat, SceneAttachment Attachment) : Effect;

    /// <summary>Read under which terms the connection may be used. Comes back as <see cref="ConnectionCommand.TermsWereRead"/>.</summary>
    public sealed record ReadTerms(ConnectionId Connection) : Effect;

    /// <summary>Make one call; its intent is journalled. Comes back as <see cref="ConnectionCommand.AttemptWasEnded"/>.</summary>
    public sealed record CallProvider(JobTicket Ticket, AttemptId Attempt) : Effect;

    /// <summary>
    /// See what became of a call: still running, its bytes are staged, or lost. Comes back as
    /// <see cref="ConnectionCommand.AttemptWasEnded"/> unless it is running.
    /// </summary>
    public sealed record RecoverCall(JobTicket Ticket, AttemptId Attempt) : Effect;

    /// <summary>Break the call off, sent or not.</summary>
    public sealed record CancelCall(AttemptId Attempt) : Effect;

    /// <summary>Drop the call if nothing was sent yet, as while it waits for its account; otherwise leave it alone.</summary>
    public sealed record CancelUnsentCall(AttemptId Attempt) : Effect;

    /// <summary>The attempt's raw answer is stored as a picture or of no use.</summary>
    public sealed record DiscardStaged(AttemptId Attempt) : Effect;

    /// <summary>Comes back as <see cref="GalleryCommand.ThumbnailsWereMade"/>.</summary>
    public sealed record MakeThumbnails(UserId User, ImageId Image, BlobHash Picture) : Effect;
}
