using Lumiverse.Actors.Storage.Files;

namespace Lumiverse.Actors.Storage.Blobs;

/// <summary>
/// Writes a file so that a crash at any moment leaves the whole of it or nothing under its name: temporary file, flush,
/// rename, flush of the folder.
/// </summary>
internal sealed class DurableFile(string partialFolder)
{
    /// <summary>Small enough for a cancellation to count soon, large enough to cost nothing.</summary>
    private const int ChunkBytes = 1 << 20;

    /// <summary>Removes what a crash left unfinished.</summary>
    public void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateFiles(partialFolder))
            File.Delete(leftover);
    }

    /// <summary>Writes a file, replacing one of that name. Cancelling counts until the rename.</summary>
    public void Write(string path, ReadOnlySpan<byte> bytes, CancellationToken cancellation)
    {
        var partial = Path.Combine(partialFolder, Path.GetRandomFileName());
        try
        {
            WriteAndFlush(partial, bytes, cancellation);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            // After the rename there is nothing of that name; before it, nobody but this call knows the file.
            File.Delete(partial);
        }
        Folders.Flush(Path.GetDirectoryName(path) ?? partialFolder);
    }

    private static void WriteAndFlush(string path, ReadOnlySpan<byte> bytes, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        for (var written = 0; written < bytes.Length; written += ChunkBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            RandomAccess.Write(file, bytes[written..Math.Min(written + ChunkBytes, bytes.Length)], written);
        }
        RandomAccess.FlushToDisk(file);
        cancellation.ThrowIfCancellationRequested();
    }
}
