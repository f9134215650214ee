namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>Keeps enough of the process's pool threads ready for work that blocks them.</summary>
internal static class PoolThreads
{
    /// <summary>
    /// SQLite has no asynchronous calls: a read, and a write that waits for its turn, hold the thread they run on. The pool
    /// keeps as many threads as there are processors and adds one or two a second, so that on a small machine twenty chats
    /// at once would wait for threads longer than for their pictures. An idle thread costs its stack alone.
    /// </summary>
    private const int FewestReady = 32;

    /// <summary>Raises the process's minimum; a host that has set more keeps it.</summary>
    public static void KeepReady()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        if (workers < FewestReady)
        {
            _ = ThreadPool.SetMinThreads(FewestReady, completions);
        }
    }
}
