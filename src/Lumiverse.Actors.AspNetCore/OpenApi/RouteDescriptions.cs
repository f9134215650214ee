using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.OpenApi;

/// <summary>A parameter of the query, which routes read by hand to name what is wrong with it.</summary>
internal sealed record QueryParameter(string Name, string Description, bool IsNumber);

/// <summary>What a request carries.</summary>
internal sealed record RequestBodyShape(Type Shape, string ContentType);

/// <summary>What the API's description says of a route.</summary>
internal static class RouteDescriptions
{
    private const string ProblemType = "application/problem+json";

    /// <param name="name">Prefixed, so that it never meets a route name of the host.</param>
    public static RouteHandlerBuilder Describe<TAnswer>(
        this RouteHandlerBuilder route, string name, string summary, int status = StatusCodes.Status200OK) =>
        route.Named(name, summary).Produces<TAnswer>(status);

    /// <summary>A route that answers with a picture.</summary>
    public static RouteHandlerBuilder DescribeBytes(this RouteHandlerBuilder route, string name, string summary) =>
        route.Named(name, summary).Produces(StatusCodes.Status200OK, contentType: "image/png", additionalContentTypes: ["image/jpeg", "image/webp"]);

    /// <summary>A route that answers with an archive.</summary>
    public static RouteHandlerBuilder DescribeZip(this RouteHandlerBuilder route, string name, string summary) =>
        route.Named(name, summary).Produces(StatusCodes.Status200OK, contentType: "application/zip");

    /// <summary>A route that answers with server-sent events.</summary>
    public static RouteHandlerBuilder DescribeStream(this RouteHandlerBuilder route, string name, string summary) =>
        route.Named(name, summary).Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    /// <summary>
    /// A route that reads a body. The framework's own <c>Accepts</c> would also make routing answer 415, without a
    /// sentence, before the reader can say what to do.
    /// </summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, string contentType = "application/json") =>
        route.WithMetadata(new RequestBodyShape(typeof(TBody), contentType));

    /// <summary>A problem of this route in particular.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, int status) =>
        route.Produces<ProblemShape>(status, ProblemType);

    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new QueryParameter(name, description, IsNumber: false));

    public static RouteHandlerBuilder WithPaging(this RouteHandlerBuilder route) => route
        .WithMetadata(new QueryParameter("limit", "1 to 1000; default 50", IsNumber: true))
        .WithMetadata(new QueryParameter("offset", "How many to leave out; default 0", IsNumber: true));

    private static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string name, string summary) => route
        .WithName($"Lumiverse{name}").WithSummary(summary)
        .Produces<ProblemShape>(StatusCodes.Status400BadRequest, ProblemType)
        .Produces<ProblemShape>(StatusCodes.Status401Unauthorized, ProblemType)
        .Produces<ProblemShape>(StatusCodes.Status404NotFound, ProblemType);
}
