using Lumiverse.Server.Http;

namespace Lumiverse.Server.Access;

/// <summary>
/// Refuses changes that another site makes a browser send. A bearer token can't be sent that way; a cookie can, so it
/// needs proof of the origin; without users or a session a caller may stay silent about it, but not name another site.
/// </summary>
internal sealed class SameOriginGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsReading(context.Request.Method) || IsAllowed(context)
            ? next(context)
            : Problems.WriteAsync(context, ProblemKind.CrossOrigin, "Changes must come from this server's own page, or with a bearer token.");

    private static bool IsReading(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsAllowed(HttpContext context) => context.User.Identity?.AuthenticationType switch
    {
        nameof(Proof.Bearer) => true,
        nameof(Proof.Cookie) => SameOrigin.Holds(context.Request) is true,
        _ => SameOrigin.Holds(context.Request) is not false,
    };
}
