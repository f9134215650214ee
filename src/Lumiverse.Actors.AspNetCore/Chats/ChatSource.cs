using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.AspNetCore.Chats;

/// <summary>Chats that requests name.</summary>
internal static class ChatSource
{
    /// <summary>The chat, if the host says that the caller has it; somebody else's is as good as none.</summary>
    public static Task<ChatId> RequireAsync(this IChatSource chats, Caller caller, string chatId, CancellationToken cancellation) =>
        chats.RequireAsync(caller, Ids.Parse<ChatId>(chatId, "chatId"), cancellation);

    public static async Task<ChatId> RequireAsync(this IChatSource chats, Caller caller, ChatId chat, CancellationToken cancellation) =>
        await chats.ReadAsync(caller.User, chat, null, 1, cancellation) is not null
            ? chat
            : throw Problems.Missing("chat").ToException();
}
