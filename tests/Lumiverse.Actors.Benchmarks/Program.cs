using Lumiverse.Actors.Benchmarks;
using Lumiverse.Actors.Benchmarks.Gallery;
using Lumiverse.Actors.Benchmarks.Imaging;
using Lumiverse.Actors.Benchmarks.Load;

if (args is [BenchServer.Command, .. var arguments])
{
    await BenchServer.RunAsync(arguments);
    return;
}

var options = BenchmarkOptions.Parse(args);
var benchmarks = new (string Name, Func<Task> RunAsync)[]
{
    ("decisions", () => DecisionBenchmark.RunAsync(Console.Out)),
    ("turns", () => TurnBenchmark.RunAsync(Console.Out)),
    ("pipeline", () => PipelineBenchmark.RunAsync(Console.Out)),
    ("memory", () => MemoryBenchmark.RunAsync(Console.Out)),
    ("thumbnails", () => Task.Run(() => ThumbnailBenchmark.Run(Console.Out, options.Photos ?? ""))),
    ("gallery", () => GalleryBenchmark.RunAsync(Console.Out)),
    ("load", () => LoadBenchmark.RunAsync(Console.Out, options.Chats)),
    ("growth", () => GrowthBenchmark.RunAsync(Console.Out)),
};
foreach (var benchmark in benchmarks.Where(benchmark => options.Only is null || options.Only == benchmark.Name))
{
    Console.WriteLine($"── {benchmark.Name}");
    await benchmark.RunAsync();
}
