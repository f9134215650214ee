using System.Diagnostics;
using Lumiverse.Actors.Imaging;
using Lumiverse.Actors.Ports.Images;
using NetVips;

namespace Lumiverse.Actors.Benchmarks.Imaging;

/// <summary>
/// Thumbnails per second of <see cref="PictureInspector"/> beside libvips, which makes the same two (fit 700 and 300 px,
/// the small one from the large one, JPEG q82) of the same bytes. The inspector also checks the picture and computes
/// placeholder and luminance; libvips does not. Both use as many threads as there are cores, and take turns, so that a
/// disturbance of the machine meets both; the processor time beside the rates is what a busy machine distorts least.
/// </summary>
public static class ThumbnailBenchmark
{
    private const int Rounds = 7;

    /// <summary>Long enough for the clock, short enough that turns stay close together.</summary>
    private const int PicturesPerTurn = 48;

    private const int ThumbnailsPerPicture = 2;

    private static readonly string[] Types = ["png", "jpg", "webp"];

    /// <param name="photosFolder">Pictures to work on; where there are none, generated ones take their place.</param>
    public static void Run(TextWriter output, string photosFolder)
    {
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        using var inspector = new PictureInspector();
        output.WriteLine($"{Environment.ProcessorCount} threads, median of {Rounds} rounds of {PicturesPerTurn} pictures each");
        output.WriteLine("type     thumbnails/s           ratio   CPU ms per picture");
        output.WriteLine("         inspector    libvips           inspector  libvips");
        var pairs = Types.Select(type => Compare(output, type, inspector, SamplePictures.Load(photosFolder, type))).ToList();
        Print(output, "total", Together(pairs.Select(pair => pair.Inspector)), Together(pairs.Select(pair => pair.Libvips)));
    }

    private static (Turn Inspector, Turn Libvips) Compare(
        TextWriter output, string type, PictureInspector inspector, IReadOnlyList<byte[]> pictures)
    {
        var (ours, theirs) = (new List<Turn>(), new List<Turn>());
        for (var round = 0; round <= Rounds; round++)
        {
            ours.Add(Measure(pictures, bytes => Inspect(inspector, bytes)));
            theirs.Add(Measure(pictures, ReduceWithLibvips));
        }
        // The first round warms up code and caches.
        var (our, their) = (Median(ours[1..]), Median(theirs[1..]));
        Print(output, type, our, their);
        return (our, their);
    }

    private static Turn Measure(IReadOnlyList<byte[]> pictures, Action<byte[]> work)
    {
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Parallel.For(0, PicturesPerTurn, lanes, index => work(pictures[index % pictures.Count]));
        return new Turn(clock.Elapsed / PicturesPerTurn, (Environment.CpuUsage.TotalTime - before) / PicturesPerTurn);
    }

    private static void Inspect(PictureInspector inspector, byte[] bytes)
    {
        if (inspector.InspectAsync(bytes, CancellationToken.None).GetAwaiter().GetResult() is not Inspection.Readable { Small: not null, Large: not null })
            throw new InvalidOperationException("A sample picture has no thumbnails.");
    }

    private static void ReduceWithLibvips(byte[] bytes)
    {
        using var large = Image.ThumbnailBuffer(bytes, 700, height: 700, size: Enums.Size.Down).CopyMemory();
        using var small = large.ThumbnailImage(300, height: 300, size: Enums.Size.Down);
        var encoded = (large.JpegsaveBuffer(q: 82, keep: Enums.ForeignKeep.None), small.JpegsaveBuffer(q: 82, keep: Enums.ForeignKeep.None));
        if (encoded.Item1.Length == 0 || encoded.Item2.Length == 0)
            throw new InvalidOperationException("libvips made an empty thumbnail.");
    }

    /// <summary>Over equal numbers of each type.</summary>
    private static Turn Together(IEnumerable<Turn> turns) =>
        new(turns.Aggregate(TimeSpan.Zero, (sum, turn) => sum + turn.Wall) / Types.Length,
            turns.Aggregate(TimeSpan.Zero, (sum, turn) => sum + turn.Processor) / Types.Length);

    private static Turn Median(List<Turn> turns) =>
        new(turns.Select(turn => turn.Wall).Order().ElementAt(turns.Count / 2),
            turns.Select(turn => turn.Processor).Order().ElementAt(turns.Count / 2));

    private static void Print(TextWriter output, string type, Turn inspector, Turn libvips) => output.WriteLine(
        $"{type,-6} {inspector.ThumbnailsPerSecond,11:F1} {libvips.ThumbnailsPerSecond,10:F1} {libvips.Wall / inspector.Wall,7:F2} {inspector.Processor.TotalMilliseconds,11:F1} {libvips.Processor.TotalMilliseconds,8:F1}");

    /// <summary>What one picture took, on the wall clock and of the processor.</summary>
    private readonly record struct Turn(TimeSpan Wall, TimeSpan Processor)
    {
        public double ThumbnailsPerSecond => ThumbnailsPerPicture / Wall.TotalSeconds;
    }
}
