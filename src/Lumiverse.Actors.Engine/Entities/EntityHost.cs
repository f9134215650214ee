using System.Collections.Immutable;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Serialization;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>
/// Hosts one behaviour as a persistent actor: decides, journals the facts of a turn all or none, folds them, and only then
/// performs the effects. What is owed is performed again after recovery and from time to time.
/// A throw persists nothing: the incarnation ends, and the next one is handed the message again, up to a limit; then it is
/// parked. A journal that does not replay puts the actor into quarantine: it answers every ask with the reason and no more.
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
    private long _replayedTo;
    private bool _isLeaving;
    private Work? _persisting;

    public EntityHost(EntityAddress address, TCommand timeHasCome, EntityServices services)
    {
        _address = address;
        _timeHasCome = timeHasCome;
        _services = services;
        Recover<SnapshotOffer>(Restore);
        Recover<TFact>(Replay);
        Recover<UnreadableMessage>(unreadable => Quarantine($"event {LastSequenceNr}, {unreadable.Manifest}: {unreadable.Reason}"));
        Recover<UnreadableRow>(row => Quarantine($"event {LastSequenceNr}: {row.Reason}"));
        Recover<RecoveryCompleted>(_ => Begin());
        RecoverAny(stranger => Quarantine($"event {LastSequenceNr} is a {stranger.GetType().Name}"));
        Command<Delivery>(Handle);
        Command<Tick>(_ => Take(new Work(_timeHasCome, ActorRefs.NoSender, null)));
        Command<OwedTick>(_ => PerformOwed());
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
        if (_persisting is { } work)
        {
            work.Sender?.Tell(new Answer.Failed("The journal turned this request down; nothing was stored."));
            Finish(work);
        }

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
        _replayedTo = _snapshotAt = offer.Metadata.SequenceNr;
        if (offer.Snapshot is TState state)
            _state = state;
        else
            Quarantine($"snapshot {_snapshotAt} can't be read; delete it, and the whole journal is replayed instead");
    }

    private void Replay(TFact fact)
    {
        if (LastSequenceNr != ++_replayedTo)
            Quarantine($"event {_replayedTo} is missing"); // Events are never removed: a row that is not found is damaged.
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
        try
        {
            PerformOwed();
            ArmDue(ShortestWait);
        }
        catch (Exception failure) // The mailbox loop: the next incarnation would come to the same state and throw again.
        {
            Quarantine($"state after event {LastSequenceNr}: {failure.GetType().Name}");
        }
    }

    private void Handle(Delivery delivery)
    {
        var message = delivery.Message;
        if (_quarantine is null && message.Command is TCommand command && !(message.Deadline < _services.Clock.GetUtcNow()))
        {
            Take(new Work(command, Sender, delivery.Number));
            return;
        }

        // Whoever asked before the deadline has been told that the outcome is unknown, and asks again.
        if (!(message.Deadline < _services.Clock.GetUtcNow()))
            Sender.Tell(new Answer.Failed(_quarantine ?? $"{_address.Kind} does not understand {message.Command.GetType().Name}."));
        Finish(delivery.Number);
    }

    private void Take(Work work)
    {
        if (_quarantine is not null || Attempt(work) is not { } turn)
            return;
        if (!turn.Facts.IsEmpty)
        {
            Persist(turn, work);
            return;
        }

        Perform(turn.Effects, work.Sender);
        Finish(work);
        if (work.Number is null)
            ArmDue(PauseAfterIdleTick);
    }

    /// <summary>Says that the message had its turn: it must not be delivered to the next incarnation.</summary>
    private void Finish(Work work)
    {
        if (work.Number is { } number)
            Finish(number);
    }

    private void Finish(long number) => Context.Parent.Tell(new Handled(_address.Id, number));

    /// <summary>Null when the behaviour threw; nothing is touched then.</summary>
    private EntityTurn<TState, TFact>? Attempt(Work work)
    {
        try
        {
            return EntityTurn<TState, TFact>.Of<TBehaviour, TCommand>(_state, work.Command, _services.Clock.GetUtcNow());
        }
        catch (Exception failure) // The mailbox loop: counted, and tried again after a recovery.
        {
            CountThrow(work, failure);
            return null;
        }
    }

    private void Persist(EntityTurn<TState, TFact> turn, Work work)
    {
        var remaining = turn.Facts.Length;
        _persisting = work;
        PersistAll(turn.Tagged(_taggedAwake), _ =>
        {
            if (--remaining > 0)
                return;
            _state = turn.State;
            _taggedAwake = turn.IsAwake;
            _services.Journalled();
            Perform(turn.Effects, work.Sender);
            Finish(work);
            ArmDue(ShortestWait);
            ArmOwed();
            SnapshotNowAndThen();
        });
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
    private void ArmDue(TimeSpan shortest)
    {
        if (TBehaviour.Due(_state) is not { } due)
        {
            Timers.Cancel(DueTimer);
            return;
        }

        var wait = due - _services.Clock.GetUtcNow();
        Timers.StartSingleTimer(DueTimer, new Tick(), wait > shortest ? wait : shortest);
    }

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    /// <summary>A timer that fired early, or a clock that was set back, is looked at again soon, and must not spin.</summary>
    private static readonly TimeSpan PauseAfterIdleTick = TimeSpan.FromMilliseconds(100);

    private void CountThrow(Work work, Exception failure)
    {
        var payload = MessageSerializer.Write(work.Command);
        var manifest = Manifests.NameOf(work.Command.GetType());
        var id = Convert.ToHexStringLower(SHA256.HashData(payload).AsSpan(0, 16));
        _services.Log.TurnThrew(failure, PersistenceId, manifest);
        BecomeStacked(Counting);
        // The type is enough to find it in the log; messages of exceptions may quote what a person wrote.
        CountAsync(id, manifest, payload, failure.GetType().Name)
            .PipeTo(Self, success: throws => new ThrowCounted(work, id, throws), failure: _ => new ThrowCounted(work, id, _services.Settings.MostThrows));
    }

    /// <summary>While a throw is counted nothing overtakes the message that threw.</summary>
    private void Counting()
    {
        Command<ThrowCounted>(Judge);
        Command<Tick>(_ => { });
        Command<OwedTick>(_ => { });
        Command<ReceiveTimeout>(_ => { });
        CommandAny(_ => Stash.Stash());
    }

    private async Task<int> CountAsync(string id, string manifest, byte[] payload, string error)
    {
        var throws = 0;
        await StorageRetry.UntilAvailableAsync(
            async () =>
            {
                throws = await _services.Parked.RecordThrowAsync(PersistenceId, id, manifest, payload, error, CancellationToken.None);
                if (throws >= _services.Settings.MostThrows)
                    await _services.Parked.ParkAsync(PersistenceId, id, CancellationToken.None);
            },
            _services.Log);
        return throws;
    }

    private void Judge(ThrowCounted counted)
    {
        if (counted.Throws < _services.Settings.MostThrows)
        {
            Context.Stop(Self); // The next incarnation recovers from the journal and is handed the message again, and all that waits.
            return;
        }

        _services.Log.MessageParked(PersistenceId, counted.MessageId, counted.Throws);
        counted.Work.Sender?.Tell(new Answer.Failed($"This request fails again and again and was put aside (parked message {counted.MessageId})."));
        Finish(counted.Work);
        UnbecomeStacked();
        Stash.UnstashAll();
        if (counted.Work.Number is not null)
            ArmDue(ShortestWait); // Ticks were not listened to. One that was put aside itself waits for the next turn.
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
        if (sequenceNr > 1) // Some stores take a highest number of 0 for "all".
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

    /// <summary>
    /// Comes through the mailbox, so every earlier command has had its turn and its facts are durable. One of them may have
    /// brought work, or a shard may be on its way to another node: whoever has something to do is called back at once.
    /// </summary>
    private void Leave()
    {
        _isLeaving = true;
        if (_quarantine is null && !TBehaviour.IsAtRest(_state))
            _services.Send(new EntityMessage(_address, _timeHasCome, null), ActorRefs.NoSender);
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

    /// <param name="Number">Null = from the clock, not from a seat.</param>
    private sealed record Work(TCommand Command, IActorRef? Sender, long? Number);

    private sealed record ThrowCounted(Work Work, string MessageId, int Throws) : INoSerializationVerificationNeeded;

    private sealed record Tick;

    private sealed record OwedTick;
}
