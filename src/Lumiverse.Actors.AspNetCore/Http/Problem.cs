using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>What went wrong, as problem details (RFC 9457).</summary>
/// <param name="Name">Stable; the type is <c>urn:lumiverse:problem:{name}</c>.</param>
/// <param name="Error">The sentence a person can act on.</param>
internal sealed record Problem(int Status, string Name, string Title, string Error)
{
    public TimeSpan? RetryAfter { get; init; }
    public bool? MayHaveBeenCharged { get; init; }
    public string? Job { get; init; }

    /// <summary>The state the job ended in.</summary>
    public string? State { get; init; }

    /// <summary>The sentence for each wrong field; null when no field is to blame.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    public string Type => $"urn:lumiverse:problem:{Name}";

    public IResult ToResult() => new ProblemResult(this);

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["type"] = Type,
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = Error,
            ["error"] = Error,
        };
        if (RetryAfterSeconds is { } seconds)
            json["retryAfterSeconds"] = seconds;
        if (MayHaveBeenCharged is { } charged)
            json["mayHaveBeenCharged"] = charged;
        if (Job is not null)
            json["jobId"] = Job;
        if (State is not null)
            json["state"] = State;
        if (Fields is not null)
            json["errors"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));
        return json;
    }

    /// <summary>Rounded up: a client that obeys is never early.</summary>
    public int? RetryAfterSeconds => RetryAfter is { } pause ? (int)Math.Ceiling(pause.TotalSeconds) : null;
}

/// <summary>
/// A request that can't be fulfilled. Thrown by readers deep in a request and caught in one place, <see cref="Edge"/>;
/// results checked after every read field would bury what a route does.
/// </summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Error)
{
    public Problem Problem { get; } = problem;
}

/// <summary>Writes a problem as <c>application/problem+json</c>.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        return response.WriteAsync(problem.ToJson().ToJsonString());
    }
}
