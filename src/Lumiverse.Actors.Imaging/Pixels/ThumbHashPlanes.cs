namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>A picture as luminance and two colour differences over its own average colour, 0 to 1, row by row.</summary>
internal sealed record ThumbHashPlanes(float[] Luminance, float[] YellowBlue, float[] RedGreen, float[] Alpha, bool HasAlpha)
{
    public static ThumbHashPlanes Of(PixelGrid pixels)
    {
        var count = pixels.Width * pixels.Height;
        var average = Average(pixels.Bytes);
        var planes = new ThumbHashPlanes(new float[count], new float[count], new float[count], new float[count], !pixels.IsOpaque());
        for (var index = 0; index < count; index++)
            planes.Put(index, pixels.Bytes.Slice(index * PixelGrid.BytesPerPixel, PixelGrid.BytesPerPixel), average);
        return planes;
    }

    /// <summary>The average colour of what can be seen; black where nothing can.</summary>
    private static (float Red, float Green, float Blue) Average(ReadOnlySpan<byte> bytes)
    {
        var (red, green, blue, alpha) = (0L, 0L, 0L, 0L);
        for (var index = 0; index < bytes.Length; index += PixelGrid.BytesPerPixel)
        {
            red += bytes[index];
            green += bytes[index + 1];
            blue += bytes[index + 2];
            alpha += bytes[index + 3];
        }
        return alpha == 0 ? default : ((float)red / alpha, (float)green / alpha, (float)blue / alpha);
    }

    /// <summary>What shows through is filled with the average, so that it adds no frequency of its own.</summary>
    private void Put(int index, ReadOnlySpan<byte> pixel, (float Red, float Green, float Blue) average)
    {
        var alpha = pixel[3] / 255f;
        var red = average.Red * (1 - alpha) + pixel[0] / 255f;
        var green = average.Green * (1 - alpha) + pixel[1] / 255f;
        var blue = average.Blue * (1 - alpha) + pixel[2] / 255f;
        Luminance[index] = (red + green + blue) / 3;
        YellowBlue[index] = (red + green) / 2 - blue;
        RedGreen[index] = red - green;
        Alpha[index] = alpha;
    }
}
