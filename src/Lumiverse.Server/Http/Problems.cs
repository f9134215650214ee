using Microsoft.AspNetCore.Mvc;

namespace Lumiverse.Server.Http;

/// <summary>Writes problem details (RFC 9457) with the extra member <c>error</c>: the sentence a person can act on.</summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        return services.AddExceptionHandler<RefusalHandler>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    public static Task WriteAsync(HttpContext context, ProblemKind kind, string sentence, string? field = null)
    {
        var problem = new ProblemDetails { Type = kind.Type, Status = kind.Status, Title = kind.Title, Detail = sentence };
        problem.Extensions["error"] = sentence;
        if (field is not null)
            problem.Extensions["field"] = field;
        return TypedResults.Problem(problem).ExecuteAsync(context);
    }

    /// <summary>Gives the framework's own problems, such as 404 for an unknown address, the same members.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("error"))
            return;
        if (ProblemKind.Of(context.HttpContext.Response.StatusCode) is { } kind)
            (problem.Type, problem.Title) = (kind.Type, kind.Title);
        problem.Extensions["error"] = problem.Detail ?? $"{problem.Title}.";
    }
}
