using Lumiverse.Actors.Engine.Serialization;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>The scripted journal as its readers find it: every stored event has a position.</summary>
internal sealed class ScriptedJournalReader(JournalScript journal) : IJournalReader
{
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(long after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. After(after).Take(limit)]);

    public Task<IReadOnlyList<JournalEntry>> ReadByTagAsync(string tag, long after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. After(after).Where(entry => entry.Tags.Contains(tag)).Take(limit)]);

    public Task<long> LastPositionAsync(CancellationToken cancellation) => Task.FromResult((long)journal.Stored.Count);

    private IEnumerable<JournalEntry> After(long position) => journal.Stored.Index().Skip((int)position).Select(row => new JournalEntry(
        row.Index + 1, row.Item.Actor, row.Item.Number, MessageSerializer.SerializerId, Manifests.NameOf(row.Item.Event.GetType()),
        MessageSerializer.Write(row.Item.Event), [.. row.Item.Tags]));
}
