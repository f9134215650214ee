using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>
/// Reduces a picture by averaging the area that each reduced pixel covers: right for any reduction, without aliasing or
/// ringing. Rows are averaged first, as that walks memory in order; then the few rows that are left, column by column.
/// </summary>
internal static class AreaAverage
{
    /// <summary>The picture with its longer side at most <paramref name="longest"/>: itself when it is no larger, else a copy.</summary>
    public static PixelGrid Fit(PixelGrid source, int longest)
    {
        var extent = source.Extent.FitInto(longest);
        return extent == source.Extent ? source : Reduce(source, extent);
    }

    public static PixelGrid Reduce(PixelGrid source, PixelExtent extent)
    {
        var (columns, rows) = (new AreaWeights(source.Width, extent.Width), new AreaWeights(source.Height, extent.Height));
        var reduced = new PixelGrid(extent);
        var averaged = new float[source.RowBytes];
        for (var y = 0; y < extent.Height; y++)
        {
            AverageRows(source.Bytes[(rows.First(y) * source.RowBytes)..], rows.Of(y), averaged);
            AverageColumns(averaged, columns, reduced.Row(y));
        }
        return reduced;
    }

    private static void AverageRows(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, Span<float> averaged)
    {
        var length = averaged.Length;
        var x = 0;
        for (; x <= length - Vector128<byte>.Count; x += Vector128<byte>.Count)
            AverageBlock(rows[x..], length, weights, averaged[x..]);
        for (; x < length; x++)
            averaged[x] = AverageOne(rows[x..], length, weights);
    }

    private static void AverageBlock(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> averaged)
    {
        ref var source = ref MemoryMarshal.GetReference(rows);
        var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var row = 0; row < weights.Length; row++)
        {
            var weight = Vector256.Create(weights[row]);
            var (first, second) = Vector256.Widen(Widened(Vector128.LoadUnsafe(ref source, (nuint)(row * stride))));
            low = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(first.AsInt32()), weight, low);
            high = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(second.AsInt32()), weight, high);
        }
        low.StoreUnsafe(ref MemoryMarshal.GetReference(averaged));
        high.StoreUnsafe(ref MemoryMarshal.GetReference(averaged), (nuint)Vector256<float>.Count);
    }

    private static Vector256<ushort> Widened(Vector128<byte> bytes) => Vector256.WidenLower(bytes.ToVector256Unsafe());

    private static float AverageOne(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        for (var row = 0; row < weights.Length; row++)
            sum += rows[row * stride] * weights[row];
        return sum;
    }

    private static void AverageColumns(ReadOnlySpan<float> averaged, AreaWeights columns, Span<byte> row)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(row);
        for (var x = 0; x < pixels.Length; x++)
            pixels[x] = AveragePixel(averaged[(columns.First(x) * PixelGrid.BytesPerPixel)..], columns.Of(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AveragePixel(ReadOnlySpan<float> averaged, ReadOnlySpan<float> weights)
    {
        ref var source = ref MemoryMarshal.GetReference(averaged);
        var sum = Vector128.Create(0.5f);
        for (var tap = 0; tap < weights.Length; tap++)
            sum += Vector128.LoadUnsafe(ref source, (nuint)(tap * PixelGrid.BytesPerPixel)) * weights[tap];
        var shorts = Vector128.NarrowWithSaturation(Vector128.ConvertToInt32(sum), Vector128<int>.Zero);
        return Vector128.NarrowWithSaturation(shorts.AsUInt16(), Vector128<ushort>.Zero).AsUInt32().ToScalar();
    }
}
