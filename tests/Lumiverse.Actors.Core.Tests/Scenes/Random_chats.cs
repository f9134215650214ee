namespace Lumiverse.Actors.Core.Tests.Scenes;

/// <summary>
/// Whatever is written, edited, deleted, selected, clicked and restarted in whatever order: no reply is painted twice though
/// nobody asked, one call at a time is made, and what stands behind the chat is what belongs to it as it stands.
/// </summary>
public sealed class Random_chats
{
    private const int Chats = 4000;

    /// <summary>Set it to the seed of a failure to live through that chat alone.</summary>
    private const string SeedSwitch = "LUMIVERSE_SEED";

    [Fact]
    public void Keep_every_promise()
    {
        int[] seeds = int.TryParse(Environment.GetEnvironmentVariable(SeedSwitch), out var seed) ? [seed] : [.. Enumerable.Range(1, Chats)];
        Parallel.ForEach(seeds, Live);
    }

    private static void Live(int seed)
    {
        var failure = Record.Exception(() => new RandomChat(seed).Live());
        Assert.True(failure is null, $"Replay: {SeedSwitch}={seed} dotnet test tests/Lumiverse.Actors.Core.Tests --filter {nameof(Random_chats)}\n{failure}");
    }
}
