namespace Lumiverse.Actors.Ports.Storage;

/// <summary>The journal as it was written, in the order of its positions. Knows nothing of what an event means.</summary>
public interface IJournalReader
{
    /// <summary>Entries of all actors after a position, in order.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(long after, int limit, CancellationToken cancellation);

    /// <summary>Entries with a tag after a position, in order.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadByTagAsync(string tag, long after, int limit, CancellationToken cancellation);

    /// <summary>The last position written; 0 for an empty journal.</summary>
    Task<long> LastPositionAsync(CancellationToken cancellation);
}

/// <summary>One stored event.</summary>
/// <param name="Position">Its place in the whole journal; increasing, not without gaps.</param>
/// <param name="Tags">What the writer tagged it with.</param>
public sealed record JournalEntry(
    long Position, string PersistenceId, long SequenceNumber, long SerializerId, string Manifest, ReadOnlyMemory<byte> Payload,
    IReadOnlyList<string> Tags);
