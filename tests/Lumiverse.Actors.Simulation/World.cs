using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Users, chats, connections and hosts under one clock and one seed. Messages between actors may be late, doubled, lost
/// and out of order; hosts may go down before a turn, and before each effect of it.
/// </summary>
internal sealed class World
{
    /// <summary>Longer than every back-off, pause and throttle of a job together, in a world that is kind again.</summary>
    private static readonly TimeSpan LongestDraining = TimeSpan.FromHours(24);

    /// <summary>What a thing is and whose stands first; prompts and pictures only make the trace hard to read.</summary>
    private const int LongestLine = 260;

    /// <summary>A crash takes a handful of people down, however many there are in the world.</summary>
    private const int ChatsPerMachine = 24;

    private const int FewestMachines = 3;

    /// <summary>Points of the timeline: a picture is about a thousand pixels wide.</summary>
    private const int Samples = 240;

    private readonly Action<string>? _trace;
    private readonly Action<Sample>? _watch;
    private readonly List<Machine> _machines;
    private readonly List<IRecovers> _actors = [];
    private readonly Dictionary<ChatKey, Actor<SceneState, SceneCommand, SceneFact>> _scenes = [];
    private readonly Dictionary<ConnectionId, Actor<ConnectionState, ConnectionCommand, ConnectionFact>> _connections = [];
    private readonly Dictionary<UserId, Actor<GalleryState, GalleryCommand, GalleryFact>> _galleries = [];
    private readonly Promises _promises;

    public World(WorldPlan plan, RuleBook rules, Action<string>? trace, Action<Sample>? watch)
    {
        _watch = watch;
        (Plan, Rules, _trace, Dice, Faults) = (plan, rules, trace, new Dice(plan.Seed), plan.Faults);
        _machines = [.. Enumerable.Range(1, FewestMachines + plan.Chats / ChatsPerMachine).Select(number => new Machine($"host {number}"))];
        Profiles = new Profiles(this);
        Disk = new Disk(this);
        Blobs = new Blobs(this);
        Feeds = new Feeds(this);
        _promises = new Promises(Time, Blobs);
        Providers = new ProviderFarm(this, _promises.Calls);
        Readers = new SceneReaders(this);
        People = new People(this);
    }

    public WorldPlan Plan { get; }

    public RuleBook Rules { get; }

    public Faults Faults { get; private set; }

    /// <summary>People do things, and hosts go down.</summary>
    public bool IsBusy { get; private set; } = true;

    public Dice Dice { get; }

    public Timeline Time { get; } = new();

    public Profiles Profiles { get; }

    public ProviderFarm Providers { get; }

    public SceneReaders Readers { get; }

    public People People { get; }

    public Disk Disk { get; }

    public Blobs Blobs { get; }

    public Feeds Feeds { get; }

    /// <summary>Commands that actors decided on, calls and readings asked for and answered, and events that pages heard.</summary>
    public long Messages { get; set; }

    public long Turns { get; private set; }

    public long Facts { get; private set; }

    public long Crashes { get; private set; }

    public WorldReport Live()
    {
        var busyUntil = Time.Now + TimeSpan.FromDays(Plan.Days);
        BrokenPromiseException? broken = null;
        try
        {
            Play(busyUntil);
        }
        catch (BrokenPromiseException failure)
        {
            broken = failure;
        }
        catch (Exception bug)
        {
            broken = new BrokenPromiseException("Rules don't throw", bug.ToString());
        }

        return new WorldReport(
            Plan, Messages, Turns, Facts, Providers.Calls, Providers.ChargedCalls, Crashes, Time.Steps, Time.Now - busyUntil, _promises.Jobs.Ends, broken);
    }

    public void Trace(string actor, string sign, object what)
    {
        if (_trace is null)
            return;
        var line = $"{Time.Steps,7} {Time.Now:dd HH:mm:ss.fff} {actor,-28} {sign} {(what as string) ?? Rendered.Of(what)}";
        _trace(line.Length > LongestLine ? $"{line[..LongestLine]}…" : line);
    }

    public Turn NextTurn()
    {
        Turns++;
        Messages++;
        return new Turn(Time.Now, Dice.Next(), Dice.Next());
    }

    /// <summary>Whether the host goes down at this very point; then it comes up again after a while.</summary>
    public bool GoesDown(Machine machine)
    {
        if (!Dice.Happens(Faults.CrashesPerTurn))
            return false;
        Crash(machine);
        return true;
    }

    public void Perform(Effect effect, Machine machine)
    {
        switch (effect)
        {
            case Effect.Reply: break; // People look at the page, not at answers.
            case Effect.TellScene tell: Send(() => Scene(tell.Chat).Tell(tell.Command)); break;
            case Effect.TellConnection tell: Send(() => Connection(tell.Connection).Tell(tell.Command)); break;
            case Effect.TellGallery tell: Send(() => Gallery(tell.User).Tell(tell.Command)); break;
            case Effect.ReadScene read: Readers.Read(read.Request, machine); break;
            case Effect.AttachImage attach: Send(() => Scene(attach.Chat).Tell(new SceneCommand.ImageWasAttached(attach.Attachment.Image))); break;
            case Effect.ReadTerms read: Profiles.Read(read.Connection); break;
            case Effect.CallProvider call: Providers.Call(call.Ticket, call.Attempt, machine); break;
            case Effect.RecoverCall recover: Providers.Recover(recover.Ticket, recover.Attempt, machine); break;
            case Effect.CancelCall cancel: Providers.Cancel(cancel.Attempt); break;
            case Effect.CancelUnsentCall cancel: Providers.CancelUnsent(cancel.Attempt); break;
            case Effect.DiscardStaged discard: Providers.Discard(discard.Attempt); break;
            case Effect.MakeThumbnails make: MakeThumbnails(make); break;
            default: throw new BrokenPromiseException("Every effect can be performed", effect.GetType().Name);
        }
    }

    /// <summary>Between actors: late, and maybe twice or never.</summary>
    public void Send(Action deliver)
    {
        if (!Dice.Happens(Faults.LostMessages))
            Time.After(Delay(), deliver);
        if (Dice.Happens(Faults.DoubledMessages))
            Time.After(Delay(), deliver);
    }

    public Actor<SceneState, SceneCommand, SceneFact> Scene(ChatKey chat) =>
        Find(_scenes, chat, () => new(this, $"scene {chat}", Home(), Rules.Scenes, new SceneCommand.TimeHasCome(), (command, fact, audience) =>
        {
            Publish(audience, chat.User);
            _promises.Notice(chat, command, fact);
        }));

    public Actor<ConnectionState, ConnectionCommand, ConnectionFact> Connection(ConnectionId id) =>
        Find(_connections, id, () => new(this, $"connection {id}", Home(), Rules.Connections, new ConnectionCommand.TimeHasCome(), (command, fact, audience) =>
        {
            Publish(audience, Profiles.OwnerOf(id));
            _promises.Notice(id, command, fact);
        }));

    public Actor<GalleryState, GalleryCommand, GalleryFact> Gallery(UserId user) =>
        Find(_galleries, user, () => new(this, $"gallery {user}", Home(), Rules.Galleries, new GalleryCommand.TimeHasCome(), (_, fact, audience) =>
        {
            Publish(audience, user);
            _promises.Notice(user, fact);
        }));

    /// <summary>A host that somebody's page is connected to.</summary>
    public Machine AnyMachine() => Dice.Pick(_machines);

    private void Publish(UserId? audience, UserId owner)
    {
        Facts++;
        if (audience is { } user)
            Feeds.Publish(user, owner);
    }

    private void Play(DateTimeOffset busyUntil)
    {
        People.Settle(busyUntil);
        PlanSamples(busyUntil);
        foreach (var machine in _machines)
            PlanCrash(machine, busyUntil);
        while (!(Time.Steps >= Plan.Until) && Time.Advance(busyUntil)) { }
        (IsBusy, Faults) = (false, Faults.None);
        while (Time.Advance(busyUntil + LongestDraining)) { }
        foreach (var actor in _actors)
            actor.CompareWithJournal();
        if (_actors.Select(actor => actor.Unfinished()).FirstOrDefault(words => words is not null) is { } unfinished)
            throw new BrokenPromiseException("Everything ends", unfinished);
        Feeds.JudgeTheEnd();
        _promises.JudgeTheEnd();
    }

    private void PlanSamples(DateTimeOffset busyUntil)
    {
        if (_watch is not { } watch)
            return;
        var span = (busyUntil - Time.Now) / Samples;
        for (var i = 1; i <= Samples; i++)
        {
            var share = (double)i / Samples;
            Time.At(Time.Now + span * i, () => watch(new Sample(
                share, _promises.Jobs.Open, Providers.Running, _promises.Images, Crashes + Disk.Failures + Providers.Failures)));
        }
    }

    private void PlanCrash(Machine machine, DateTimeOffset busyUntil)
    {
        if (Faults.CrashesPerDay == 0)
            return;
        var at = Time.Now + Dice.Around(TimeSpan.FromDays(1) / Faults.CrashesPerDay);
        if (at >= busyUntil)
            return;
        Time.At(at, () =>
        {
            if (!IsBusy)
                return;
            if (machine.IsUp)
                Crash(machine);
            PlanCrash(machine, busyUntil);
        });
    }

    private void Crash(Machine machine)
    {
        Trace(machine.Name, "✗", "goes down");
        Crashes++;
        machine.GoDown();
        Providers.Lose(machine);
        Feeds.Break(machine);
        Time.After(Dice.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(3)), machine.ComeUp);
    }

    private void MakeThumbnails(Effect.MakeThumbnails make)
    {
        Messages++;
        var small = Dice.Happens(0.1) ? null : new Thumbnail(Blobs.Store("small"), "image/webp", 100, 300, 300);
        Send(() => Gallery(make.User).Tell(new GalleryCommand.ThumbnailsWereMade(make.Image, small, small)));
    }

    private TimeSpan Delay() => Dice.Between(TimeSpan.FromMilliseconds(1), Faults.LongestDelay);

    private Machine Home() => _machines[_actors.Count % _machines.Count];

    private TActor Find<TKey, TActor>(Dictionary<TKey, TActor> actors, TKey key, Func<TActor> create)
        where TKey : notnull where TActor : IRecovers
    {
        if (actors.TryGetValue(key, out var actor))
            return actor;
        actor = actors[key] = create();
        _actors.Add(actor);
        return actor;
    }
}
