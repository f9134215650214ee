using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>Managed bytes of a chat that is idle in memory, and of one that has left it.</summary>
internal static class MemoryBenchmark
{
    private const int Chats = 10_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(TextWriter output)
    {
        await using var bench = await BenchEngine.StartAsync(new EntitySettings { IdleTimeout = Idle });
        await TouchAsync(bench, 100, "warm");
        var before = Used();
        await TouchAsync(bench, Chats, "chat");
        var live = Used();
        output.WriteLine($"bytes per idle chat: {(live - before) / Chats:N0}");
        await Task.Delay(Idle * 2);
        output.WriteLine($"bytes per passivated chat: {(Used() - before) / Chats:N0}");
    }

    private static Task TouchAsync(BenchEngine bench, int chats, string prefix) => Parallel.ForEachAsync(
        Enumerable.Range(0, chats), new ParallelOptions { MaxDegreeOfParallelism = 200 },
        async (number, cancellation) =>
        {
            var chat = new ChatKey(UserId.Of("owner"), ChatId.Of($"{prefix}{number}"));
            await bench.Engine.AskSceneAsync(chat, new SceneCommand.NoticeReply(chat, MessageId.Of("m")), cancellation);
        });

    private static long Used()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
