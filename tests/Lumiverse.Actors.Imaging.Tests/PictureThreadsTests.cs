using Lumiverse.Actors.Imaging.Pool;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class PictureThreadsTests
{
    [Fact]
    public async Task No_more_tasks_run_at_once_than_there_are_threads()
    {
        using var threads = new PictureThreads(2);
        using var both = new Barrier(2);
        var (running, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Start(threads, () =>
        {
            var count = Interlocked.Increment(ref running);
            InterlockedMax(ref most, count);
            both.SignalAndWait();
            Interlocked.Decrement(ref running);
        })));

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Work_never_runs_on_the_caller()
    {
        using var threads = new PictureThreads(1);
        var names = new List<string?>();

        await Start(threads, () => names.Add(Thread.CurrentThread.Name));

        Assert.Equal(["pictures-1"], names);
    }

    [Fact]
    public async Task Pixels_in_flight_stay_within_the_budget()
    {
        var budget = new PixelBudget(100);
        using var threads = new PictureThreads(4);
        var (inFlight, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Start(threads, () =>
        {
            var pixels = 20 + number % 50;
            using var share = budget.Take(pixels);
            InterlockedMax(ref most, Interlocked.Add(ref inFlight, pixels));
            Interlocked.Add(ref inFlight, -pixels);
        })));

        Assert.InRange(most, 20, 100);
    }

    [Fact]
    public async Task A_picture_over_the_whole_budget_waits_until_it_is_alone()
    {
        var budget = new PixelBudget(100);
        using var threads = new PictureThreads(1);
        var small = budget.Take(1);

        var large = Start(threads, () => budget.Take(1000).Dispose());
        Assert.False(large.IsCompleted);
        small.Dispose();

        await large;
    }

    private static Task Start(PictureThreads threads, Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, threads);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
