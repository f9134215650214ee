using System.Globalization;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Files;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage;

/// <summary>
/// The folder that holds everything an instance keeps, readable by its owner only. One process at a time: the holder is
/// the one with an operating-system lock on a file in it, which ends with the process however that ends.
/// </summary>
public sealed class DataDirectory : IStorageHealth, IDisposable
{
    /// <summary>Room for a picture with its thumbnails and rows; a disk with less is full at the next one.</summary>
    public const long LeastFree = 8 * 1024 * 1024;

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream heldLock) => (Path, _lock) = (path, heldLock);

    public string Path { get; }

    /// <summary>Projections, connections, settings and parked messages.</summary>
    public string TablesFile => In("lumiverse.db");
    public string JournalFile => In("journal.db");
    public string SnapshotsFile => In("snapshots.db");
    public string Blobs => In("blobs");

    /// <summary>Raw answers of attempts whose picture is not stored yet.</summary>
    public string Staged => In("staged");

    /// <summary>Files being written; whatever is left here at a start was not finished. On the volume of its siblings, so that a rename is atomic.</summary>
    public string Partial => In("partial");

    /// <summary>The key ring that connection keys are encrypted with.</summary>
    public string Keys => In("keys");

    /// <summary>
    /// Opens the folder, creating what is missing. Throws <see cref="StorageUnavailableException"/> when another process
    /// holds it or it can't be written to.
    /// </summary>
    public static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
            throw new StorageUnavailableException($"The data folder {full} can't be created because a file has that name; move the file or choose another data folder.");
        return DiskFailure.Explained(full, () => Prepare(full));
    }

    /// <summary>
    /// Asks rather than tries, so that it may be called every second without wearing the disk: a file that can be opened for
    /// writing is on a disk that takes writes, also after the system made it read-only because of errors.
    /// </summary>
    public void RequireWritable() => DiskFailure.Explained(Path, () =>
    {
        File.OpenHandle(HolderFile(Path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite).Dispose();
        if (new DriveInfo(Path).AvailableFreeSpace < LeastFree)
            throw DiskFailure.NoSpace(Path);
    });

    /// <summary>
    /// Closes the idle connections to the files of the journal, which nobody else does, and lets the folder go. To be
    /// called after everything that uses the folder has ended.
    /// </summary>
    public void Dispose()
    {
        ClearPool(JournalFile);
        ClearPool(SnapshotsFile);
        _lock.Dispose();
    }

    private static DataDirectory Prepare(string path)
    {
        Folders.Create(path);
        var directory = new DataDirectory(path, Lock(path));
        var isPrepared = false;
        try
        {
            directory.CreateContents();
            isPrepared = true;
            return directory;
        }
        finally
        {
            if (!isPrepared)
                directory.Dispose();
        }
    }

    private void CreateContents()
    {
        File.WriteAllText(HolderFile(Path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        foreach (var folder in (string[])[Blobs, Staged, Partial, Keys])
            Folders.Create(folder);
        Folders.Close(Keys);
        Folders.Flush(Path);
    }

    private static FileStream Lock(string path) => TryLock(path) ?? throw new StorageUnavailableException(
        $"The data folder {path} is in use by process {ReadHolder(path)}; stop that process or choose another data folder.");

    // FileShare.None is flock on Unix: advisory, bound to the open file, and released by the kernel when the process ends.
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (IsHeldByAnother(failure))
        {
            return null;
        }
    }

    // EWOULDBLOCK (11 on Linux, 35 on macOS) and ERROR_SHARING_VIOLATION.
    private static bool IsHeldByAnother(IOException failure) => (failure.HResult & 0xFFFF) is 11 or 35 or 32;

    // Beside the lock rather than in it: nobody but the holder can read a locked file.
    private static string HolderFile(string path) => System.IO.Path.Combine(path, "lock.pid");

    private static string ReadHolder(string path) =>
        File.Exists(HolderFile(path)) ? File.ReadAllText(HolderFile(path)).Trim() : "(unknown)";

    private static void ClearPool(string file)
    {
        using var journal = new SqliteFile(file);
        journal.ClearPool();
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
