using System.Security;
using System.Text;

namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>An XMP packet (ISO 16684-1) with a description and nothing else.</summary>
internal static class Xmp
{
    /// <summary>Where no container sets a limit: longer than any prompt with all of its parameters.</summary>
    public const int LongestElsewhere = 1 << 20;

    private const string Before = """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">
        """;

    private const string After = """
        </rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """;

    /// <summary>What stands before a packet in a JPEG.</summary>
    public static ReadOnlySpan<byte> JpegHeader => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <param name="most">Bytes; of a longer label the end is left out.</param>
    public static byte[] Packet(string label, int most)
    {
        var clean = Clean(label);
        for (; ; clean = clean[..(clean.Length * 3 / 4)])
        {
            var packet = Encoding.UTF8.GetBytes(Before + SecurityElement.Escape(clean) + After);
            if (packet.Length <= most)
                return packet;
        }
    }

    /// <summary>Without the characters that XML has no way to write, and without halves of pairs.</summary>
    private static string Clean(string label)
    {
        var clean = new StringBuilder(label.Length);
        foreach (var rune in label.EnumerateRunes().Where(rune => rune.Value is >= 0x20 or '\t' or '\n' or '\r' and not (0xFFFE or 0xFFFF)))
            clean.Append(rune.ToString());
        return clean.ToString();
    }
}
