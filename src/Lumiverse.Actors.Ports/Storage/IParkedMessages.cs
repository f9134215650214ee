namespace Lumiverse.Actors.Ports.Storage;

/// <summary>Messages that make an actor throw: counted durably, and put aside when they have thrown too often.</summary>
public interface IParkedMessages
{
    /// <summary>Counts one more throw of a message and returns the number so far; the last error and the payload are kept.</summary>
    Task<int> RecordThrowAsync(string persistenceId, string messageId, string manifest, ReadOnlyMemory<byte> payload, string error, CancellationToken cancellation);

    /// <summary>Marks a message as parked.</summary>
    Task ParkAsync(string persistenceId, string messageId, CancellationToken cancellation);

    Task<IReadOnlyList<ParkedMessage>> ListAsync(int limit, CancellationToken cancellation);
}

/// <summary>A message that was put aside.</summary>
public sealed record ParkedMessage(string PersistenceId, string MessageId, string Manifest, int Throws, string Error, DateTimeOffset ParkedAt);
