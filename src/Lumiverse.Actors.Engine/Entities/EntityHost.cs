using System.Collections.Immutable;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>
/// Hosts one behaviour as a persistent actor: decides, journals the facts of a turn all or none, folds them, and only then
/// performs the effects. What is owed is performed again after recovery and from time to time.
/// A throw persists nothing: the actor restarts from its journal and the message is tried again, up to a limit, then parked.
/// A journal that does not replay puts the actor into quarantine: it answers every ask with the reason and does no more.
/// </summary>
internal sealed class EntityHost<TBehaviour, TState, TCommand, TFact> : ReceivePersistentActor, IWithTimers
    where TBehaviour : IBehaviour<TState, TCommand, TFact>
    where TState : class
    where TCommand : class
    where TFact : class
{
    private const string DueTimer = "due";
    private const string OwedTimer = "owed";

    private readonly EntityAddress _address;
    private readonly TCommand _timeHasCome;
    private readonly EntityServices _services;
    private TState _state = TBehaviour.Initial;
    private string? _quarantine;
    private bool? _taggedAwake;
    private long _snapshotAt;
    private bool _isLeaving;

    public EntityHost(EntityAddress address, TCommand timeHasCome, EntityServices services)
    {
        _address = address;
        _timeHasCome = timeHasCome;
        _services = services;
        Recover<SnapshotOffer>(Restore);
        Recover<TFact>(Replay);
        Recover<UnreadableMessage>(unreadable => Quarantine($"event {LastSequenceNr}, {unreadable.Manifest}: {unreadable.Reason}"));
        Recover<RecoveryCompleted>(_ => Begin());
        Command<EntityMessage>(Handle);
        Command<Tick>(tick => Take(new Work(_timeHasCome, ActorRefs.NoSender)));
        Command<OwedTick>(_ => PerformOwed());
        Command<ThrowCounted>(Retry);
        Command<ReceiveTimeout>(_ => AskToLeave());
        Command<LeaveMemory>(_ => Leave());
        Command<SaveSnapshotSuccess>(saved => SnapshotSaved(saved.Metadata.SequenceNr));
        Command<SaveSnapshotFailure>(failed => SnapshotFailed(failed.Cause));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(_ => { });
    }

    public override string PersistenceId => _address.PersistenceId;

    public ITimerScheduler Timers { get; set; } = default!; // Set by Akka.NET before the first message.

    protected override void PreStart()
    {
        base.PreStart();
        Context.SetReceiveTimeout(_services.Settings.IdleTimeout);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        _services.Log.EventRejected(cause, PersistenceId, sequenceNr);
        throw new TurnFailedException($"The journal rejected an event of {PersistenceId}.", cause);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        // Whether the facts were stored is unknown, so Akka.NET stops this incarnation; the next one recovers what is true.
        _services.Log.PersistFailed(cause, PersistenceId);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    private void Restore(SnapshotOffer offer)
    {
        _snapshotAt = offer.Metadata.SequenceNr;
        if (offer.Snapshot is TState state)
            _state = state;
        else
            Quarantine($"snapshot {_snapshotAt} can't be read; delete it, and the whole journal is replayed instead");
    }

    private void Replay(TFact fact)
    {
        if (_quarantine is not null)
            return;
        try
        {
            _state = TBehaviour.Evolve(_state, fact);
        }
        catch (Exception failure) // The mailbox loop: a throw here would be a restart for ever.
        {
            Quarantine($"event {LastSequenceNr}, {fact.GetType().Name}: {failure.Message}");
        }
    }

    private void Quarantine(string reason)
    {
        if (_quarantine is not null)
            return;
        _quarantine = $"The journal of {PersistenceId} does not replay ({reason}). It is left as it is; restore it from a backup.";
        _services.Log.Quarantined(PersistenceId, reason);
    }

    private void Begin()
    {
        if (_quarantine is not null)
            return;
        PerformOwed();
        ArmDue();
    }

    private void Handle(EntityMessage message)
    {
        if (message.Deadline < _services.Clock.GetUtcNow())
            return; // Whoever asked has been told that the outcome is unknown, and asks again.
        if (_quarantine is not null)
            Sender.Tell(new Answer.Failed(_quarantine));
        else if (message.Command is TCommand command)
            Take(new Work(command, Sender));
        else
            Sender.Tell(new Answer.Failed($"{_address.Kind} does not understand {message.Command.GetType().Name}."));
    }

    private void Take(Work work)
    {
        if (_quarantine is not null || Attempt(work) is not { } turn)
            return;
        if (turn.Facts.IsEmpty)
            Perform(turn.Effects, work.Sender);
        else
            Persist(turn, work.Sender);
    }

    /// <summary>Decides and folds, without touching anything; null when the behaviour threw.</summary>
    private TurnResult? Attempt(Work work)
    {
        try
        {
            var decision = TBehaviour.Decide(_state, work.Command, NewTurn());
            var state = _state;
            var audience = ImmutableArray.CreateBuilder<UserId?>(decision.Facts.Length);
            foreach (var fact in decision.Facts)
            {
                state = TBehaviour.Evolve(state, fact);
                audience.Add(TBehaviour.Audience(state, fact));
            }

            return new TurnResult(decision.Facts, audience.MoveToImmutable(), decision.Effects, state);
        }
        catch (Exception failure) // The mailbox loop: counted, and tried again after a recovery.
        {
            CountThrow(work, failure);
            return null;
        }
    }

    private void Persist(TurnResult turn, IActorRef? sender)
    {
        var remaining = turn.Facts.Length;
        var awake = !TBehaviour.IsAtRest(turn.State);
        PersistAll(Tagged(turn, awake), _ =>
        {
            if (--remaining > 0)
                return;
            _state = turn.State;
            _taggedAwake = awake;
            _services.Journalled();
            Perform(turn.Effects, sender);
            ArmDue();
            ArmOwed();
            SnapshotNowAndThen();
        });
    }

    /// <summary>
    /// Every fact carries its reader's tag. The last one of a turn says whether the actor must be woken after a restart;
    /// the first turn after a recovery always says so, because what was said before it is not remembered.
    /// </summary>
    private IEnumerable<object> Tagged(TurnResult turn, bool awake)
    {
        for (var i = 0; i < turn.Facts.Length; i++)
        {
            var tags = new List<string>(2);
            if (turn.Audience[i] is { } user)
                tags.Add(EntityTags.Of(user));
            if (i == turn.Facts.Length - 1 && awake != _taggedAwake)
                tags.Add(awake ? EntityTags.Awake : EntityTags.Asleep);
            yield return tags.Count > 0 ? new Tagged(turn.Facts[i], tags) : turn.Facts[i];
        }
    }

    private void Perform(ImmutableArray<Effect> effects, IActorRef? sender)
    {
        foreach (var effect in effects)
        {
            if (effect is Effect.Reply reply)
                sender?.Tell(reply.Answer, Self);
            else
                _services.Perform(effect);
        }
    }

    private void PerformOwed()
    {
        Perform(TBehaviour.Owed(_state), ActorRefs.NoSender);
        ArmOwed();
    }

    private void ArmOwed()
    {
        if (TBehaviour.IsAtRest(_state))
            Timers.Cancel(OwedTimer);
        else if (!Timers.IsTimerActive(OwedTimer))
            Timers.StartPeriodicTimer(OwedTimer, new OwedTick(), _services.Settings.OwedInterval);
    }

    /// <summary>A timer is a function of the state: armed again after every turn and every recovery, and checked again when it fires.</summary>
    private void ArmDue()
    {
        if (TBehaviour.Due(_state) is not { } due)
        {
            Timers.Cancel(DueTimer);
            return;
        }

        var wait = due - _services.Clock.GetUtcNow();
        Timers.StartSingleTimer(DueTimer, new Tick(), wait > ShortestWait ? wait : ShortestWait);
    }

    /// <summary>Timers fire a little early or late; a due time that has just passed must not spin.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private Turn NewTurn()
    {
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        return new Turn(
            _services.Clock.GetUtcNow(), BitConverter.ToUInt128(seed), BitConverter.ToUInt128(seed[16..]));
    }

    private void CountThrow(Work work, Exception failure)
    {
        var payload = MessageSerializer.Write(work.Command);
        var manifest = Manifests.NameOf(work.Command.GetType());
        var id = Convert.ToHexStringLower(SHA256.HashData(payload).AsSpan(0, 16));
        _services.Log.TurnThrew(failure, PersistenceId, manifest);
        // The type is enough to find it in the log; messages of exceptions may quote what a person wrote.
        _services.Parked
            .RecordThrowAsync(PersistenceId, id, manifest, payload, failure.GetType().Name, CancellationToken.None)
            .PipeTo(Self, success: throws => new ThrowCounted(work, id, throws, failure), failure: _ => new ThrowCounted(work, id, 1, failure));
    }

    private void Retry(ThrowCounted counted)
    {
        if (counted.Throws < _services.Settings.MostThrows)
        {
            Self.Tell(new EntityMessage(_address, counted.Work.Command, null), counted.Work.Sender);
            throw new TurnFailedException($"A turn of {PersistenceId} threw; it recovers from its journal.", counted.Failure);
        }

        _ = _services.Parked.ParkAsync(PersistenceId, counted.MessageId, CancellationToken.None);
        _services.Log.MessageParked(PersistenceId, counted.MessageId, counted.Throws);
        counted.Work.Sender?.Tell(new Answer.Failed($"This request fails again and again and was put aside (parked message {counted.MessageId})."));
    }

    private void SnapshotNowAndThen()
    {
        if (LastSequenceNr - _snapshotAt >= _services.Settings.FactsPerSnapshot)
            TakeSnapshot();
    }

    private void TakeSnapshot()
    {
        _snapshotAt = LastSequenceNr;
        SaveSnapshot(_state);
    }

    private void SnapshotSaved(long sequenceNr)
    {
        DeleteSnapshots(new SnapshotSelectionCriteria(sequenceNr - 1));
        LeaveIfLeaving();
    }

    private void SnapshotFailed(Exception cause)
    {
        _services.Log.SnapshotFailed(cause, PersistenceId); // The journal has everything; only recovery is slower.
        LeaveIfLeaving();
    }

    private void AskToLeave()
    {
        if (_quarantine is not null || TBehaviour.IsAtRest(_state))
            Context.Parent.Tell(new Passivate(LeaveMemory.Instance));
    }

    /// <summary>Comes through the mailbox, so every earlier command has had its turn and its facts are durable.</summary>
    private void Leave()
    {
        _isLeaving = true;
        if (_quarantine is null && LastSequenceNr > _snapshotAt)
            TakeSnapshot();
        else
            LeaveIfLeaving();
    }

    private void LeaveIfLeaving()
    {
        if (_isLeaving)
            Context.Stop(Self);
    }

    private sealed record Work(TCommand Command, IActorRef? Sender);

    private sealed record TurnResult(ImmutableArray<TFact> Facts, ImmutableArray<UserId?> Audience, ImmutableArray<Effect> Effects, TState State);

    private sealed record ThrowCounted(Work Work, string MessageId, int Throws, Exception Failure);

    private sealed record Tick;

    private sealed record OwedTick;
}
