using System.Security.Claims;
using System.Text.Encodings.Web;
using Lumiverse.Server.Http;
using Lumiverse.Server.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lumiverse.Server.Access;

/// <summary>How a request proved who sends it; also the authentication type of its identity.</summary>
internal enum Proof { Bearer, Cookie, Local }

/// <summary>
/// Knows a user by bearer token, by session cookie, or, when no users are configured, as the one implicit user.
/// A wrong bearer token is refused even where a good cookie came along.
/// </summary>
internal sealed class UserAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> monitor, ILoggerFactory loggers, UrlEncoder encoder,
    ServerOptions server, Tokens tokens, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(monitor, loggers, encoder)
{
    public const string SchemeName = "Lumiverse";

    /// <summary>Who everybody is while no users are configured.</summary>
    private const string LocalUser = "local";

    private const string BearerPrefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, ProblemKind.NotSignedIn, "Sign in with your access token.");
    }

    private AuthenticateResult Authenticate()
    {
        if (server.IsForOneUser)
            return Known(LocalUser, Proof.Local);
        if (Request.Headers.Authorization.ToString() is { Length: > 0 } header)
            return FindByHeader(header) is { } bearer ? Known(bearer, Proof.Bearer) : AuthenticateResult.Fail("The token is not known.");
        return cookie.FindUser(Request) is { } user ? Known(user, Proof.Cookie) : AuthenticateResult.NoResult();
    }

    private string? FindByHeader(string header) =>
        header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? tokens.FindUser(header[BearerPrefix.Length..].Trim()) : null;

    private static AuthenticateResult Known(string user, Proof proof)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user), new Claim(ClaimTypes.Name, user)], proof.ToString());
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
