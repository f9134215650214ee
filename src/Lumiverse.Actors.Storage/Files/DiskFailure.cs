using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Storage.Files;

/// <summary>Turns what the operating system says about a file into a sentence that a person can act on.</summary>
internal static class DiskFailure
{
    // The low half of HResult holds the errno on Unix and the Win32 code on Windows.
    private const int UnixNoSpace = 28, UnixReadOnlyVolume = 30, UnixQuotaExceeded = 122, MacQuotaExceeded = 69;
    private const int WindowsHandleDiskFull = 39, WindowsDiskFull = 112;

    /// <summary>Runs work on files below <paramref name="path"/>; reasons of the machine leave as <see cref="StorageUnavailableException"/>.</summary>
    public static T Explained<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException failure)
        {
            throw Explain(path, failure, failure.HResult & 0xFFFF);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw NotWritable(path, failure);
        }
    }

    public static void Explained(string path, Action work) => Explained(path, () =>
    {
        work();
        return true;
    });

    public static StorageUnavailableException NoSpace(string path, Exception? failure = null) =>
        new($"There is no space left for {path}; free some space on that disk and try again.", failure);

    private static StorageUnavailableException Explain(string path, IOException failure, int code) => code switch
    {
        UnixNoSpace or UnixQuotaExceeded or MacQuotaExceeded or WindowsHandleDiskFull or WindowsDiskFull => NoSpace(path, failure),
        UnixReadOnlyVolume => NotWritable(path, failure),
        _ => new($"{path} can't be used ({failure.Message}); check the disk and try again.", failure),
    };

    private static StorageUnavailableException NotWritable(string path, Exception failure) =>
        new($"{path} can't be written to; make it writable for the user {Environment.UserName} or choose another data folder.", failure);
}
