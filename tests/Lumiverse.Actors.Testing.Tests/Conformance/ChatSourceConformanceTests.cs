using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Testing.Conformance;
using Lumiverse.Actors.Testing.Worlds;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

public sealed class ChatSourceConformanceTests
{
    /// <summary>Sources that ask the sound one, and err.</summary>
    private static readonly Dictionary<string, Func<ScriptedChats, Reading>> Broken = new()
    {
        ["newest first"] = Erring(read => read with { Lines = [.. read.Lines.Reverse()] }),
        ["oldest messages"] = chats => async (user, chat, upTo, limit) =>
            await chats.ReadAsync(user, chat, upTo, 1000, default) is { } read ? read with { Lines = [.. read.Lines.Take(limit)] } : null,
        ["up to ignored"] = chats => (user, chat, _, limit) => chats.ReadAsync(user, chat, null, limit, default),
        ["anybody's chats"] = chats => async (user, chat, upTo, limit) =>
            await chats.ReadAsync(user, chat, upTo, limit, default) ?? await chats.ReadAsync(UserId.Of("alice"), chat, upTo, limit, default),
        ["no null"] = chats => async (user, chat, upTo, limit) => await chats.ReadAsync(user, chat, upTo, limit, default) ?? new ChatExcerpt([], null, null),
        ["empty is missing"] = Erring(read => read.Lines.IsEmpty ? null : read),
        ["one version"] = Erring(read => read with { Lines = [.. read.Lines.Select(line => line with { Version = line.Id.Value })] }),
        ["cut texts"] = Erring(read => read with { Lines = [.. read.Lines.Select(line => line with { Content = line.Content[..Math.Min(line.Content.Length, 1000)] })] }),
        ["throws"] = _ => (_, _, _, _) => throw new TimeoutException("The database is locked."),
    };

    private delegate Task<ChatExcerpt?> Reading(UserId user, ChatId chat, MessageId? upTo, int limit);

    [Fact]
    public Task Scripted_chats_keep_all() => Check.RunAllAsync(ChatSourceConformance.Of(() => Task.FromResult<ChatStage>(new Stage(chats => (user, chat, upTo, limit) => chats.ReadAsync(user, chat, upTo, limit, default)))));

    [Theory]
    [InlineData("newest first", "The newest messages are read, the oldest of them first")]
    [InlineData("oldest messages", "The newest messages are read, the oldest of them first")]
    [InlineData("up to ignored", "A message that is named is the last one read")]
    [InlineData("anybody's chats", "The chat of another user gives null")]
    [InlineData("no null", "A chat that is not there gives null")]
    [InlineData("empty is missing", "A chat without messages is there, with none")]
    [InlineData("one version", "A version names one text: the same text has the same, another one another")]
    [InlineData("cut texts", "Messages are read as they were written")]
    [InlineData("throws", "Reading changes nothing. It threw TimeoutException: The database is locked.")]
    public async Task A_source_that_breaks_it_is_caught(string source, string promise)
    {
        var checks = ChatSourceConformance.Of(() => Task.FromResult<ChatStage>(new Stage(Broken[source])));

        Assert.Contains(promise, await Caught.ByAsync(checks), StringComparison.Ordinal);
    }

    private static Func<ScriptedChats, Reading> Erring(Func<ChatExcerpt, ChatExcerpt?> err) => chats => async (user, chat, upTo, limit) =>
        await chats.ReadAsync(user, chat, upTo, limit, default) is { } read ? err(read) : null;

    private sealed class Stage(Func<ScriptedChats, Reading> read) : ChatStage
    {
        private readonly ScriptedChats _chats = new();
        private int _count;

        public override IChatSource Source => new Asked(read(_chats));

        public override Task<StagedChat> AddChatAsync(UserId user, IReadOnlyList<StagedLine> lines)
        {
            var chat = new ChatKey(user, ChatId.Of($"chat{++_count}"));
            _chats.Begin(chat);
            return Task.FromResult(new StagedChat(chat.Chat, [.. lines.Select(line => _chats.Add(chat, line.IsUser, line.Content))]));
        }

        public override Task EditAsync(UserId user, StagedChat chat, MessageId message, string text)
        {
            _chats.Edit(new ChatKey(user, chat.Id), message, text);
            return Task.CompletedTask;
        }
    }

    private sealed class Asked(Reading read) : IChatSource
    {
        public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
            read(user, chat, upTo, messageLimit);
    }
}
