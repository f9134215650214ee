using System.Globalization;
using Spectre.Console;

namespace Lumiverse.Actors.Simulation;

/// <summary>What the program shows on the terminal.</summary>
internal static class Show
{
    /// <summary>Enough of a trace to see what led to a broken promise.</summary>
    private const int LastLines = 60;

    public static List<WorldReport> Progress(int worlds, Func<Action<double>, List<WorldReport>> run) =>
        AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask("Worlds", maxValue: worlds);
            return run(task.Increment);
        });

    public static void Summary(List<WorldReport> reports, TimeSpan took)
    {
        var table = new Table().AddColumn("Figure").AddColumn(new TableColumn("Value").RightAligned());
        void Row(string name, double value) => table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
        Row("Worlds", reports.Count);
        Row("Broken promises", reports.Count(report => report.Broken is not null));
        Row("Virtual days", reports.Sum(report => report.Plan.Days));
        Row("Turns", reports.Sum(report => report.Turns));
        Row("Messages", reports.Sum(report => report.Messages));
        Row("Messages per second", reports.Sum(report => report.Messages) / took.TotalSeconds);
        Row("Facts", reports.Sum(report => report.Facts));
        Row("Crashes", reports.Sum(report => report.Crashes));
        Row("Provider calls", reports.Sum(report => report.Calls));
        Row("Charged calls", reports.Sum(report => report.ChargedCalls));
        foreach (var ends in reports.SelectMany(report => report.Ends).GroupBy(end => end.Key).OrderBy(ends => ends.Key, StringComparer.Ordinal))
            Row($"Jobs {ends.Key.ToLowerInvariant()}", ends.Sum(end => end.Value));
        AnsiConsole.Write(table);
    }

    /// <summary>Lives through the world again, listening.</summary>
    public static void Failure(WorldReport failed)
    {
        var lines = new Queue<string>();
        Simulator.Run(failed.Plan, null, line =>
        {
            lines.Enqueue(line);
            if (lines.Count > LastLines)
                lines.Dequeue();
        });
        foreach (var line in lines)
            Console.WriteLine(line);
        Console.WriteLine($"BROKEN in the world of seed {failed.Plan.Seed}: {failed.Broken?.Message}");
        Console.WriteLine($"Earliest step after which it breaks: {failed.Plan.Until ?? failed.Steps}");
        Console.WriteLine($"Replay: {failed.Plan.HowToReplay}");
    }
}
