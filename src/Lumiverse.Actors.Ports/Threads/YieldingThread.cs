using System.Runtime.InteropServices;

namespace Lumiverse.Actors.Ports.Threads;

/// <summary>
/// Lets threads that work on pictures for whole milliseconds yield to those that answer requests. .NET does not pass
/// thread priorities on to Linux, so the nice value of the thread is raised; elsewhere the priority does it.
/// </summary>
public static partial class YieldingThread
{
    /// <summary>Half of the way down: still served on a busy machine, at a tenth of the share of a normal thread.</summary>
    private const int NiceValue = 10;

    /// <summary>PRIO_PROCESS; with id 0 it means the calling thread on Linux (setpriority(2), "C library/kernel differences").</summary>
    private const int CallingThread = 0;

    /// <summary>For the rest of the calling thread's life: only for threads of one's own, never for those of the pool.</summary>
    public static void Become()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(CallingThread, 0, NiceValue); // Refused is no harm: the thread then keeps its share.
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
