using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>Chats in memory that a test writes. A chat begins with its first message.</summary>
public sealed class ScriptedChats : IChatSource
{
    private ImmutableDictionary<ChatKey, ImmutableList<ChatLine>> _chats = ImmutableDictionary<ChatKey, ImmutableList<ChatLine>>.Empty;
    private int _messages;

    /// <summary>Begins a chat without messages; one that is there stays as it is.</summary>
    public void Begin(ChatKey chat) => ImmutableInterlocked.TryAdd(ref _chats, chat, []);

    /// <summary>Adds a message at the end of a chat.</summary>
    public MessageId Add(ChatKey chat, bool isUser, string text)
    {
        var line = new ChatLine(MessageId.Of($"m{Interlocked.Increment(ref _messages)}"), isUser, isUser ? "You" : "Mara", text);
        Change(chat, lines => lines.Add(line));
        return line.Id;
    }

    /// <summary>Gives a message another text.</summary>
    public void Edit(ChatKey chat, MessageId message, string text) =>
        Change(chat, lines => [.. lines.Select(line => line.Id == message ? line with { Content = text } : line)]);

    /// <summary>Takes a message away.</summary>
    public void Delete(ChatKey chat, MessageId message) => Change(chat, lines => lines.RemoveAll(line => line.Id == message));

    /// <inheritdoc/>
    public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
        Task.FromResult(_chats.TryGetValue(new ChatKey(user, chat), out var lines) ? new ChatExcerpt(End(lines, upTo, messageLimit), null, null) : null);

    private void Change(ChatKey chat, Func<ImmutableList<ChatLine>, ImmutableList<ChatLine>> change) =>
        ImmutableInterlocked.Update(ref _chats, chats => chats.SetItem(chat, change(chats.GetValueOrDefault(chat, []))));

    private static ImmutableArray<ChatLine> End(ImmutableList<ChatLine> lines, MessageId? upTo, int limit)
    {
        var end = upTo is null ? lines.Count : lines.FindIndex(line => line.Id == upTo) + 1;
        return [.. lines.Take(end).TakeLast(limit).Select(line => line with { Version = line.Content })];
    }
}
