using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>The problems of the API, by name.</summary>
internal static class Problems
{
    public static Problem NoUser { get; } = new(
        StatusCodes.Status401Unauthorized, "no-user", "Nobody is signed in", "Sign in and try again.");

    public static Problem Internal { get; } = new(
        StatusCodes.Status500InternalServerError, "internal", "Something broke", "Something broke on the server. Try again; if it stays, tell whoever runs it.");

    public static Problem Invalid(string error) => new(
        StatusCodes.Status400BadRequest, "invalid-request", "The request is malformed", error);

    public static Problem InvalidField(string field, string error) =>
        Invalid(error) with { Fields = new Dictionary<string, string> { [field] = error } };

    public static Problem InvalidFields(IReadOnlyDictionary<string, string> errors) =>
        Invalid(string.Join(" ", errors.Values)) with { Fields = errors };

    public static Problem NotJson() => new(
        StatusCodes.Status415UnsupportedMediaType, "not-json", "The body is not JSON", "Send the body as JSON, with Content-Type: application/json.");

    public static Problem TooLarge(string error) => new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", error);

    public static Problem Missing(string what) => new(
        StatusCodes.Status404NotFound, "not-found", "There is no such thing", $"There is no such {what}. It may have been deleted.");

    public static Problem Conflict(string error) => new(
        StatusCodes.Status409Conflict, "conflict", "That is not possible in this state", error);

    public static Problem CannotGenerate(string error) => new(
        StatusCodes.Status422UnprocessableEntity, "cannot-generate", "Nothing can be painted", error);

    public static Problem StorageUnavailable(string error) => new(
        StatusCodes.Status503ServiceUnavailable, "storage-unavailable", "The storage can't be used", error);

    /// <param name="job">What was asked for goes on after the next start; null = nothing was stored.</param>
    public static Problem GoingDown(TimeSpan retryAfter, JobId? job = null) => new(
        StatusCodes.Status503ServiceUnavailable, "going-down", "The server is going down",
        job is null ? "The server is going down. Try again in a moment." : $"The server is going down. The job goes on after its next start: ask for {job} then.")
    {
        RetryAfter = retryAfter,
        Job = job?.Value,
    };

    /// <summary>What an actor said instead of what was asked for.</summary>
    public static Problem Of(Answer answer) => answer switch
    {
        Answer.Missing missing => Missing(missing.What),
        Answer.Busy busy => new(StatusCodes.Status429TooManyRequests, "busy", "Too much is asked at once", busy.Reason) { RetryAfter = busy.RetryAfter },
        Answer.GoingDown down => GoingDown(down.RetryAfter),
        Answer.Unknown unknown => new(StatusCodes.Status503ServiceUnavailable, "no-answer", "No answer came in time", unknown.Reason) { RetryAfter = unknown.RetryAfter },
        Answer.Failed failed => new(StatusCodes.Status500InternalServerError, "failed", "It could not be done", failed.Reason),
        _ => throw new UnreachableException($"{answer.GetType().Name} is no answer to this question."),
    };

    public static ProblemException ToException(this Problem problem) => new(problem);
}
