using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>The host's chats, and how a test puts some into them.</summary>
public abstract class ChatStage : IAsyncDisposable
{
    /// <summary>The source that is checked.</summary>
    public abstract IChatSource Source { get; }

    /// <summary>Adds a chat of a user with these messages, in this order.</summary>
    public abstract Task<StagedChat> AddChatAsync(UserId user, IReadOnlyList<StagedLine> lines);

    /// <summary>Gives a message another text, as when a person edits it.</summary>
    public abstract Task EditAsync(UserId user, StagedChat chat, MessageId message, string text);

    /// <summary>Takes down what the stage has set up.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A message to be added.</summary>
public sealed record StagedLine(bool IsUser, string Content);

/// <summary>A chat that was added.</summary>
/// <param name="Messages">The ids of its messages, in order.</param>
public sealed record StagedChat(ChatId Id, IReadOnlyList<MessageId> Messages);
