using System.Globalization;

namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>What tests of whole processes share: sizes that the environment may enlarge, and waiting for what comes.</summary>
internal static class Trial
{
    /// <summary>A busy machine takes its time; past it a test fails instead of hanging.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>The number in an environment variable, or the usual one.</summary>
    public static int Size(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var size) ? size : usual;

    /// <summary>Looks again and again until it is so; <paramref name="what"/> says what is missing when it never is.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited {Patience.TotalSeconds:0} s for {what()}.");
            await Task.Delay(LookAgain);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, Func<string> what) => UntilAsync(() => Task.FromResult(isSo()), what);
}
