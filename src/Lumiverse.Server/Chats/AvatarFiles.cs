using Lumiverse.Server.Startup;

namespace Lumiverse.Server.Chats;

/// <summary>Avatars as files in the data directory; the ending follows from the bytes, never from what the sender says.</summary>
internal sealed class AvatarFiles(ServerOptions options)
{
    private readonly string _folder = Directory.CreateDirectory(options.PathOf("avatars")).FullName;

    public string PathOf(string file) => Path.Combine(_folder, file);

    public static string ContentTypeOf(string file) => Path.GetExtension(file) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        _ => "image/webp",
    };

    /// <summary>The ending for a picture's first bytes; null for anything but PNG, JPEG and WebP.</summary>
    public static string? Sniff(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ".png",
        [0xFF, 0xD8, 0xFF, ..] => ".jpg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ".webp",
        _ => null,
    };

    /// <summary>Writes a file that is whole or not there, and returns its name.</summary>
    public string Save(ReadOnlySpan<byte> bytes, string ending)
    {
        var file = Guid.CreateVersion7().ToString("n") + ending;
        var unfinished = PathOf(file + ".part");
        using (var stream = File.Create(unfinished))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, PathOf(file));
        return file;
    }

    public void Delete(string file) => File.Delete(PathOf(file));
}
