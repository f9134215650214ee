using System.IO.Compression;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>
/// Finds the picture in an answer by what its bytes begin with: the same endpoint sends an archive, JSON or the picture
/// itself, under headers that do not tell.
/// </summary>
internal static class Pictures
{
    /// <summary>Four times the largest picture sold, uncompressed; an archive could unpack to anything.</summary>
    private const int MostBytes = 48 * 1024 * 1024;

    /// <summary>As many pictures as one order can have.</summary>
    private const int MostEntries = 8;

    private const int ChunkBytes = 64 * 1024;

    /// <summary>The first picture of an answer; null = there is none.</summary>
    public static byte[]? Find(WireAnswer.Arrived answer)
    {
        var bytes = answer.Body.ToArray();
        return Checked(bytes)
            ?? (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) ? FromArchive(bytes) : FromJson(answer.Json()));
    }

    private static byte[]? FromJson(JsonNode? json) =>
        json.Items("images").Take(MostEntries).Select(entry => Checked(PictureTypes.FromBase64(entry.Text("image")))).FirstOrDefault(picture => picture is not null);

    private static byte[]? Checked(byte[]? bytes) => PictureTypes.Of(bytes) is null ? null : bytes;

    private static byte[]? FromArchive(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return archive.Entries.Take(MostEntries).Select(Unpack).FirstOrDefault(picture => picture is not null);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[]? Unpack(ZipArchiveEntry entry)
    {
        using var packed = entry.Open();
        using var picture = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (picture.Length <= MostBytes && packed.Read(chunk) is var length and > 0)
            picture.Write(chunk, 0, length);
        return picture.Length <= MostBytes ? Checked(picture.ToArray()) : null;
    }
}
