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
    IConnectionStore connections, IEnumerable<IImageProvider> providers, IBlobStore blobs, PictureStore pictures,
    ProgressFeed progress, ILogger<ProviderCaller> log)
{
    /// <summary>A call without a limit of its own still ends: no provider paints longer, but a connection can hang for ever.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    /// <summary>Keeps the job quiet until this process is gone.</summary>
    public static readonly TimeSpan PauseAfterDraining = TimeSpan.FromSeconds(1);

    /// <summary>A store that can't be read is up again, or reported, before a person gives up.</summary>
    private static readonly TimeSpan PauseWithoutStorage = TimeSpan.FromSeconds(5);

    public async Task<AttemptOutcome> CallAsync(JobTicket ticket, AttemptId attempt, CancellationToken cancellation)
    {
        var (prepared, obstacle) = await PrepareAsync(ticket, attempt);
        if (prepared is null)
            return obstacle;
        if (cancellation.IsCancellationRequested)
            return new AttemptOutcome.NotStarted("It was cancelled before it was sent.", true, null);
        var clock = Stopwatch.StartNew();
        var answer = await GenerateAsync(prepared.Provider, prepared.Call, ticket, cancellation);
        var outcome = await KeepAsync(answer, ticket, attempt, Record(prepared.Connection, ticket));
        log.CallEnded(attempt.Value, ticket.Job.Value, prepared.Connection.Provider, outcome.GetType().Name, clock.Elapsed.TotalMilliseconds);
        return outcome;
    }

    /// <summary>Looks for the answer of a call that no process is waiting for any more.</summary>
    public async Task<AttemptOutcome> RecoverAsync(JobTicket ticket, AttemptId attempt, CancellationToken cancellation)
    {
        if (await blobs.ReadStagedAsync(attempt, cancellation) is not { } bytes)
            return new AttemptOutcome.Lost();
        var connection = await connections.FindAnyAsync(ticket.Connection, cancellation);
        return await InspectAsync(bytes, Record(connection, ticket));
    }

    /// <summary>Nothing is sent in here, so that whatever goes wrong is known to have cost nothing.</summary>
    private async Task<(PreparedCall? Call, AttemptOutcome.NotStarted Obstacle)> PrepareAsync(JobTicket ticket, AttemptId attempt)
    {
        try
        {
            if (await connections.FindAnyAsync(ticket.Connection, CancellationToken.None) is not { } connection)
                return Obstacle("The connection was deleted. Choose another one and generate again.");
            if (providers.FirstOrDefault(known => known.Description.Id == connection.Provider) is not { } provider)
                return Obstacle($"The provider {connection.Provider} is not installed. Choose another connection.");
            var key = connection.HasApiKey ? await connections.ReadApiKeyAsync(connection.Id, CancellationToken.None) : null;
            if (key is null && provider.Description.Capabilities.ApiKeyRequired)
                return Obstacle($"The connection has no API key. Enter one in “{connection.Name}”.");
            var target = new ProviderTarget(connection.Id, connection.ApiUrl, key, connection.Model);
            var call = new ProviderCall(attempt, target, ticket.Prompt, ticket.Scene, connection.DefaultParameters, ticket.Seed);
            return (new PreparedCall(connection, provider, call), new AttemptOutcome.NotStarted("", true, null));
        }
        catch (StorageUnavailableException failure)
        {
            return (null, new AttemptOutcome.NotStarted(failure.Message, true, PauseWithoutStorage));
        }
    }

    private static (PreparedCall?, AttemptOutcome.NotStarted) Obstacle(string reason) => (null, new AttemptOutcome.NotStarted(reason, false, null));

    private static CallRecord Record(Connection? connection, JobTicket ticket) =>
        new(connection?.Provider ?? "", connection?.Model, connection?.DefaultParameters.ToJsonString() ?? "{}", ticket.Seed);

    private async Task<ProviderAnswer> GenerateAsync(IImageProvider provider, ProviderCall call, JobTicket ticket, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var limit = TimeSpan.FromSeconds(ticket.GenerationTimeoutSeconds);
        limited.CancelAfter(limit > TimeSpan.Zero && limit < LongestCall ? limit : LongestCall);
        try
        {
            return await provider.GenerateAsync(call, progress.Of(ticket), limited.Token);
        }
        catch (Exception failure) // The effect performer: nobody knows how far the call came.
        {
            log.ProviderThrew(failure, provider.Description.Id, call.Attempt.Value);
            return new ProviderAnswer.Ambiguous(
                cancellation.IsCancellationRequested ? "The call was broken off."
                : limited.IsCancellationRequested ? "The provider did not answer in time."
                : "The provider's answer could not be read.");
        }
    }

    private async Task<AttemptOutcome> KeepAsync(ProviderAnswer answer, JobTicket ticket, AttemptId attempt, CallRecord record)
    {
        switch (answer)
        {
            case ProviderAnswer.Succeeded succeeded:
                // From here on nothing may break off: the bytes may have been paid for.
                await StageAsync(attempt, succeeded.Bytes);
                return await InspectAsync(succeeded.Bytes, record);
            case ProviderAnswer.NotStarted notStarted: return new AttemptOutcome.NotStarted(notStarted.Reason, notStarted.Temporary, notStarted.RetryAfter);
            case ProviderAnswer.Refused refused: return new AttemptOutcome.Refused(refused.Reason);
            case ProviderAnswer.FailedUncharged failed: return new AttemptOutcome.FailedUncharged(failed.Reason, failed.RetryAfter);
            case ProviderAnswer.Ambiguous ambiguous: return new AttemptOutcome.Ambiguous(ambiguous.Reason, ambiguous.WasCharged);
            default: throw new UnreachableException($"No outcome for {answer.GetType().Name} of {ticket.Job}");
        }
    }

    private async Task StageAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes) =>
        await StorageRetry.UntilAvailableAsync(() => blobs.StageAsync(attempt, bytes, CancellationToken.None), log);

    private async Task<AttemptOutcome> InspectAsync(ReadOnlyMemory<byte> bytes, CallRecord record)
    {
        AttemptOutcome outcome = new AttemptOutcome.Lost();
        await StorageRetry.UntilAvailableAsync(
            async () =>
            {
                var stored = await pictures.StoreAsync(bytes, CancellationToken.None);
                outcome = stored.Picture is { } picture
                    ? new AttemptOutcome.Succeeded(picture, record)
                    : new AttemptOutcome.Unusable($"The provider sent something that is not a usable picture: {stored.Reason}");
            },
            log);
        return outcome;
    }

    private sealed record PreparedCall(Connection Connection, IImageProvider Provider, ProviderCall Call);
}
