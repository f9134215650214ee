using Microsoft.AspNetCore.StaticFiles;

namespace Lumiverse.Server.Http;

/// <summary>Tells browsers what the page may load, so that a picture's name or a message can't become a script.</summary>
internal sealed class PageProtection(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    /// <summary>The page's files carry no version in their names: browsers ask again, and mostly hear 304.</summary>
    public static void Revalidate(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl = "no-cache";
}
