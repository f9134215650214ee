using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>What <see cref="IChatSource"/> promises.</summary>
public static class ChatSourceConformance
{
    private static readonly UserId Alice = UserId.Of("alice");
    private static readonly UserId Bob = UserId.Of("bob");

    private static readonly Promises<ChatStage> All = new(
        ("The newest messages are read, the oldest of them first", NewestInOrderAsync),
        ("A chat that is shorter than the limit is read whole", ShortChatsAsync),
        ("A message that is named is the last one read", UpToAsync),
        ("The limit counts back from the message that is named", LimitBeforeUpToAsync),
        ("Messages are read as they were written", AsWrittenAsync),
        ("A chat without messages is there, with none", EmptyChatsAsync),
        ("A chat that is not there gives null", UnknownChatsAsync),
        ("The chat of another user gives null", ForeignChatsAsync),
        ("Chats are apart", ChatsAreApartAsync),
        ("Reading changes nothing", ReadingChangesNothingAsync),
        ("An edited message is read as it stands", EditsAsync),
        ("A version names one text: the same text has the same, another one another", VersionsAsync),
        ("Many may read at once", ManyReadAsync));

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> Names => All.Names;

    /// <param name="open">Opens a stage without chats; the check disposes it.</param>
    public static IReadOnlyList<Check> Of(Func<Task<ChatStage>> open) => All.Over(open);

    private static async Task NewestInOrderAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(12));
        Hold(await ReadAsync(stage, Alice, chat.Id, null, 5), chat.Messages.TakeLast(5));
    }

    private static async Task ShortChatsAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(3));
        Hold(await ReadAsync(stage, Alice, chat.Id, null, 3), chat.Messages);
        Hold(await ReadAsync(stage, Alice, chat.Id, null, 100), chat.Messages);
    }

    private static async Task UpToAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(6));
        Hold(await ReadAsync(stage, Alice, chat.Id, chat.Messages[3], 100), chat.Messages.Take(4));
        Hold(await ReadAsync(stage, Alice, chat.Id, chat.Messages[5], 100), chat.Messages);
    }

    private static async Task LimitBeforeUpToAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(8));
        Hold(await ReadAsync(stage, Alice, chat.Id, chat.Messages[5], 2), chat.Messages.Skip(4).Take(2));
    }

    private static async Task AsWrittenAsync(ChatStage stage)
    {
        StagedLine[] written = [new(true, "We go in."), new(false, "Über “alles” — ein <b>Hafen</b> & 🌊\nzwei Zeilen"), new(false, new string('x', 20_000))];
        var chat = await stage.AddChatAsync(Alice, written);
        var read = await ReadAsync(stage, Alice, chat.Id, null, 100);
        Must.Hold(read.Lines.Select(line => line.IsUser).SequenceEqual(written.Select(line => line.IsUser)), "Who spoke is another.");
        Must.Hold(read.Lines.Select(line => line.Content).SequenceEqual(written.Select(line => line.Content)), "A text is another.");
    }

    private static async Task EmptyChatsAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, []);
        Hold(await ReadAsync(stage, Alice, chat.Id, null, 10), []);
    }

    private static async Task UnknownChatsAsync(ChatStage stage)
    {
        await stage.AddChatAsync(Alice, Lines(2));
        Must.Hold(await stage.Source.ReadAsync(Alice, ChatId.Of("no-such-chat"), null, 10, default) is null, "Something was read.");
    }

    private static async Task ForeignChatsAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(2));
        await stage.AddChatAsync(Bob, Lines(2));
        Must.Hold(await stage.Source.ReadAsync(Bob, chat.Id, null, 10, default) is null, "Somebody else's chat was read.");
        Must.Hold(await stage.Source.ReadAsync(Bob, chat.Id, chat.Messages[0], 10, default) is null, "Somebody else's chat was read, from a message on.");
    }

    private static async Task ChatsAreApartAsync(ChatStage stage)
    {
        var (one, other) = (await stage.AddChatAsync(Alice, Lines(3)), await stage.AddChatAsync(Alice, Lines(2)));
        Hold(await ReadAsync(stage, Alice, one.Id, null, 100), one.Messages);
        Hold(await ReadAsync(stage, Alice, other.Id, null, 100), other.Messages);
    }

    private static async Task ReadingChangesNothingAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(4));
        var first = await ReadAsync(stage, Alice, chat.Id, null, 3);
        var second = await ReadAsync(stage, Alice, chat.Id, null, 3);
        Must.Hold(first.Lines.SequenceEqual(second.Lines) && (first with { Lines = second.Lines }) == second, "The second reading is another.");
    }

    private static async Task EditsAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(3));
        await stage.EditAsync(Alice, chat, chat.Messages[1], "Suddenly, a desert.");
        var read = await ReadAsync(stage, Alice, chat.Id, null, 10);
        Hold(read, chat.Messages);
        Must.Hold(read.Lines[1].Content == "Suddenly, a desert.", $"It was read as “{read.Lines[1].Content}”.");
    }

    private static async Task VersionsAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(2));
        var before = (await ReadAsync(stage, Alice, chat.Id, null, 10)).Lines;
        await stage.EditAsync(Alice, chat, chat.Messages[1], "Suddenly, a desert.");
        var edited = (await ReadAsync(stage, Alice, chat.Id, null, 10)).Lines;
        await stage.EditAsync(Alice, chat, chat.Messages[1], before[1].Content);
        var back = (await ReadAsync(stage, Alice, chat.Id, null, 10)).Lines;
        if (before.Concat(edited).Concat(back).All(line => line.Version is null))
            return; // The host does not tell texts apart.
        Must.Hold(before[0].Version == edited[0].Version, "A text that stood still has another version.");
        Must.Hold(before[1].Version != edited[1].Version, "Another text has the same version.");
        Must.Hold(before[1].Version == back[1].Version, "The same text has another version than before.");
    }

    private static async Task ManyReadAsync(ChatStage stage)
    {
        var chat = await stage.AddChatAsync(Alice, Lines(20));
        var source = stage.Source; // A stage may open it when it is first asked for; only the source is for many threads.
        var readings = await Task.WhenAll(Enumerable.Range(1, 32).Select(limit => Task.Run(() => ReadAsync(source, Alice, chat.Id, null, limit))));
        foreach (var (reading, index) in readings.Select((reading, index) => (reading, index)))
            Hold(reading, chat.Messages.TakeLast(index + 1));
    }

    private static StagedLine[] Lines(int count) => [.. Enumerable.Range(0, count).Select(number => new StagedLine(number % 2 == 0, $"Message {number}."))];

    private static Task<ChatExcerpt> ReadAsync(ChatStage stage, UserId user, ChatId chat, MessageId? upTo, int limit) =>
        ReadAsync(stage.Source, user, chat, upTo, limit);

    private static async Task<ChatExcerpt> ReadAsync(IChatSource source, UserId user, ChatId chat, MessageId? upTo, int limit) =>
        Must.Be<ChatExcerpt>(await source.ReadAsync(user, chat, upTo, limit, default), "The user's chat was not found.");

    private static void Hold(ChatExcerpt read, IEnumerable<MessageId> expected)
    {
        var (found, wanted) = (read.Lines.Select(line => line.Id).ToList(), expected.ToList());
        Must.Hold(found.SequenceEqual(wanted), $"Read: {string.Join(' ', found)}. Promised: {string.Join(' ', wanted)}.");
    }
}
