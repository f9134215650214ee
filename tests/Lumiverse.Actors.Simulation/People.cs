using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>A chat as the people in it live it.</summary>
internal sealed record ChatLife(ChatKey Key, TimeSpan Bedtime)
{
    /// <summary>How its owner wants it painted.</summary>
    public required ScenePolicy Policy { get; set; }

    /// <summary>Whether it is painted though nobody asks.</summary>
    public bool Automatic { get; set; } = true;

    public Scene Scene { get; set; } = Story.First;

    /// <summary>The active connection; null = none any more.</summary>
    public ConnectionId? Connection { get; set; }

    /// <summary>The replies of the chat, the oldest first.</summary>
    public List<WrittenReply> Replies { get; } = [];

    public ImageOrder? LastOrder { get; set; }

    public DateTimeOffset OrderedAt { get; set; }

    public string? VersionOf(MessageId message) => Replies.Find(reply => reply.Id == message)?.Version;
}

/// <summary>A reply in the text it has.</summary>
internal sealed record WrittenReply(MessageId Id, string Version, Scene Scene);

/// <summary>Those who write, click, change their minds, and delete things.</summary>
internal sealed class People(World world)
{
    private static readonly TimeSpan BetweenActions = TimeSpan.FromMinutes(15);

    /// <summary>Nobody writes while everybody sleeps; the page stays open.</summary>
    private static readonly TimeSpan Night = TimeSpan.FromHours(8);

    /// <summary>More than a chat admits at once.</summary>
    private const int MostClicks = 20;

    /// <summary>A page gives up before the scene forgets how its jobs ended.</summary>
    private static readonly TimeSpan LongestRepeating = TimeSpan.FromMinutes(10);

    private readonly Dictionary<ChatKey, ChatLife> _chats = [];
    private int _messages;

    public ChatLife LifeOf(ChatKey chat) => _chats[chat];

    public void Settle(DateTimeOffset busyUntil)
    {
        for (var user = 0; _chats.Count < world.Plan.Chats; user++)
            MoveIn(UserId.Of($"user{user}"), busyUntil);
    }

    private void MoveIn(UserId user, DateTimeOffset busyUntil)
    {
        world.Feeds.Open(user, world.AnyMachine());
        var connections = Enumerable.Range(0, 1 + world.Dice.Below(2)).Select(_ => world.Profiles.Create(user)).ToList();
        var chats = Math.Min(world.Plan.Chats - _chats.Count, 1 + world.Dice.Below(12));
        for (var i = 0; i < chats; i++)
        {
            var chat = new ChatLife(new ChatKey(user, ChatId.Of($"chat{i}")), TimeSpan.FromHours(world.Dice.Below(24)))
            {
                Policy = Story.Policy(world.Dice),
                Automatic = world.Dice.Happens(0.9),
                Connection = world.Dice.Pick(connections),
            };
            _chats.Add(chat.Key, chat);
            PlanAction(chat, busyUntil);
        }

        foreach (var connection in connections.Where(_ => world.Dice.Happens(world.Faults.DeletedConnections)))
            world.Time.After((busyUntil - world.Time.Now) * world.Dice.Share(), () => Delete(user, connection));
    }

    private void PlanAction(ChatLife chat, DateTimeOffset busyUntil)
    {
        // People act in bursts: one thing often leads to the next within seconds.
        var at = world.Time.Now + world.Dice.Around(world.Dice.Happens(0.3) ? TimeSpan.FromSeconds(3) : BetweenActions);
        if (IsNight(chat, at))
            at += Night;
        if (at >= busyUntil)
            return;
        world.Time.At(at, () =>
        {
            if (!world.IsBusy)
                return;
            Act(chat);
            PlanAction(chat, busyUntil);
        });
    }

    private static bool IsNight(ChatLife chat, DateTimeOffset at) =>
        (at.TimeOfDay - chat.Bedtime + TimeSpan.FromDays(1)).TotalHours % 24 < Night.TotalHours;

    private void Act(ChatLife chat)
    {
        switch (world.Dice.Below(100))
        {
            case < 48: Write(chat); break;
            case < 56: Edit(chat); break;
            case < 60: Remove(chat); break;
            case < 70: Order(chat, JobTrigger.Manual, null); break;
            case < 75: Order(chat, JobTrigger.Force, null); break;
            case < 76: Click(chat); break;
            case < 82: Order(chat, JobTrigger.Manual, PromptMode.Custom); break;
            case < 86: Repeat(chat); break;
            case < 92: CancelOne(chat); break;
            case < 94: Tell(chat, new SceneCommand.ClearBackground()); break;
            case < 95: Change(chat); break;
            case < 96: Show(chat); break;
            case < 97: Rethink(chat); break;
            case < 98: DeleteShown(chat); break;
            case < 99: Tell(chat, new SceneCommand.GetScene()); break;
            default: Tell(chat, new SceneCommand.ForgetChat()); break;
        }
    }

    private void Write(ChatLife chat)
    {
        chat.Scene = Story.Continue(chat.Scene, world.Dice);
        chat.Replies.Add(new WrittenReply(MessageId.Of($"m{_messages++}"), "0", chat.Scene));
        Tell(chat, new SceneCommand.NoticeReply(chat.Key, chat.Replies[^1].Id) { Version = "0" });
    }

    /// <summary>Another alternative, which may be an earlier one, with a scene of its own.</summary>
    private void Edit(ChatLife chat)
    {
        if (chat.Replies.Count == 0)
            return;
        var version = $"{world.Dice.Below(4)}";
        chat.Scene = Story.Continue(chat.Scene, world.Dice);
        chat.Replies[^1] = chat.Replies[^1] with { Version = version, Scene = chat.Scene };
        Tell(chat, new SceneCommand.NoticeText(chat.Key, chat.Replies[^1].Id, version));
    }

    private void Remove(ChatLife chat)
    {
        if (chat.Replies.Count == 0)
            return;
        Tell(chat, new SceneCommand.NoticeRemoval(chat.Key, chat.Replies[^1].Id));
        chat.Replies.RemoveAt(chat.Replies.Count - 1);
        chat.Scene = chat.Replies.Count == 0 ? Story.First : chat.Replies[^1].Scene;
    }

    private void Order(ChatLife chat, JobTrigger trigger, PromptMode? mode)
    {
        var order = new ImageOrder(
            JobId.Of(world.Dice.Id("job")), trigger, mode, mode is null ? null : "A dragon.", null,
            world.Dice.Happens(0.1) ? OutputTarget.Preview : null, null, null, null, null);
        (chat.LastOrder, chat.OrderedAt) = (order, world.Time.Now);
        Tell(chat, new SceneCommand.RequestImage(chat.Key, order));
    }

    /// <summary>Nothing comes, so the button is pressed again and again.</summary>
    private void Click(ChatLife chat)
    {
        var clicks = 2 + world.Dice.Below(MostClicks);
        for (var i = 0; i < clicks; i++)
            Order(chat, JobTrigger.Force, null);
    }

    /// <summary>Other settings for what comes next.</summary>
    private void Rethink(ChatLife chat)
    {
        chat.Policy = Story.Policy(world.Dice);
        chat.Automatic = world.Dice.Happens(0.9);
    }

    /// <summary>A page that heard no answer asks again with the same id.</summary>
    private void Repeat(ChatLife chat)
    {
        if (chat.LastOrder is { } order && world.Time.Now - chat.OrderedAt < LongestRepeating)
            Tell(chat, new SceneCommand.RequestImage(chat.Key, order));
    }

    private void CancelOne(ChatLife chat)
    {
        var live = world.Scene(chat.Key).State.Jobs;
        if (!live.IsEmpty)
            Tell(chat, new SceneCommand.CancelJob(JobId.Of(world.Dice.Pick(live.Keys.ToList()))));
    }

    private void Show(ChatLife chat)
    {
        var picture = new Picture(world.Blobs.Store("own"), "image/png", 1000, 64, 64, "AAAA", 0.5, null, null);
        Tell(chat, new SceneCommand.ShowImage(chat.Key, ImageId.Of(world.Dice.Id("own")), picture));
    }

    private void DeleteShown(ChatLife chat)
    {
        if (world.Scene(chat.Key).State.Background is not { } shown)
            return;
        world.Send(() => world.Gallery(chat.Key.User).Tell(new GalleryCommand.DeleteImage(shown.Image, chat.Key.Chat)));
        if (world.Dice.Happens(0.3))
            world.Send(() => world.Gallery(chat.Key.User).Tell(new GalleryCommand.RestoreImages([shown.Image])));
    }

    /// <summary>Another name or another key for the connection in use.</summary>
    private void Change(ChatLife chat)
    {
        if (chat.Connection is { } connection)
            world.Profiles.Change(chat.Key.User, connection, world.Dice.Happens(0.5));
    }

    /// <summary>Most people add another connection when one is gone.</summary>
    private void Delete(UserId user, ConnectionId connection)
    {
        world.Profiles.Delete(user, connection);
        ConnectionId? other = world.Dice.Happens(0.7) ? world.Profiles.Create(user) : null;
        foreach (var chat in _chats.Values.Where(chat => chat.Connection == connection))
            chat.Connection = other;
    }

    private void Tell(ChatLife chat, SceneCommand command) => world.Send(() => world.Scene(chat.Key).Tell(command));
}
