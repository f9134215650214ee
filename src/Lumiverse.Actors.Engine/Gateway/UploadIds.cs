using System.Security.Cryptography;
using System.Text;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Gateway;

internal static class UploadIds
{
    /// <summary>A client that repeats an upload does so within this; later the same bytes are another image.</summary>
    private const long WindowSeconds = 60;

    public static ImageId Of(UserId user, BlobHash hash, DateTimeOffset now) => ImageId.Of(Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{user}:{hash}:{now.ToUnixTimeSeconds() / WindowSeconds}")).AsSpan(0, 16)));
}
