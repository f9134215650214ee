using System.Collections.Immutable;
using Akka.Actor;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>
/// The real behaviours in the real hosting actors, on a journal and an outside that fail by a seed. A seed names the faults;
/// which actor meets them is up to the threads. To live through one again, run its case of the theory.
/// </summary>
public sealed class DrivenTests : EntityWorld
{
    private const int BusyRounds = 25;

    /// <summary>A round is a minute: a day and a half, beyond every pause of a job.</summary>
    private const int MostQuietRounds = 2000;

    private static readonly ChatKey[] Chats =
        [.. Enumerable.Range(0, 6).Select(number => new ChatKey(UserId.Of($"user{number % 3}"), ChatId.Of($"chat{number}")))];

    private readonly EntityReferences _entities = new();
    private readonly List<IActorRef> _parents = [];
    private int _jobs;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Hosted_actors_keep_the_promises_though_journal_provider_and_messages_fail(ulong seed)
    {
        var outside = await LiveAsync(seed);

        var ends = DrivenPromises.Judge([.. Facts()], outside.Calls);
        Assert.True(ends.GetValueOrDefault("Done") > 0, $"Seed {seed} painted nothing: {Rendered.Of(ends)}");
        AwaitAssert(() => Assert.All(_parents, parent => Assert.Empty(((ActorRefWithCell)parent).Children)), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_journal_or_a_provider_that_tells_of_a_broken_promise_is_caught()
    {
        var calls = (await LiveAsync(1)).Calls;
        ImmutableArray<object> facts = [.. Facts()];
        var paid = calls.First(call => call.Outcome is AttemptOutcome.Succeeded);
        var end = facts.First(fact => fact is SceneFact.JobEnded);
        var attempt = facts.First(fact => fact is ConnectionFact.AttemptEnded);
        var image = facts.First(fact => fact is GalleryFact.ImageAdded);

        AssertBroken("An accepted job is never lost", facts.Remove(end), calls);
        AssertBroken("A job ends exactly once", facts.Add(end), calls);
        AssertBroken("An attempt ends once", facts.Add(attempt), calls);
        AssertBroken("An image is added once", facts.Add(image), calls);
        AssertBroken("The image of a job is in the gallery", facts.Remove(image), calls);
        AssertBroken("Pictures are painted by somebody", facts, calls.Remove(paid));
        AssertBroken("An attempt is called once", facts, calls.Add(paid));
        AssertBroken("The intent is durable before the call", facts, calls.Replace(paid, paid with { WasIntended = false }));
        AssertBroken("A paid call of unknown outcome is never repeated", facts, calls.Add(paid with { Attempt = AttemptId.Of("again") }));
    }

    private static void AssertBroken(string promise, ImmutableArray<object> facts, ImmutableArray<ScriptedCall> calls) =>
        Assert.Equal(promise, Assert.Throws<BrokenPromiseException>(() => DrivenPromises.Judge(facts, calls)).Promise);

    private async Task<ScriptedOutside> LiveAsync(ulong seed)
    {
        var outside = new ScriptedOutside(seed, Journal, _entities);
        StartParents(outside);
        Journal.Chance = outside.WriteAsync;
        for (var round = 0; round < BusyRounds; round++)
        {
            Act(outside.Person);
            await PassAsync(outside);
        }

        outside.Faults = Faults.None;
        for (var round = 0; round < MostQuietRounds && DrivenPromises.Open(Facts()) > 0; round++)
            await PassAsync(outside);
        return outside;
    }

    private IEnumerable<object> Facts() => Journal.Stored.Select(stored => stored.Event);

    private void Act(Dice person)
    {
        var chat = person.Pick(Chats);
        if (person.Happens(0.4))
            _entities.Tell(chat, new SceneCommand.NoticeReply(chat, MessageId.Of(person.Id("message"))));
        else if (person.Happens(0.15))
            _entities.Tell(chat, new SceneCommand.CancelJob(JobId.Of($"job{_jobs}")));
        else
            _entities.Tell(chat, new SceneCommand.RequestImage(chat, new ImageOrder(
                JobId.Of($"job{++_jobs}"), JobTrigger.Force, PromptMode.Custom, "a tower", null, null, null, null, null, null)));
    }

    /// <summary>What is slow arrives, a minute passes, and whoever has something to do is woken as after a start.</summary>
    private async Task PassAsync(ScriptedOutside outside)
    {
        outside.Deliver();
        await SettleAsync(outside);
        Clock.Move(TimeSpan.FromMinutes(1));
        foreach (var actor in Journal.Stored.Select(stored => stored.Actor).Distinct())
        {
            if (EntityAddress.Parse(actor) is { } address)
                _entities.Wake(address);
        }

        await SettleAsync(outside);
    }

    private async Task SettleAsync(ScriptedOutside outside)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (long undone = 1; undone > 0;)
        {
            outside.ReleaseWrites();
            var loads = await Task.WhenAll(_parents.Select(parent => parent.Ask<Load>(new GetLoad(), patience.Token)));
            undone = loads.Sum(load => load.Undone);
        }
    }

    private void StartParents(ScriptedOutside outside)
    {
        var limits = Limits with
        {
            IdleTimeout = TimeSpan.FromMilliseconds(20),
            OwedInterval = TimeSpan.FromMilliseconds(50),
            FirstRestartPause = TimeSpan.FromMilliseconds(1),
            LongestRestartPause = TimeSpan.FromMilliseconds(10),
            FactsPerSnapshot = 10,
        };
        var services = new EntityServices(limits, Clock, Parked, outside.Perform, _entities.Send, () => { }, NullLogger.Instance);
        foreach (var kind in Enum.GetValues<EntityKind>())
        {
            Func<EntityAddress, Props> props = address => EntityProps.For(address, services);
            var parent = Sys.ActorOf(Props.Create(() => new EntityParent(props, services)), $"{kind}");
            _entities.Register(kind, parent);
            _parents.Add(parent);
        }
    }
}
