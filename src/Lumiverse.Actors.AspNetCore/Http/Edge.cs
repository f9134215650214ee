using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>
/// The HTTP edge: the one place where whatever a request throws becomes an answer. It wraps the whole endpoint, so that
/// reading parameters and writing results are covered as well, which endpoint filters would not do.
/// </summary>
internal sealed class Edge(ILogger<Edge> logger)
{
    public static void Wrap(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } inner)
            endpoint.RequestDelegate = http => http.RequestServices.GetRequiredService<Edge>().RunAsync(http, inner);
    }

    private async Task RunAsync(HttpContext http, RequestDelegate inner)
    {
        try
        {
            await inner(http);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // Nobody is left to answer.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await ProblemOf(exception, http).ToResult().ExecuteAsync(http);
        }
    }

    private Problem ProblemOf(Exception exception, HttpContext http)
    {
        switch (exception)
        {
            case ProblemException refused:
                return refused.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problems.TooLarge("The body is larger than this call takes.");
            case BadHttpRequestException:
                return Problems.Invalid("The request could not be read.");
            case StorageUnavailableException unavailable:
                logger.StorageWasUnavailable(unavailable, http.Request.Method, Route(http));
                return Problems.StorageUnavailable(unavailable.Message);
            default:
                logger.RequestBroke(exception, http.Request.Method, Route(http));
                return Problems.Internal;
        }
    }

    /// <summary>The pattern, not the path: tokens of public addresses stay out of logs.</summary>
    private static string Route(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
}
