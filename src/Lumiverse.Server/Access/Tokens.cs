using System.Security.Cryptography;
using System.Text;
using Lumiverse.Server.Startup;

namespace Lumiverse.Server.Access;

/// <summary>The configured bearer tokens, held as hashes.</summary>
internal sealed class Tokens(ServerOptions options)
{
    private readonly (string User, byte[] Hash)[] _tokens = [.. options.Users.Select(user => (user.Key, HashOf(user.Value)))];

    /// <summary>The user a token belongs to, or null. Looks at every token in constant time, so that time tells nothing.</summary>
    public string? FindUser(string token)
    {
        var hash = HashOf(token);
        string? found = null;
        foreach (var (user, known) in _tokens)
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                found = user;
        return found;
    }

    /// <summary>What ties a session to the token it was made with: a changed token ends its sessions. null for an unknown user.</summary>
    public string? FingerprintOf(string user) =>
        Array.Find(_tokens, token => token.User == user) is { Hash: { } hash } ? Convert.ToHexStringLower(hash) : null;

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
