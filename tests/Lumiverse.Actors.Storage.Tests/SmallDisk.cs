using System.Diagnostics;
using System.Globalization;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>A disk of a few megabytes in memory, which can be filled and made read-only. Mounting one takes the rights of root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _mountPoint = Directory.CreateTempSubdirectory("lumiverse-disk-");
    private bool _isTurned;

    public SmallDisk(int megabytes = 1) => Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", Path);

    public string Path => _mountPoint.FullName;

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", Path);

    /// <summary>As when the system turns a disk read-only that is in use, because of errors: files that are open stay open.</summary>
    public void TurnReadOnly()
    {
        Run("mount", "--bind", "-o", "ro", Path, Path);
        _isTurned = true;
    }

    public void TurnBack()
    {
        Run("umount", "-l", Path);
        _isTurned = false;
    }

    /// <summary>Leaves no free byte; deleting the returned file makes room again.</summary>
    public string Fill()
    {
        var filler = System.IO.Path.Combine(Path, "filler");
        using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            return filler;
        }
    }

    public void Dispose()
    {
        if (_isTurned)
            TurnBack();
        Run("umount", "-l", Path);
        _mountPoint.Delete();
    }

    private static void Run(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            throw new InvalidOperationException("This is not Linux.");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program}: {said}");
    }
}

/// <summary>A test that needs a <see cref="SmallDisk"/>; reported as skipped, with the reason, where none can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(TryMount);

    public SmallDiskFactAttribute() => Skip = WhyNot.Value;

    private static string? TryMount()
    {
        try
        {
            using var disk = new SmallDisk();
            return null;
        }
        catch (InvalidOperationException failure)
        {
            return $"A small disk can't be mounted here, which takes root on Linux: {failure.Message}";
        }
    }
}
