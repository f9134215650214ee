using System.Buffers;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Ports.Storage;

/// <summary>
/// Content-addressed bytes. A put is durable when it returns: temporary file, flush to disk, rename, flush of the folder.
/// Reasons of the machine (disk full, read-only folder) are reported as <see cref="StorageUnavailableException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores bytes under their hash; storing them again changes nothing.</summary>
    Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Opens stored bytes for random access; null when there are none.</summary>
    Stream? Open(BlobHash hash);

    Task DeleteAsync(BlobHash hash, CancellationToken cancellation);

    /// <summary>Every stored hash with the time it was written, in no order.</summary>
    IEnumerable<(BlobHash Hash, DateTimeOffset WrittenAt)> List();

    /// <summary>Keeps the raw answer of an attempt until its picture is stored, so that a crash in between finds it again.</summary>
    Task StageAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>
    /// The answer as it was staged, null when there is none. The bytes are the caller's until it disposes of them, so that a
    /// store can lend the same memory again.
    /// </summary>
    Task<IMemoryOwner<byte>?> ReadStagedAsync(AttemptId attempt, CancellationToken cancellation);

    /// <summary>
    /// Stores the bytes of a staged answer under their hash. A store that can name bytes twice need not write them again;
    /// the staged answer stays until it is discarded.
    /// </summary>
    /// <param name="hash">Of exactly these bytes.</param>
    Task PutStagedAsync(AttemptId attempt, BlobHash hash, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        PutAsync(bytes, cancellation);

    Task DiscardStagedAsync(AttemptId attempt, CancellationToken cancellation);

    IEnumerable<(AttemptId Attempt, DateTimeOffset WrittenAt)> ListStaged();
}

/// <summary>The disk or the database can't be used just now; the message says what to do. Nothing was half-written.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
