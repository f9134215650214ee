using System.Runtime.InteropServices;

namespace Lumiverse.Actors.Storage.Files;

/// <summary>Second names for files, where the file system has them.</summary>
internal static partial class Links
{
    /// <summary>Gives a file a second name. False when that name is taken, or the system or the file system has no such thing.</summary>
    public static bool TryCreate(string existing, string name) => OperatingSystem.IsWindows()
        ? CreateLinkOnWindows(name, existing, IntPtr.Zero)
        : CreateLink(existing, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateLink(string existing, string name);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateLinkOnWindows(string name, string existing, IntPtr reserved);
}
