using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Lumiverse.Server.Http;

/// <summary>
/// Refuses a body that says it is larger than its call takes. It is thrown away as it comes: a connection that closes under a
/// client that still sends loses the answer.
/// </summary>
internal sealed class SizeGuard(RequestDelegate next)
{
    /// <summary>As much as the web server throws away in the five seconds that it gives to it; under more the connection closes.</summary>
    private const long ThrownAway = 64L * 1024 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (!(context.Request.ContentLength > context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize))
            return next(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = ThrownAway;
        throw new BadHttpRequestException("The body is larger than this call takes.", StatusCodes.Status413PayloadTooLarge);
    }
}
