using System.Collections.Concurrent;
using Lumiverse.Actors.Ports.Threads;

namespace Lumiverse.Actors.Imaging.Pool;

/// <summary>
/// Runs tasks on threads of its own. Decoding takes a core for up to a second, which the thread pool that serves
/// requests and actors must not notice.
/// </summary>
internal sealed class PictureThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _queue = [];
    private readonly Thread[] _threads;

    public PictureThreads(int count)
    {
        _threads = [.. Enumerable.Range(1, count).Select(number => new Thread(Run) { IsBackground = true, Name = $"pictures-{number}" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    public override int MaximumConcurrencyLevel => _threads.Length;

    /// <summary>Ends the threads after what is queued; waits for them.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _queue.Dispose();
    }

    protected override void QueueTask(Task task) => _queue.Add(task);

    /// <summary>Never: the caller's thread is not one of these.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _queue];

    private void Run()
    {
        YieldingThread.Become();
        foreach (var task in _queue.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
