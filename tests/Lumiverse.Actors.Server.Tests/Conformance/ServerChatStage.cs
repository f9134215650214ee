using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Actors.Testing.Conformance;
using Lumiverse.Server.Chats;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Conformance;

/// <summary>The chats of a server that runs.</summary>
internal sealed class ServerChatStage(TestServer server) : ChatStage
{
    public override IChatSource Source => server.Services.GetRequiredService<IChatSource>();

    private MessageStore Messages => server.Services.GetRequiredService<MessageStore>();

    public static async Task<ChatStage> StartAsync() => new ServerChatStage(await TestServer.StartAsync());

    public override Task<StagedChat> AddChatAsync(UserId user, IReadOnlyList<StagedLine> lines)
    {
        var chat = ChatId.Of(server.Services.GetRequiredService<ChatStore>().Add(user, new NewChat("A story")).Id);
        return Task.FromResult(new StagedChat(chat, [.. lines.Select(line => MessageId.Of(Messages.Add(chat, line.IsUser, "Mara", line.Content).Id))]));
    }

    public override Task EditAsync(UserId user, StagedChat chat, MessageId message, string text)
    {
        Messages.Change(chat.Id, message, swipe: null, text);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
