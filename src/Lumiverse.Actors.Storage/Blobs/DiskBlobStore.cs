using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Security.Cryptography;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Files;

namespace Lumiverse.Actors.Storage.Blobs;

/// <summary>
/// Blobs as files <c>blobs/ab/cd/abcd…</c>, staged answers as <c>staged/&lt;attempt&gt;</c>. Two levels keep a folder
/// below a few hundred names up to tens of millions of blobs. All work runs on the thread pool.
/// </summary>
internal sealed class DiskBlobStore : IBlobStore
{
    private static readonly EnumerationOptions EveryFile = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
    };

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly DataDirectory _directory;
    private readonly DurableFile _files;

    // Folders whose own name is known to be on disk, so that their parents are flushed once and not with every blob.
    private readonly ConcurrentDictionary<string, bool> _durableFolders = new();

    public DiskBlobStore(DataDirectory directory)
    {
        _directory = directory;
        _files = new DurableFile(directory.Partial);
        DiskFailure.Explained(directory.Partial, _files.RemoveLeftovers);
    }

    public Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Run(_directory.Blobs, () =>
    {
        var hash = BlobHash.Of(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
        Put(PathOf(hash), bytes.Span, cancellation);
        return hash;
    }, cancellation);

    public Stream? Open(BlobHash hash) => DiskFailure.Explained(_directory.Blobs, () =>
    {
        if (!IsWellFormed(hash.Value) || !File.Exists(PathOf(hash)))
            return null;
        try
        {
            return new FileStream(PathOf(hash), new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (FileNotFoundException)
        {
            return null; // Deleted since it was looked for.
        }
    });

    public Task DeleteAsync(BlobHash hash, CancellationToken cancellation) => Run(_directory.Blobs, () =>
    {
        if (IsWellFormed(hash.Value) && File.Exists(PathOf(hash)))
            File.Delete(PathOf(hash));
        return true;
    }, cancellation);

    public IEnumerable<(BlobHash Hash, DateTimeOffset WrittenAt)> List() => new FileSystemEnumerable<(BlobHash, DateTimeOffset)>(
        _directory.Blobs, (ref FileSystemEntry entry) => (BlobHash.Of(entry.FileName.ToString()), entry.LastWriteTimeUtc), EveryFile)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsWellFormed(entry.FileName),
    };

    public Task StageAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Run(_directory.Staged, () =>
    {
        _files.Write(PathOf(attempt), bytes.Span, cancellation);
        return true;
    }, cancellation);

    public Task<IMemoryOwner<byte>?> ReadStagedAsync(AttemptId attempt, CancellationToken cancellation) => Run<IMemoryOwner<byte>?>(
        _directory.Staged, () => File.Exists(PathOf(attempt)) ? RentedBytes.OfFile(PathOf(attempt)) : null, cancellation);

    /// <summary>The staged file is on disk already, so a second name for it is all that a blob needs.</summary>
    public Task PutStagedAsync(AttemptId attempt, BlobHash hash, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Run(_directory.Blobs, () =>
    {
        var path = PathOf(hash);
        EnsureFolder(ParentOf(path));
        if (!Holds(path, bytes.Length) && Holds(PathOf(attempt), bytes.Length) && Links.TryCreate(PathOf(attempt), path))
            Renew(path, ParentOf(path));
        else
            Put(path, bytes.Span, cancellation);
        return true;
    }, cancellation);

    public Task DiscardStagedAsync(AttemptId attempt, CancellationToken cancellation) => Run(_directory.Staged, () =>
    {
        File.Delete(PathOf(attempt));
        return true;
    }, cancellation);

    public IEnumerable<(AttemptId Attempt, DateTimeOffset WrittenAt)> ListStaged() => new FileSystemEnumerable<(AttemptId, DateTimeOffset)>(
        _directory.Staged, (ref FileSystemEntry entry) => (AttemptId.Of(entry.FileName.ToString()), entry.LastWriteTimeUtc), EveryFile)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
    };

    private static Task<T> Run<T>(string path, Func<T> work, CancellationToken cancellation) =>
        Task.Run(() => DiskFailure.Explained(path, work), cancellation);

    private void Put(string path, ReadOnlySpan<byte> bytes, CancellationToken cancellation)
    {
        var folder = ParentOf(path);
        EnsureFolder(folder);
        if (Holds(path, bytes.Length))
            Renew(path, folder);
        else
            _files.Write(path, bytes, cancellation);
    }

    // Two calls may do this at the same time; the second finds the folder and flushes once more, which costs little.
    private void EnsureFolder(string folder)
    {
        if (folder == _directory.Blobs || _durableFolders.ContainsKey(folder))
            return;
        var parent = ParentOf(folder);
        EnsureFolder(parent);
        Folders.Create(folder);
        Folders.Flush(parent);
        _durableFolders.TryAdd(folder, true);
    }

    private string ParentOf(string path) => Path.GetDirectoryName(path) ?? _directory.Blobs;

    // A file of another length was damaged after it was written; it is written again.
    private static bool Holds(string path, long byteCount) => new FileInfo(path) is { Exists: true } file && file.Length == byteCount;

    // The sweep of unused blobs leaves young ones alone, and this one is about to be used again. The flush covers the
    // name that another call may have renamed a moment ago and not flushed yet.
    private static void Renew(string path, string folder)
    {
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        Folders.Flush(folder);
    }

    private string PathOf(BlobHash hash) => Path.Combine(_directory.Blobs, hash.Value[..2], hash.Value[2..4], hash.Value);

    private string PathOf(AttemptId attempt) => Path.Combine(_directory.Staged, attempt.Value);

    private static bool IsWellFormed(ReadOnlySpan<char> hash) =>
        hash.Length == 2 * SHA256.HashSizeInBytes && !hash.ContainsAnyExcept(HexDigits);
}
