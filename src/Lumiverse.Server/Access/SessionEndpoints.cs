using System.Text.Json.Serialization;
using Lumiverse.Actors.AspNetCore;
using Lumiverse.Server.Http;
using Lumiverse.Server.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Lumiverse.Server.Access;

internal sealed record SignIn(string? Token);

/// <summary>Who is signed in, and whether there is anything to sign out of.</summary>
internal sealed record Session(string User, [property: JsonPropertyName("can_sign_out")] bool CanSignOut);

internal static class SessionEndpoints
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Tokens>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<IUserContext, ClaimsUserContext>();
        services.AddAuthentication(UserAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, UserAuthentication>(UserAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapGet("/session", Get);
        api.MapPost("/session", Post).AllowAnonymous();
        api.MapDelete("/session", Delete).AllowAnonymous();
    }

    private static Session Get(CurrentUser user, ServerOptions options) => new(user.Id.Value, !options.IsForOneUser);

    private static Session Post(SignIn body, HttpContext context, Tokens tokens, SessionCookie cookie)
    {
        var token = Fields.Required(body.Token, "token", longestCharacters: 4096);
        var user = tokens.FindUser(token)
            ?? throw new RefusedException(ProblemKind.NotSignedIn, "This access token is not known. Check it for missing characters.", "token");
        cookie.Write(context, user);
        return new Session(user, CanSignOut: true);
    }

    private static void Delete(HttpContext context) => SessionCookie.Remove(context);
}
