using System.Security.Cryptography;
using System.Text;

namespace Lumiverse.Server.Chats;

/// <summary>Names a text by what it says: an edit that is taken back, or an alternative selected again, has its old name.</summary>
internal static class TextVersion
{
    /// <summary>Bytes of the hash: enough to tell the texts of one message apart.</summary>
    private const int Bytes = 12;

    public static string Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, Bytes));
}
