using System.Runtime.InteropServices;

namespace Lumiverse.Actors.Storage.Files;

/// <summary>What is needed of folders beyond the class library: owner-only permission and flushing to disk.</summary>
internal static partial class Folders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int ReadOnly = 0;

    /// <summary>Creates a folder that only its owner can read; one that exists keeps its permissions.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    /// <summary>Takes an existing folder away from everybody but its owner.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>
    /// Makes names that were created in or renamed into a folder survive a power cut. Windows has no such call: its file
    /// system journals names by itself.
    /// </summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Checked(OpenFile(path, ReadOnly), path);
        try
        {
            Checked(FlushFile(descriptor), path);
        }
        finally
        {
            _ = CloseFile(descriptor);
        }
    }

    private static int Checked(int result, string path)
    {
        if (result >= 0)
            return result;
        var errno = Marshal.GetLastPInvokeError();
        throw new IOException($"{Marshal.GetPInvokeErrorMessage(errno)} : '{path}'", errno);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseFile(int descriptor);
}
