using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>How many replies a second one core judges: the rules alone, without journal or extractor.</summary>
internal static class DecisionBenchmark
{
    private const int Decisions = 100_000;

    private static readonly ChatKey Chat = new(UserId.Of("u"), ChatId.Of("c"));
    private static readonly ScenePolicy Policy = new(2, false, PromptMode.Scene, "", "", OutputTarget.Background, 300);
    private static readonly ConnectionChoice Connection = new(ConnectionId.Of("k"), "sketch", null, null);

    public static Task RunAsync(TextWriter output)
    {
        Judge(Decisions / 10);
        var clock = Stopwatch.StartNew();
        Judge(Decisions);
        output.WriteLine($"decisions/s on one core: {Decisions / clock.Elapsed.TotalSeconds:N0}");
        return Task.CompletedTask;
    }

    private static void Judge(int count)
    {
        var state = SceneBehaviour.Initial;
        for (var number = 0; number < count; number++)
        {
            var turn = new Turn(DateTimeOffset.UnixEpoch.AddSeconds(number), 1, (UInt128)number);
            state = Take(state, new SceneCommand.NoticeReply(Chat, MessageId.Of($"m{number}")), turn);
            if (state.Reply is { } reply)
                state = Take(state, new SceneCommand.SceneWasRead(reply.ReadId, Read(number)), turn);
        }
    }

    private static SceneState Take(SceneState state, SceneCommand command, Turn turn) =>
        SceneBehaviour.Decide(state, command, turn).Facts.Aggregate(state, SceneBehaviour.Evolve);

    private static SceneReadOutcome.Read Read(int number) => new(
        new Scene(number % 2 == 0 ? "dim harbour tavern" : "crowded harbour tavern", TimeOfDay.Night, "light rain", "tense", "a silver lantern"),
        "bench", null, Policy, Connection);
}
