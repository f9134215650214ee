using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Bridge;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Makes one call of a provider and brings its bytes to safety before anything else happens.</summary>
internal sealed class ProviderCaller(
    CallPreparer preparer, AccountGate gate, AnswerRoom room, IConnectionStore connections, IBlobStore blobs, PictureStore pictures,
    ProgressFeed progress, ILogger<ProviderCaller> log)
{
    /// <summary>Keeps the job quiet until this process is gone.</summary>
    public static readonly TimeSpan PauseAfterDraining = TimeSpan.FromSeconds(1);

    /// <summary>What a call is that nobody wanted any more before anything left.</summary>
    public static readonly AttemptOutcome.NotStarted Unsent = new("It was dropped before it was sent.", true, null);

    /// <param name="unsent">Drops the call while nothing is sent.</param>
    /// <param name="cancellation">Breaks it off at any time; the other one is cancelled with it.</param>
    public async Task<AttemptOutcome> CallAsync(JobTicket ticket, AttemptId attempt, CancellationToken unsent, CancellationToken cancellation)
    {
        var (prepared, obstacle) = await preparer.PrepareAsync(ticket, attempt, unsent);
        if (prepared is null)
            return obstacle ?? Unsent;
        return await SettleAsync(prepared, ticket, unsent, cancellation) ?? await InspectAsync(attempt, prepared.Record);
    }

    /// <summary>Looks for the answer of a call that no process is waiting for any more.</summary>
    public async Task<AttemptOutcome> RecoverAsync(JobTicket ticket, AttemptId attempt, CancellationToken cancellation)
    {
        var connection = await connections.FindAnyAsync(ticket.Connection, cancellation);
        return await InspectAsync(attempt, Record(connection, ticket));
    }

    /// <summary>Waits for the account, which does not count as painting; null when the call was dropped meanwhile.</summary>
    private async Task<ProviderAnswer?> SendAsync(PreparedCall prepared, JobTicket ticket, CallLimit limit, CancellationToken unsent, CancellationToken cancellation)
    {
        using var place = await gate.EnterAsync(prepared.Provider.Description, prepared.Call.Target.ApiKey, unsent);
        if (place is null || unsent.IsCancellationRequested)
            return null;
        var clock = Stopwatch.StartNew();
        var answer = await GenerateAsync(prepared.Provider, prepared.Call, ticket, limit, cancellation);
        log.CallEnded(prepared.Call.Attempt.Value, ticket.Job.Value, prepared.Record.Provider, answer.GetType().Name, clock.Elapsed.TotalMilliseconds);
        return answer;
    }

    private static CallRecord Record(Connection? connection, JobTicket ticket) =>
        ticket.Pinned is { } pinned
            ? new(connection?.Provider ?? "", pinned.Model, pinned.ParametersJson, ticket.Seed)
            : new(connection?.Provider ?? "", connection?.Model, ParameterRecord.Of(connection?.DefaultParameters), ticket.Seed);

    private async Task<ProviderAnswer> GenerateAsync(IImageProvider provider, ProviderCall call, JobTicket ticket, CallLimit limit, CancellationToken cancellation)
    {
        limit.Start();
        try
        {
            return await provider.GenerateAsync(call, progress.Of(ticket), limit.Token);
        }
        catch (Exception failure) // The effect performer: nobody knows how far the call came.
        {
            log.ProviderThrew(failure, provider.Description.Id, call.Attempt.Value);
            return new ProviderAnswer.Ambiguous(
                cancellation.IsCancellationRequested ? "The call was broken off."
                : limit.Token.IsCancellationRequested ? "The provider did not answer in time."
                : "The provider's answer could not be read.");
        }
    }

    /// <summary>
    /// What an answer without bytes comes to; null when its bytes are staged. They may have been paid for, so nothing breaks
    /// that off. From then on the disk holds them and not the memory, however many answers wait for their inspection.
    /// </summary>
    private async Task<AttemptOutcome?> SettleAsync(PreparedCall prepared, JobTicket ticket, CancellationToken unsent, CancellationToken cancellation)
    {
        using var limit = new CallLimit(TimeSpan.FromSeconds(ticket.GenerationTimeoutSeconds), cancellation);
        using var memory = new CallMemory(room, limit);
        var call = prepared.Call with { Memory = memory };
        switch (await SendAsync(prepared with { Call = call }, ticket, limit, unsent, cancellation))
        {
            case null: return Unsent;
            case ProviderAnswer.Succeeded succeeded:
                await StorageRetry.UntilAvailableAsync(() => blobs.StageAsync(call.Attempt, succeeded.Bytes, CancellationToken.None), log);
                return null;
            case ProviderAnswer.NotStarted notStarted: return new AttemptOutcome.NotStarted(notStarted.Reason, notStarted.Temporary, notStarted.RetryAfter);
            case ProviderAnswer.Refused refused: return new AttemptOutcome.Refused(refused.Reason);
            case ProviderAnswer.FailedUncharged failed: return new AttemptOutcome.FailedUncharged(failed.Reason, failed.RetryAfter);
            case ProviderAnswer.Ambiguous ambiguous: return new AttemptOutcome.Ambiguous(ambiguous.Reason, ambiguous.WasCharged);
            case var other: throw new UnreachableException($"No outcome for {other.GetType().Name} of {call.Attempt}");
        }
    }

    /// <summary>Makes a picture of the staged bytes, or finds that there are none.</summary>
    private async Task<AttemptOutcome> InspectAsync(AttemptId attempt, CallRecord record)
    {
        AttemptOutcome outcome = new AttemptOutcome.Lost();
        await StorageRetry.UntilAvailableAsync(
            async () => outcome = await pictures.StoreStagedAsync(attempt, CancellationToken.None) switch
            {
                null => new AttemptOutcome.Lost(),
                { Picture: { } picture } => new AttemptOutcome.Succeeded(picture, record),
                var refused => new AttemptOutcome.Unusable($"The provider sent something that is not a usable picture: {refused.Reason}"),
            },
            log);
        return outcome;
    }
}
