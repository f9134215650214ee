using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Embedding;

/// <summary>The embedding example of the README, line by line.</summary>
internal static class EmbeddingExample
{
    public static WebApplication Build(string[] args, string data)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLumiverse(options => options.DataDirectory = data);
        builder.Services.AddSingleton<IUserContext, MyUsers>();   // whose request is it?
        builder.Services.AddSingleton<IChatSource, MyChats>();    // the last messages of a chat
        var app = builder.Build();
        app.MapLumiverse();
        app.MapPost("/told", (IImageEngine engine) =>             // a reply came in: judge its scene
            engine.AskSceneAsync(MyChats.Chat, new SceneCommand.NoticeReply(MyChats.Chat, MyChats.Last), default));
        return app;
    }

    private sealed class MyUsers : IUserContext
    {
        public UserId? Find(HttpContext context) => MyChats.Chat.User;
    }

    private sealed class MyChats : IChatSource
    {
        public static ChatKey Chat { get; } = new(UserId.Of("me"), ChatId.Of("story"));

        public static MessageId Last { get; } = MessageId.Of("m1");

        public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
            Task.FromResult<ChatExcerpt?>(new ChatExcerpt([new ChatLine(Last, false, "Mara", "We walk along the beach at dusk.")], null, null));
    }
}
