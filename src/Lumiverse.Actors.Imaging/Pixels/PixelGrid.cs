using System.Buffers;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>Pixels of 8-bit sRGB, four bytes each: red, green, blue, alpha, colours multiplied by alpha. Rows follow without gaps.</summary>
internal sealed class PixelGrid(PixelExtent extent) : IDisposable
{
    public const int BytesPerPixel = 4;

    /// <summary>16 megapixels: what generated pictures come to. Larger buffers are rare, and not worth keeping.</summary>
    private const int LargestKept = 64 * 1024 * 1024;

    /// <summary>Rented instead of allocated: fresh pages cost as much as the resampling.</summary>
    private static readonly ArrayPool<byte> Buffers = ArrayPool<byte>.Create(LargestKept, maxArraysPerBucket: 2 * Environment.ProcessorCount);

    private byte[] _buffer = Buffers.Rent(extent.Width * extent.Height * BytesPerPixel);

    public PixelExtent Extent => extent;

    public int Width => extent.Width;

    public int Height => extent.Height;

    public int RowBytes => extent.Width * BytesPerPixel;

    public Span<byte> Bytes => _buffer.AsSpan(0, extent.Height * RowBytes);

    public Span<byte> Row(int y) => _buffer.AsSpan(y * RowBytes, RowBytes);

    /// <summary>Lends the pixels to the native library for the time of one call.</summary>
    public unsafe T Lend<T>(Func<SKImageInfo, IntPtr, T> use)
    {
        fixed (byte* pixels = _buffer)
            return use(new SKImageInfo(extent.Width, extent.Height, SKColorType.Rgba8888, SKAlphaType.Premul, Srgb), (IntPtr)pixels);
    }

    public bool IsOpaque()
    {
        var bytes = Bytes;
        for (var alpha = BytesPerPixel - 1; alpha < bytes.Length; alpha += BytesPerPixel)
            if (bytes[alpha] != byte.MaxValue)
                return false;
        return true;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            Buffers.Return(_buffer);
        _buffer = [];
    }

    private static SKColorSpace Srgb { get; } = SKColorSpace.CreateSrgb();
}
