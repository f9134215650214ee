using System.Diagnostics;
using Lumiverse.Actors.Simulation;
using Spectre.Console;

if (Arguments.Parse(args) is not { } arguments)
{
    AnsiConsole.WriteLine(Arguments.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
var reports = Show.Progress(arguments.Worlds, done => arguments.Trace ? RunAloud(done) : RunAll(done));
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

List<WorldReport> RunAloud(Action done)
{
    var reports = arguments.Plans.Select(plan => Simulator.Run(plan, null, Console.Out.WriteLine)).ToList();
    done();
    return reports;
}
