using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Projection;

/// <summary>A job's row as its facts make it.</summary>
internal static class JobRows
{
    private const string Queued = "queued";
    private const string Running = "running";
    private const string Saving = "saving";

    public static JobRow From(SceneFact.JobRequested requested) => new(
        requested.Order.Job, requested.Chat.User, requested.Chat.Chat, Queued, null, WireNames.Of(requested.Order.Trigger),
        WireNames.Of(requested.Order.Target ?? OutputTarget.Background), null, null, null, requested.Order.Prompt, requested.Order.NegativePrompt, [],
        null, false, requested.Order.RetryOf, Request(requested), [], requested.At, null);

    public static JobRow Plan(JobRow row, JobPlan plan) => row with
    {
        Provider = plan.Connection.Provider,
        Connection = plan.Connection.Id,
        Model = plan.Connection.Model,
        Prompt = plan.Prompt.Text,
        NegativePrompt = plan.Prompt.Negative,
        Purpose = WireNames.Of(plan.Target),
    };

    public static JobRow Start(JobRow row, ConnectionFact.AttemptStarted started) => row with
    {
        State = row.EndedAt is null ? Running : row.State,
        Attempts = [.. row.Attempts.Where(attempt => attempt.Id != started.Attempt), new AttemptRow(started.Attempt, started.Number, started.At, null, null, null)],
    };

    public static JobRow EndAttempt(JobRow row, ConnectionFact.AttemptEnded ended) => row with
    {
        State = row.EndedAt is not null ? row.State : ended.Outcome is AttemptOutcome.Succeeded ? Saving : Queued,
        Attempts = [.. row.Attempts.Select(attempt => attempt.Id == ended.Attempt ? End(attempt, ended) : attempt)],
        PendingBlobs = ended.Outcome is AttemptOutcome.Succeeded done && row.Image is null ? Blobs(done.Picture) : row.PendingBlobs,
    };

    public static JobRow End(JobRow row, JobEnd end) => row with
    {
        State = WireNames.Of(end.Outcome),
        Reason = end.Reason,
        Image = end.Image?.Id ?? row.Image,
        MayHaveBeenCharged = end.MayHaveBeenCharged,
        PendingBlobs = [],
        EndedAt = end.At,
    };

    private static AttemptRow End(AttemptRow attempt, ConnectionFact.AttemptEnded ended)
    {
        var (outcome, message) = WireNames.Of(ended.Outcome);
        return attempt with { EndedAt = ended.At, Outcome = outcome, Message = message };
    }

    private static ImmutableArray<BlobHash> Blobs(Picture picture) =>
        [picture.Hash, .. new[] { picture.Small, picture.Large }.OfType<Thumbnail>().Select(thumbnail => thumbnail.Hash)];

    /// <summary>The request in the form of the API, so that it can be repeated with a person's consent.</summary>
    private static string Request(SceneFact.JobRequested requested)
    {
        var order = requested.Order;
        return new JsonObject
        {
            ["chatId"] = requested.Chat.Chat.Value,
            ["forceGeneration"] = order.Trigger == JobTrigger.Force,
            ["promptMode"] = order.Mode is { } mode ? WireNames.Of(mode) : null,
            ["prompt"] = order.Prompt,
            ["negativePrompt"] = order.NegativePrompt,
            ["outputTarget"] = order.Target is { } target ? WireNames.Of(target) : null,
            ["attachToMessageId"] = order.AttachTo?.Value,
            ["promptGenerationTimeoutSeconds"] = order.PromptTimeoutSeconds,
            ["generationTimeoutSeconds"] = order.GenerationTimeoutSeconds,
        }.ToJsonString();
    }
}
