namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>The lowest terms of a plane's cosine transform: those under the diagonal from the last column to the last row.</summary>
/// <param name="Average">The constant term.</param>
/// <param name="Varying">The others, scaled to 0 to 1.</param>
/// <param name="Scale">The largest of the others, by amount.</param>
internal sealed record CosineTerms(float Average, IReadOnlyList<float> Varying, float Scale)
{
    public static CosineTerms Of(float[] plane, PixelExtent extent, int columns, int rows)
    {
        var terms = new List<float>();
        for (var row = 0; row < rows; row++)
            for (var column = 0; column * rows < columns * (rows - row); column++)
                terms.Add(Term(plane, Cosines(extent.Width, column), Cosines(extent.Height, row)));
        return Scaled(terms[0], terms[1..]);
    }

    private static CosineTerms Scaled(float average, List<float> varying)
    {
        var scale = varying.Max(Math.Abs);
        return new CosineTerms(average, scale > 0 ? [.. varying.Select(term => 0.5f + 0.5f / scale * term)] : varying, scale);
    }

    private static float[] Cosines(int length, int frequency) =>
        [.. Enumerable.Range(0, length).Select(index => MathF.Cos(MathF.PI / length * frequency * (index + 0.5f)))];

    private static float Term(ReadOnlySpan<float> plane, float[] across, float[] down)
    {
        var sum = 0f;
        for (var y = 0; y < down.Length; y++)
            sum += down[y] * Dot(plane.Slice(y * across.Length, across.Length), across);
        return sum / plane.Length;
    }

    private static float Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var sum = 0f;
        for (var index = 0; index < first.Length; index++)
            sum += first[index] * second[index];
        return sum;
    }
}
