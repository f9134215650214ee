using System.Diagnostics;
using Lumiverse.Actors.Simulation;
using Spectre.Console;

if (Arguments.Parse(args) is not { } arguments)
{
    AnsiConsole.WriteLine(Arguments.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
var reports = arguments.Trace ? RunAloud() : arguments.Worlds == 1 ? Show.Progress(1, RunOne) : Show.Progress(arguments.Worlds, RunAll);
Show.Summary(reports, clock.Elapsed);
if (reports.FirstOrDefault(report => report.Broken is not null) is not { } failed)
    return 0;
Show.Failure(Shrinking.ShortestPrefix(Shrinking.Smallest(failed)));
return 1;

// One world gets a picture of its course.
List<WorldReport> RunOne(Action<double> advance)
{
    List<Sample> samples = [];
    var plan = arguments.Plans.Single();
    var report = Simulator.Run(plan, null, null, sample =>
    {
        advance(sample.Share - (samples.Count == 0 ? 0 : samples[^1].Share));
        samples.Add(sample);
    });
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(arguments.Picture)) ?? ".");
    File.WriteAllText(arguments.Picture, TimelinePicture.Of(plan, samples));
    return [report];
}

// Worlds know nothing of each other; each runs on one thread from its first to its last turn.
List<WorldReport> RunAll(Action<double> advance) => [.. arguments.Plans.AsParallel().AsOrdered().Select(plan =>
{
    var report = Simulator.Run(plan);
    advance(1);
    return report;
})];

// A trace is read from top to bottom: one world after the other, and nothing drawn in between.
List<WorldReport> RunAloud() => [.. arguments.Plans.Select(plan => Simulator.Run(plan, null, Console.Out.WriteLine))];
