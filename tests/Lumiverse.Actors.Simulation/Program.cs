using System.Diagnostics;
using Lumiverse.Actors.Simulation;
using Spectre.Console;

if (Arguments.Parse(args) is not { } arguments)
{
    AnsiConsole.WriteLine(Arguments.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
var reports = arguments.Trace ? RunAloud() : Show.Progress(arguments.Worlds, RunAll);
Show.Summary(reports, clock.Elapsed);
if (reports.FirstOrDefault(report => report.Broken is not null) is not { } failed)
    return 0;
Show.Failure(failed);
return 1;

List<WorldReport> RunAll(Action done)
{
    // Worlds know nothing of each other; each runs on one thread from its first to its last turn.
    return [.. arguments.Plans.AsParallel().AsOrdered().Select(plan =>
    {
        var report = Simulator.Run(plan);
        done();
        return report;
    })];
}

// A trace is read from top to bottom: one world after the other, and nothing drawn in between.
List<WorldReport> RunAloud() => [.. arguments.Plans.Select(plan => Simulator.Run(plan, null, Console.Out.WriteLine))];
