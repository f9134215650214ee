namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>A part of a file to be: a range of the stored one, or bytes that take a place in it.</summary>
internal readonly record struct SplicePart(long Offset, long Length, byte[]? Bytes);

/// <summary>Collects the parts of a file; neighbours are one part.</summary>
internal sealed class Splice
{
    private readonly List<SplicePart> _parts = [];

    public IReadOnlyList<SplicePart> Parts => _parts;

    public long Length => _parts.Sum(part => part.Length);

    public void Keep(long offset, long length)
    {
        if (_parts.Count > 0 && _parts[^1] is { Bytes: null } last && last.Offset + last.Length == offset)
            _parts[^1] = last with { Length = last.Length + length };
        else if (length > 0)
            _parts.Add(new SplicePart(offset, length, null));
    }

    public void Add(byte[] bytes) => _parts.Add(new SplicePart(0, bytes.Length, bytes));

    /// <summary>Puts bytes before everything that was collected.</summary>
    public void Begin(byte[] bytes) => _parts.Insert(0, new SplicePart(0, bytes.Length, bytes));
}
