using Akka.Actor;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>
/// The real behaviours in the real hosting actors, on a journal and an outside that fail by a seed. A seed names the faults;
/// which actor meets them is up to the threads.
/// </summary>
public abstract class DrivenWorld : EntityWorld
{
    protected const int BusyRounds = 25;

    /// <summary>Until everything has ended, on a machine that has other things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ChatKey[] Chats =
        [.. Enumerable.Range(0, 6).Select(number => new ChatKey(UserId.Of($"user{number % 3}"), ChatId.Of($"chat{number}")))];

    private readonly List<IActorRef> _parents = [];
    private int _jobs;

    private protected EntityReferences Entities { get; } = new();

    protected static IEnumerable<UserId> Users => Chats.Select(chat => chat.User).Distinct();

    protected IEnumerable<object> Facts => Journal.Stored.Select(stored => stored.Event);

    protected void AssertEverybodyLeaves() =>
        AwaitAssert(() => Assert.All(_parents, parent => Assert.Empty(((ActorRefWithCell)parent).Children)), TimeSpan.FromSeconds(20));

    /// <param name="betweenRounds">What else befalls a busy world.</param>
    private protected async Task LiveAsync(ScriptedOutside outside, Func<Task>? betweenRounds = null, Action? nudge = null)
    {
        StartParents(outside.Perform, nudge ?? (() => { }));
        Journal.Chance = outside.WriteAsync;
        for (var round = 0; round < BusyRounds; round++)
        {
            Act(outside.Person);
            await PassAsync(outside);
            await (betweenRounds?.Invoke() ?? Task.CompletedTask);
        }

        outside.Faults = Faults.None;
        using var patience = new CancellationTokenSource(Patience);
        while (DrivenPromises.Open(Facts) > 0 && !patience.IsCancellationRequested)
            await PassAsync(outside);
    }

    private void Act(Dice person)
    {
        var chat = person.Pick(Chats);
        if (person.Happens(0.4))
            Entities.Tell(chat, new SceneCommand.NoticeReply(chat, MessageId.Of(person.Id("message"))));
        else if (person.Happens(0.15))
            Entities.Tell(chat, new SceneCommand.CancelJob(JobId.Of($"job{_jobs}")));
        else
            Entities.Tell(chat, new SceneCommand.RequestImage(chat, new ImageOrder(
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
                Entities.Wake(address);
        }

        await SettleAsync(outside);
    }

    private async Task SettleAsync(ScriptedOutside outside)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (long undone = 1; undone > 0;)
        {
            outside.ReleaseWrites();
            var loads = await Task.WhenAll(_parents.Select(parent => parent.Ask<Load>(new GetLoad(), patience.Token)));
            undone = loads.Sum(load => load.Undone);
        }
    }

    private void StartParents(Action<Effect> perform, Action nudge)
    {
        var limits = Limits with
        {
            IdleTimeout = TimeSpan.FromMilliseconds(20),
            OwedInterval = TimeSpan.FromMilliseconds(50),
            FirstRestartPause = TimeSpan.FromMilliseconds(1),
            LongestRestartPause = TimeSpan.FromMilliseconds(10),
            FactsPerSnapshot = 10,
        };
        var services = new EntityServices(limits, Clock, Parked, perform, Entities.Send, nudge, NullLogger.Instance);
        foreach (var kind in Enum.GetValues<EntityKind>())
        {
            Func<EntityAddress, Props> props = address => EntityProps.For(address, services);
            var parent = Sys.ActorOf(Props.Create(() => new EntityParent(props, services)), $"{kind}");
            Entities.Register(kind, parent);
            _parents.Add(parent);
        }
    }
}
