using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Core.Tests.Simulation;

/// <summary>Rules that break their word on purpose, each in one way that a tired author could.</summary>
public static class Mutants
{
    private static readonly RuleBook Real = RuleBook.Real;
    private static int _clock;

    /// <summary>Each mutant by name, and the promise that it must be caught at.</summary>
    public static IReadOnlyDictionary<string, (RuleBook Rules, string Promise)> All { get; } = new Dictionary<string, (RuleBook, string)>
    {
        ["acts before it persists"] = (Real with { ActsBeforePersisting = true }, "The image of a job is in the gallery"),
        ["forgets the intent to call"] = (WithoutFact<ConnectionFact.AttemptStarted>(), "A paid call of unknown outcome is never repeated"),
        ["repeats a paid call of unknown outcome"] = (Told(RepeatAmbiguous), "A paid call of unknown outcome is never repeated"),
        ["takes a lost call for one that never began"] = (Told(RepeatLost), "A paid call of unknown outcome is never repeated"),
        ["ignores Retry-After"] = (Connections(evolve: (state, fact) => Evolved(state, fact) with { PausedUntil = null }, decide: WithoutPauses), "Retry-After is honoured"),
        ["forgets what a connection is owed"] = (Real with { Connections = Real.Connections with { Owed = _ => [] } }, "Everything ends"),
        ["forgets what a scene is owed"] = (Real with { Scenes = Real.Scenes with { Owed = _ => [] } }, "An accepted job is never lost"),
        ["allows one call too many"] = (Connections(evolve: OneCallTooMany), "Concurrency is never exceeded"),
        ["forgets its rate"] = (Connections(evolve: NoRate), "The rate is never exceeded"),
        ["adds an image again"] = (Real with { Galleries = Real.Galleries with { Evolve = Forgetful } }, "An image is added once"),
        ["brings an image under two ids"] = (Connections(decide: BringsTwice), "An image is added once"),
        ["supersedes what a person asked for"] = (Scenes(SupersedeAnything), "An explicit job is never superseded by an automatic one"),
        ["shows whatever comes last"] = (Scenes(evolve: (state, fact) => Real.Scenes.Evolve(state with { Trail = WithoutWishes(state.Trail) }, fact)), "The background is never older than the latest wish"),
        ["forgets which replies it painted"] = (Scenes(evolve: (state, fact) => Real.Scenes.Evolve(state, fact) is var next ? next with { Trail = Unpainted(next.Trail) } : state), "A reply is painted once at most though nobody asked"),
        ["reads a clock in its fold"] = (Connections(evolve: (state, fact) => Evolved(state, fact) with { Sequence = ++_clock }), "Replay gives the live state"),
        ["draws chance of its own"] = (Connections(decide: DrawsChance), "Deciding is pure"),
        ["keeps its jobs when it is deleted"] = (Connections(decide: KeepsJobs), "A connection ends what it accepted"),
        ["breaks off what is sent for a newer scene"] = (Connections(decide: BreaksOff), "Only a person breaks off what is sent"),
        ["sends what nobody wants"] = (SendsUnwanted(), "What nobody wants is not sent"),
        ["starts ten jobs of one chat before another's"] = (Connections(decide: StartsBackwards), "No chat waits longer than its share"),
        ["lets clicking starve the automatic"] = (Told(Rejuvenate), "Nobody starves"),
        ["hides what it is owed from its host"] = (Real with { Connections = Real.Connections with { IsAtRest = _ => true } }, "Everything ends"),
        ["drops its timer when it leaves memory"] = (Real with { DropsTimersAtPassivation = true }, "Everything ends"),
        ["trusts a disk that has not synced"] = (Real with { AnswersBeforeSyncing = true }, "Replay gives the live state"),
        ["names bytes before they are stored"] = (Real with { NamesBytesBeforeStoring = true }, "Bytes named by a fact exist"),
        ["breaks off the recovery of a cancelled call"] = (Real with { BreaksOffRecoveries = true }, "Everything ends"),
        ["forgets what a page missed"] = (Real with { ForgetsMissedEvents = true }, "A page misses nothing"),
        ["tells the wrong page"] = (Real with { Scenes = Real.Scenes with { Audience = (_, _) => UserId.Of("user0") } }, "Nobody sees what belongs to another user"),
        ["writes the key down"] = (Told(WriteKey), "A key is written nowhere"),
        ["forgets that money may be gone"] = (Connections(decide: ForgetsMoney), "What was paid is accounted for"),
        ["takes another name for another account"] = (Told(ForgetPatience), "Retry-After is honoured"),
    };

    private static RuleBook Connections(
        Func<ConnectionState, ConnectionFact, ConnectionState>? evolve = null,
        Func<ConnectionState, ConnectionCommand, Turn, Decision<ConnectionFact>>? decide = null)
    {
        var real = Real.Connections;
        return Real with { Connections = real with { Evolve = evolve ?? real.Evolve, Decide = decide ?? real.Decide } };
    }

    private static RuleBook Scenes(
        Func<SceneState, SceneCommand, Turn, Decision<SceneFact>>? decide = null, Func<SceneState, SceneFact, SceneState>? evolve = null)
    {
        var real = Real.Scenes;
        return Real with { Scenes = real with { Evolve = evolve ?? real.Evolve, Decide = decide ?? real.Decide } };
    }

    private static ConnectionState Evolved(ConnectionState state, ConnectionFact fact) => Real.Connections.Evolve(state, fact);

    private static RuleBook WithoutFact<TFact>() where TFact : ConnectionFact => Connections(decide: (state, command, turn) =>
    {
        var decision = Real.Connections.Decide(state, command, turn);
        return decision with { Facts = [.. decision.Facts.Where(fact => fact is not TFact)] };
    });

    private static RuleBook Told(Func<ConnectionCommand, ConnectionCommand> twist) =>
        Connections(decide: (state, command, turn) => Real.Connections.Decide(state, twist(command), turn));

    private static Decision<ConnectionFact> KeepsJobs(ConnectionState state, ConnectionCommand command, Turn turn)
    {
        var decision = Real.Connections.Decide(state, command, turn);
        return state.IsDeleted ? decision with { Facts = [.. decision.Facts.Where(fact => fact is not ConnectionFact.JobEnded)] } : decision;
    }

    private static Decision<ConnectionFact> BreaksOff(ConnectionState state, ConnectionCommand command, Turn turn)
    {
        var decision = Real.Connections.Decide(state, command, turn);
        return decision with { Effects = [.. decision.Effects.Select(effect => effect is Effect.CancelUnsentCall cancel ? new Effect.CancelCall(cancel.Attempt) : effect)] };
    }

    private static RuleBook SendsUnwanted()
    {
        var real = Real.Connections;
        return Real with
        {
            Connections = real with
            {
                Decide = (state, command, turn) => WithoutDropping(real.Decide(state, command, turn)),
                Owed = state => WithoutDropping(real.Owed(state)),
            },
        };
    }

    private static Decision<ConnectionFact> WithoutDropping(Decision<ConnectionFact> decision) => decision with { Effects = WithoutDropping(decision.Effects) };

    private static ImmutableArray<Effect> WithoutDropping(ImmutableArray<Effect> effects) => [.. effects.Where(effect => effect is not Effect.CancelUnsentCall)];

    private static ConnectionCommand ForgetPatience(ConnectionCommand command) =>
        command is ConnectionCommand.NoticeProfile notice ? notice with { CallsDiffer = true } : command;

    /// <summary>A job that is asked for again counts as asked for just then, so it never grows more urgent.</summary>
    private static ConnectionCommand Rejuvenate(ConnectionCommand command) =>
        command is ConnectionCommand.SubmitJob submit
            ? new ConnectionCommand.SubmitJob(submit.Ticket with { SubmittedAt = DateTimeOffset.MaxValue })
            : command;

    private static ConnectionCommand WriteKey(ConnectionCommand command) =>
        command is ConnectionCommand.NoticeProfile { ProfileJson: not null } notice
            ? notice with { ProfileJson = """{"key":"sk-secret-1"}""" }
            : command;

    private static Decision<ConnectionFact> ForgetsMoney(ConnectionState state, ConnectionCommand command, Turn turn)
    {
        var decision = Real.Connections.Decide(state, command, turn);
        return decision with { Effects = [.. decision.Effects.Select(WithoutMoney)] };
    }

    private static Effect WithoutMoney(Effect effect) =>
        effect is Effect.TellScene { Command: SceneCommand.JobWasEnded ended } tell
            ? tell with { Command = ended with { End = ended.End with { MayHaveBeenCharged = false } } }
            : effect;

    /// <summary>Whoever was served last is served again.</summary>
    private static Decision<ConnectionFact> StartsBackwards(ConnectionState state, ConnectionCommand command, Turn turn) =>
        Real.Connections.Decide(
            state with { Served = state.Served.Clear().SetItems(state.Served.Select(served => KeyValuePair.Create(served.Key, -served.Value))) }, command, turn);

    private static ConnectionCommand RepeatAmbiguous(ConnectionCommand command) =>
        command is ConnectionCommand.AttemptWasEnded { Outcome: AttemptOutcome.Ambiguous unknown } ended
            ? ended with { Outcome = new AttemptOutcome.FailedUncharged(unknown.Reason, null) }
            : command;

    private static ConnectionCommand RepeatLost(ConnectionCommand command) =>
        command is ConnectionCommand.AttemptWasEnded { Outcome: AttemptOutcome.Lost } ended
            ? ended with { Outcome = new AttemptOutcome.NotStarted("Lost.", true, null) }
            : command;

    /// <summary>The state forgets each pause, so the wait inside one job has to go as well.</summary>
    private static Decision<ConnectionFact> WithoutPauses(ConnectionState state, ConnectionCommand command, Turn turn)
    {
        var decision = Real.Connections.Decide(state, command, turn);
        return decision with
        {
            Facts = [.. decision.Facts.Select(fact => fact is ConnectionFact.AttemptEnded { RetryAt: not null } ended ? ended with { RetryAt = turn.Now } : fact)],
        };
    }

    private static ConnectionState OneCallTooMany(ConnectionState state, ConnectionFact fact) =>
        Evolved(state, fact is ConnectionFact.TermsChanged { Terms: { } terms } changed
            ? changed with { Terms = terms with { ConcurrentCalls = terms.ConcurrentCalls + 1 } }
            : fact);

    private static ConnectionState NoRate(ConnectionState state, ConnectionFact fact) =>
        Evolved(state, fact is ConnectionFact.TermsChanged { Terms: { } terms } changed
            ? changed with { Terms = terms with { CallsPerMinute = null } }
            : fact);

    private static GalleryState Forgetful(GalleryState state, GalleryFact fact) =>
        Real.Galleries.Evolve(state, fact) is var next && fact is GalleryFact.ImageAdded
            ? next with { Recent = GalleryBehaviour.Initial.Recent, RecentOrder = [] }
            : next;

    private static Decision<ConnectionFact> BringsTwice(ConnectionState state, ConnectionCommand command, Turn turn)
    {
        var decision = Real.Connections.Decide(state, command, turn);
        return decision with { Effects = [.. decision.Effects.SelectMany(Twice)] };
    }

    /// <summary>A picture in good order, and a second one under another id.</summary>
    private static IEnumerable<Effect> Twice(Effect effect) =>
        effect is Effect.TellGallery { Command: GalleryCommand.AddImage add } tell
            ? [effect, tell with { Command = new GalleryCommand.AddImage(add.Image with { Id = ImageId.Of($"{add.Image.Id}-2") }) }]
            : [effect];

    private static ChatTrail WithoutWishes(ChatTrail trail) => trail with
    {
        Ground = WithoutWish(trail.Ground),
        Replies = trail.Replies.ConvertAll(reply => reply with { Texts = reply.Texts.ConvertAll(text => text with { Backdrop = WithoutWish(text.Backdrop) }) }),
    };

    private static Backdrop? WithoutWish(Backdrop? backdrop) => backdrop is null ? null : backdrop with { Wish = -1 };

    private static ChatTrail Unpainted(ChatTrail trail) => trail with { Replies = trail.Replies.ConvertAll(reply => reply with { HadItsJob = false }) };

    private static Decision<SceneFact> SupersedeAnything(SceneState state, SceneCommand command, Turn turn)
    {
        var decision = Real.Scenes.Decide(state, command, turn);
        var victim = state.Jobs.Values.FirstOrDefault(job => job.Stage == SceneJobStage.Waiting && job.Order.IsExplicit);
        return decision.Facts.OfType<SceneFact.JobPlanned>().Any() && victim is not null && state.Chat is { } chat && StillThere(decision, victim)
            ? decision with { Facts = decision.Facts.Add(new SceneFact.JobEnded(chat, victim.Order.Job, Withdrawal.End(WithdrawalReason.Superseded, turn.Now))) }
            : decision;
    }

    private static bool StillThere(Decision<SceneFact> decision, SceneJob victim) =>
        !decision.Facts.Any(fact => fact is SceneFact.JobEnded ended && ended.Job == victim.Order.Job
            || fact is SceneFact.JobSubmitted submitted && submitted.Job == victim.Order.Job);

    private static Decision<ConnectionFact> DrawsChance(ConnectionState state, ConnectionCommand command, Turn turn) =>
        Real.Connections.Decide(state, command, turn with { SeedLow = (UInt128)(++_clock) });
}
