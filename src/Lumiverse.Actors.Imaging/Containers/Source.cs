namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>A stored file, looked into here and there.</summary>
internal sealed class Source(Stream stream)
{
    public long Length => stream.Length;

    /// <summary>At most so many bytes; fewer at the end of the file.</summary>
    public ReadOnlySpan<byte> Read(long offset, int count)
    {
        var bytes = new byte[Math.Clamp(Length - offset, 0, count)];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
