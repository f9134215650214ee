using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Testing.Conformance;
using Lumiverse.Actors.Testing.Servers;
using Lumiverse.Actors.Testing.Worlds;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MyHost.Tests;

public sealed class MyChatsTests
{
    private const string Harbour = "*Rain falls on the harbour at night; a lantern swings over the quay.*";
    private const string Forest = "*At noon they walk through a sunlit forest, among old oaks.*";

    private static readonly ChatKey Story = new(UserId.Of("me"), ChatId.Of("story"));

    private readonly MyChats _chats = new();

    public static TheoryData<string> Promises => [.. ChatSourceConformance.Names];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task My_chats_keep_the_promise(string promise) =>
        ChatSourceConformance.Of(() => Task.FromResult<ChatStage>(new MyChatStage())).Single(check => check.Name == promise).RunAsync();

    [Fact]
    public async Task A_place_is_painted_and_small_talk_is_not()
    {
        await using var world = await VirtualWorld.StartAsync(Plan);

        var harbour = await world.ToldAsync(Story, _chats.Say(Story, Harbour));
        var talk = await world.ToldAsync(Story, _chats.Say(Story, "*She laughs.* \"You always say that.\""));

        Assert.True(harbour.IsPainted, harbour.ToString());
        Assert.False(talk.IsPainted, talk.ToString());
        Assert.Equal(harbour.Image?.Id, await world.BackgroundAsync(Story));
    }

    [Theory]
    [InlineData(1), InlineData(2)]
    public async Task Whatever_goes_wrong_no_promise_is_broken(int seed)
    {
        await using var world = await VirtualWorld.StartAsync(Plan with { Seed = (ulong)seed, Faults = WorldFaults.Harsh });

        foreach (var text in new[] { Harbour, Forest, "*By the fire of a tavern, smoke under the beams.*" })
            await world.ToldAsync(Story, _chats.Say(Story, text));
        await world.RestartAsync();

        await world.JudgeAsync();
    }

    [Fact]
    public async Task A_picture_that_was_paid_for_and_lost_is_not_paid_for_twice()
    {
        await using var nanoGpt = await FakeNanoGpt.StartAsync();
        await using var world = await VirtualWorld.StartAsync(Plan with { Server = nanoGpt });
        nanoGpt.Then(new Manner.Throttles(TimeSpan.FromMinutes(1)), new Manner.HangsUp());

        var verdict = await world.ToldAsync(Story, _chats.Say(Story, Harbour));

        Assert.Equal("uncertain", verdict.Job?.State);
        Assert.Equal(1, nanoGpt.Charged);
    }

    private WorldPlan Plan => new() { Ports = services => services.AddSingleton<IChatSource>(_chats) };
}

/// <summary>The chats of the host. Here they are in memory; yours are where they are.</summary>
public sealed class MyChats : IChatSource
{
    private readonly Dictionary<ChatKey, List<ChatLine>> _chats = [];

    public MessageId Say(ChatKey chat, string text, bool isUser = false)
    {
        lock (_chats)
        {
            var lines = Begin(chat);
            lines.Add(new ChatLine(MessageId.Of($"{chat.Chat}.{lines.Count}"), isUser, isUser ? "Me" : "Mara", text));
            return lines[^1].Id;
        }
    }

    public List<ChatLine> Begin(ChatKey chat)
    {
        lock (_chats)
            return _chats.TryGetValue(chat, out var lines) ? lines : _chats[chat] = [];
    }

    public void Edit(ChatKey chat, MessageId message, string text)
    {
        lock (_chats)
            _chats[chat] = [.. _chats[chat].Select(line => line.Id == message ? line with { Content = text } : line)];
    }

    public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation)
    {
        lock (_chats)
        {
            if (!_chats.TryGetValue(new ChatKey(user, chat), out var lines))
                return Task.FromResult<ChatExcerpt?>(null);
            var end = upTo is null ? lines.Count : lines.FindIndex(line => line.Id == upTo) + 1;
            return Task.FromResult<ChatExcerpt?>(new ChatExcerpt([.. lines.Take(end).TakeLast(messageLimit)], CharacterId: null, Scenario: null));
        }
    }
}

/// <summary>How the kit puts chats into those of the host.</summary>
public sealed class MyChatStage : ChatStage
{
    private readonly MyChats _chats = new();
    private int _count;

    public override IChatSource Source => _chats;

    public override Task<StagedChat> AddChatAsync(UserId user, IReadOnlyList<StagedLine> lines)
    {
        var chat = new ChatKey(user, ChatId.Of($"chat{++_count}"));
        _chats.Begin(chat);
        return Task.FromResult(new StagedChat(chat.Chat, [.. lines.Select(line => _chats.Say(chat, line.Content, line.IsUser))]));
    }

    public override Task EditAsync(UserId user, StagedChat chat, MessageId message, string text)
    {
        _chats.Edit(new ChatKey(user, chat.Id), message, text);
        return Task.CompletedTask;
    }
}
