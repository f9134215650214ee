using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Projection;

/// <summary>A job's row as its facts make it.</summary>
internal static class JobRows
{
    public static JobRow From(SceneFact.JobRequested requested) => new(
        requested.Order.Job, requested.Chat.User, requested.Chat.Chat, JobStates.Queued, null, requested.Order.Trigger.Word(),
        (requested.Order.Target ?? OutputTarget.Background).Word(), null, null, null, requested.Order.Prompt, requested.Order.NegativePrompt, [],
        null, false, requested.Order.RetryOf, PageJson.Request(requested.Chat.Chat, requested.Order).ToJsonString(), [], requested.At, null)
    {
        RegeneratedFrom = requested.Order.Again?.Version.Of,
    };

    public static JobRow Plan(JobRow row, JobPlan plan) => row with
    {
        Provider = plan.Connection.Provider,
        Connection = plan.Connection.Id,
        Model = plan.Connection.Model,
        Prompt = plan.Prompt.Text,
        NegativePrompt = plan.Prompt.Negative,
        CharacterPrompts = plan.Prompt.Characters,
        PromptNotes = plan.Prompt.Notes,
        Purpose = plan.Target.Word(),
    };

    public static JobRow Start(JobRow row, ConnectionFact.AttemptStarted started) => row with
    {
        State = row.EndedAt is null ? JobStates.Running : row.State,
        Attempts = [.. row.Attempts.Where(attempt => attempt.Id != started.Attempt), new AttemptRow(started.Attempt, started.Number, started.At, null, null, null)],
    };

    public static JobRow EndAttempt(JobRow row, ConnectionFact.AttemptEnded ended) => row with
    {
        State = row.EndedAt is not null ? row.State : ended.Outcome is AttemptOutcome.Succeeded ? JobStates.Saving : JobStates.Queued,
        Attempts = [.. row.Attempts.Select(attempt => attempt.Id == ended.Attempt ? End(attempt, ended) : attempt)],
        PendingBlobs = ended.Outcome is AttemptOutcome.Succeeded done && row.Image is null ? Blobs(done.Picture) : row.PendingBlobs,
        Prompt = Sent(ended)?.Text ?? row.Prompt,
        NegativePrompt = Sent(ended) is { } sent ? sent.Negative : row.NegativePrompt,
        CharacterPrompts = Sent(ended)?.Characters ?? row.CharacterPrompts,
        PromptNotes = Sent(ended)?.Notes ?? row.PromptNotes,
    };

    public static JobRow End(JobRow row, JobEnd end) => row with
    {
        State = JobStates.Of(end.Outcome),
        Reason = end.Reason,
        Image = end.Image?.Id ?? row.Image,
        MayHaveBeenCharged = end.MayHaveBeenCharged,
        RetryAfter = end.RetryAfter,
        PendingBlobs = [],
        EndedAt = end.At,
    };

    /// <summary>Where the image of a job went that was made for a chat or one of its messages; null when it made none for them.</summary>
    public static ImageUseRow? Attachment(JobRow row, SceneFact.JobEnded ended) =>
        ended.End is { Outcome: JobOutcome.Done, Image: { } image } && row.Purpose != OutputTarget.Background.Word() && row.Purpose != OutputTarget.Preview.Word()
            ? new ImageUseRow(row.User, row.Chat, ImageUseKind.Attachment, image.Id, MessageOf(row), ended.End.At)
            : null;

    private static MessageId? MessageOf(JobRow row) =>
        JsonNode.Parse(row.RequestJson ?? "{}")?[PageJson.AttachToMessage] is { } message ? MessageId.Of(message.GetValue<string>()) : null;

    private static ImagePrompt? Sent(ConnectionFact.AttemptEnded ended) => (ended.Outcome as AttemptOutcome.Succeeded)?.Call.Prompt;

    private static AttemptRow End(AttemptRow attempt, ConnectionFact.AttemptEnded ended)
    {
        var (outcome, message) = AttemptWords.Of(ended.Outcome);
        return attempt with { EndedAt = ended.At, Outcome = outcome, Message = message };
    }

    private static ImmutableArray<BlobHash> Blobs(Picture picture) =>
        [picture.Hash, .. new[] { picture.Small, picture.Large }.OfType<Thumbnail>().Select(thumbnail => thumbnail.Hash)];
}
