using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>The host's chats: alice has c1 and c2, bob has b1.</summary>
internal sealed class FakeChats : IChatSource
{
    private static readonly HashSet<string> Known = ["alice/c1", "alice/c2", "bob/b1"];

    public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
        Task.FromResult(Known.Contains($"{user}/{chat}") ? new ChatExcerpt([], null, null) : null);
}

/// <summary>The user is named by a header.</summary>
internal sealed class HeaderUsers : IUserContext
{
    public const string Header = "X-User";

    public UserId? Find(HttpContext context) =>
        Identifier.TryCreate<UserId>(context.Request.Headers[Header], out var user) ? user : null;
}
