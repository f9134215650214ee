using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Lumiverse.Server.Access;

/// <summary>
/// The cookie of a page that signed in: the user and the fingerprint of the token, encrypted, never the token itself.
/// It survives a restart, and ends when the token changes or after <see cref="Lifetime"/>.
/// </summary>
internal sealed class SessionCookie(IDataProtectionProvider protection, Tokens tokens)
{
    private const string Name = "lumiverse_session";

    /// <summary>A month without typing the token again; a stolen machine is answered by changing the token.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Lumiverse.Server.Session.v1").ToTimeLimitedDataProtector();

    public void Write(HttpContext context, string user) =>
        context.Response.Cookies.Append(Name, _protector.Protect($"{user} {tokens.FingerprintOf(user)}", Lifetime), OptionsFor(context.Request));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context.Request));

    /// <summary>The user of a request's cookie; null without a valid one.</summary>
    public string? FindUser(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 } value || Open(value)?.Split(' ') is not [var user, var fingerprint])
            return null;
        return tokens.FingerprintOf(user) == fingerprint ? user : null;
    }

    private string? Open(string value)
    {
        try
        {
            return _protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions OptionsFor(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
        MaxAge = Lifetime,
        IsEssential = true,
    };
}
