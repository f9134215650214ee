namespace Lumiverse.Actors.Imaging;

/// <summary>How much of the machine inspections may take.</summary>
public sealed record PictureInspectorOptions
{
    /// <summary>Threads that decode, one picture each. Default: one per core, as decoding never waits for anything.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Pixels in flight over all threads, at four bytes each. A larger picture waits until it is alone.
    /// Default: 128 million, half a gigabyte.
    /// </summary>
    public long PixelBudget { get; init; } = 128_000_000;

    /// <summary>Inspections admitted at the same time; further callers wait, holding nothing but their bytes. Default: 64.</summary>
    public int Admitted { get; init; } = 64;
}
