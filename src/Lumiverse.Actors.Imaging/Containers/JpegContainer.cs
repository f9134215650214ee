using System.Buffers.Binary;

namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>JPEG (ITU-T T.81): marker segments, then scans up to the end marker; APPn and COM segments hold what is not pixels.</summary>
internal static class JpegContainer
{
    private const int StartLength = 2;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Jfif = 0xE0;
    private const byte ExifOrXmp = 0xE1;
    private const byte Profile = 0xE2;
    private const byte Adobe = 0xEE;
    private const byte Comment = 0xFE;

    /// <summary>A segment's length has two bytes and counts itself.</summary>
    private const int MostContent = ushort.MaxValue - 2;

    /// <summary>Of a search for markers between pixels.</summary>
    private const int BlockLength = 64 * 1024;

    public static bool Matches(ReadOnlySpan<byte> opening) => opening.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <param name="label">Null = nothing but the picture.</param>
    public static Splice Splice(Source source, string? label)
    {
        var splice = new Splice();
        splice.Keep(0, StartLength);
        var isLabelled = label is null;
        for (long offset = StartLength; offset + 4 <= source.Length;)
        {
            var segment = ReadSegment(source, offset);
            if (!isLabelled && segment.Marker != Jfif && !IsExif(source, segment))
            {
                splice.Add(Segment(ExifOrXmp, [.. Xmp.JpegHeader, .. Xmp.Packet(label ?? "", MostContent - Xmp.JpegHeader.Length)]));
                isLabelled = true;
            }

            Place(splice, source, segment, label);
            offset = segment.End;
            if (segment.Marker != StartOfScan)
                continue;
            if (label is not null)
            {
                splice.Keep(offset, source.Length - offset);
                break;
            }

            var end = EndOfScan(source, offset);
            splice.Keep(offset, end - offset);
            offset = end;
            if (source.Read(end, 2) is [0xFF, EndOfImage])
            {
                splice.Keep(end, 2); // What comes behind is no part of the picture.
                break;
            }
        }

        return splice;
    }

    private static void Place(Splice splice, Source source, JpegSegment segment, string? label)
    {
        if (Keeps(source, segment, label))
            splice.Keep(segment.Offset, segment.End - segment.Offset);
        else if (IsExif(source, segment) && ExifOrientation.Of(source.Read(segment.Content + 6, ExifOrientation.MostBytes)) is { } rotated)
            splice.Add(Segment(ExifOrXmp, [.. "Exif\0\0"u8, .. ExifOrientation.Exif(rotated)]));
    }

    private static bool Keeps(Source source, JpegSegment segment, string? label) => label is not null
        ? !(segment.Marker == ExifOrXmp && source.Read(segment.Content, Xmp.JpegHeader.Length).SequenceEqual(Xmp.JpegHeader))
        : segment.Marker switch
        {
            Jfif or Adobe => true, // How the samples become colours.
            Profile => source.Read(segment.Content, 12).SequenceEqual("ICC_PROFILE\0"u8),
            Comment or (>= Jfif and <= 0xEF) => false,
            _ => true,
        };

    private static bool IsExif(Source source, JpegSegment segment) =>
        segment.Marker == ExifOrXmp && source.Read(segment.Content, 6).SequenceEqual("Exif\0\0"u8);

    /// <summary>Any number of fill bytes may stand before a marker.</summary>
    private static JpegSegment ReadSegment(Source source, long offset)
    {
        var marker = offset + 1;
        while (source.Read(marker, 1) is [0xFF])
            marker++;
        return source.Read(marker, 3) is [var kind, var high, var low]
            ? new JpegSegment(kind, offset, marker + 3, Math.Min(marker + 1 + (high << 8 | low), source.Length))
            : new JpegSegment(Comment, offset, source.Length, source.Length); // Cut off: there is nothing more to keep.
    }

    /// <summary>The next marker that is neither a stuffed byte nor a restart.</summary>
    private static long EndOfScan(Source source, long offset)
    {
        while (offset < source.Length)
        {
            var block = source.Read(offset, BlockLength);
            for (var i = block.IndexOf((byte)0xFF); i >= 0 && i + 1 < block.Length; i = Next(block, i + 1))
            {
                if (block[i + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
                    return offset + i;
            }

            offset += Math.Max(1, block.Length - 1); // A marker may lie across two blocks.
        }

        return source.Length;
    }

    private static int Next(ReadOnlySpan<byte> block, int from) =>
        block[from..].IndexOf((byte)0xFF) is >= 0 and var distance ? from + distance : -1;

    private static byte[] Segment(byte marker, byte[] content)
    {
        var segment = new byte[content.Length + 4];
        (segment[0], segment[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        content.CopyTo(segment, 4);
        return segment;
    }

    private readonly record struct JpegSegment(byte Marker, long Offset, long Content, long End);
}
