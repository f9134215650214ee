using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.Persistence.Snapshot;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Entities;

/// <summary>What becomes of one write.</summary>
public enum WriteFate
{
    Stored,

    /// <summary>Not stored, and the journal says so: the actor goes on.</summary>
    Rejected,

    /// <summary>Not stored; the writer can't know.</summary>
    Failed,

    /// <summary>Stored, but the writer hears of a failure.</summary>
    AckLost,
}

/// <summary>Says what a journal does, by actor. One per actor system, found by its name.</summary>
public sealed class JournalScript
{
    private static readonly ConcurrentDictionary<string, JournalScript> Scripts = new();

    private readonly ConcurrentDictionary<string, ConcurrentQueue<WriteFate>> _fates = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, bool> _down = new();

    public static JournalScript Of(string system) => Scripts.GetOrAdd(system, _ => new JournalScript());

    /// <summary>Every stored event, in order.</summary>
    public ConcurrentQueue<(string Actor, long Number, object Event, IImmutableSet<string> Tags)> Stored { get; } = new();

    /// <summary>When an actor tried to write.</summary>
    public ConcurrentQueue<(string Actor, long Timestamp)> Writes { get; } = new();

    public ConcurrentDictionary<string, bool> UnreadableSnapshots { get; } = new();

    /// <summary>What becomes of writes that nothing else is said of; null = they are stored.</summary>
    public Func<Task<WriteFate>>? Chance { get; set; }

    public void Next(string actor, params ReadOnlySpan<WriteFate> fates)
    {
        foreach (var fate in fates)
            _fates.GetOrAdd(actor, _ => new()).Enqueue(fate);
    }

    public void GoDown(string actor) => _down[actor] = true;

    public void ComeUp(string actor) => _down.TryRemove(actor, out _);

    /// <summary>Writes wait until <see cref="Release"/>.</summary>
    public void Hold(string actor) => _gates[actor] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(string actor)
    {
        if (_gates.TryRemove(actor, out var gate))
            gate.SetResult();
    }

    /// <summary>Puts events into the journal as if an earlier process had written them.</summary>
    public void Seed(string actor, params IEnumerable<object> events)
    {
        foreach (var item in events)
            Stored.Enqueue((actor, NextNumber(actor), item, ImmutableHashSet<string>.Empty));
    }

    public IEnumerable<object> EventsOf(string actor) => Stored.Where(stored => stored.Actor == actor).Select(stored => stored.Event);

    internal long NextNumber(string actor) => Stored.Count(stored => stored.Actor == actor) + 1;

    internal async Task<WriteFate> FateAsync(string actor)
    {
        Writes.Enqueue((actor, TimeProvider.System.GetTimestamp()));
        if (_gates.TryGetValue(actor, out var gate))
            await gate.Task;
        if (_down.ContainsKey(actor))
            return WriteFate.Failed;
        return _fates.TryGetValue(actor, out var fates) && fates.TryDequeue(out var fate) ? fate
            : Chance is { } chance ? await chance()
            : WriteFate.Stored;
    }
}

/// <summary>A journal in memory that can be slow, refuse, fail, or store and lose the acknowledgement.</summary>
public sealed class ScriptedJournal : MemoryJournal
{
    private readonly JournalScript _script;

    public ScriptedJournal() => _script = JournalScript.Of(Context.System.Name);

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var answers = new List<Exception?>();
        foreach (var write in messages)
            answers.Add(await WriteAsync(write));
        return answers.ToImmutableList()!;
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        Task.FromResult(_script.NextNumber(persistenceId) - 1);

    public override Task ReplayMessagesAsync(
        Akka.Actor.IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        foreach (var (_, number, item, _) in _script.Stored.Where(stored => stored.Actor == persistenceId && stored.Number >= fromSequenceNr && stored.Number <= toSequenceNr))
            recoveryCallback(new Persistent(item, number, persistenceId, "", false, null, null));
        return Task.CompletedTask;
    }

    private async Task<Exception?> WriteAsync(AtomicWrite write)
    {
        var fate = await _script.FateAsync(write.PersistenceId);
        if (fate == WriteFate.Rejected)
            return new NotSupportedException("Turned down by the script.");
        if (fate != WriteFate.Failed)
            Store(write);
        return fate is WriteFate.Failed or WriteFate.AckLost ? throw new IOException("Failed by the script.") : null;
    }

    private void Store(AtomicWrite write)
    {
        foreach (var item in (IEnumerable<IPersistentRepresentation>)write.Payload)
        {
            Assert.Equal(_script.NextNumber(item.PersistenceId), item.SequenceNr);
            var (payload, tags) = item.Payload is Tagged tagged ? (tagged.Payload, tagged.Tags) : (item.Payload, (IImmutableSet<string>)ImmutableHashSet<string>.Empty);
            _script.Stored.Enqueue((item.PersistenceId, item.SequenceNr, payload, tags));
        }
    }
}

/// <summary>Snapshots in memory, some of which can't be read.</summary>
public sealed class ScriptedSnapshots : MemorySnapshotStore
{
    private readonly JournalScript _script;

    public ScriptedSnapshots() => _script = JournalScript.Of(Context.System.Name);

    protected override async Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        _script.UnreadableSnapshots.ContainsKey(persistenceId)
            ? new SelectedSnapshot(new SnapshotMetadata(persistenceId, 1, DateTime.UnixEpoch), new UnreadableMessage("gallery.state.v9", "no such manifest"))
            : await base.LoadAsync(persistenceId, criteria, cancellationToken);
}
