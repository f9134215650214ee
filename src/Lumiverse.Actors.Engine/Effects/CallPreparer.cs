using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Gathers what a call is made of. Nothing is sent in here, so that whatever goes wrong is known to have cost nothing.</summary>
internal sealed class CallPreparer(
    IConnectionStore connections, IEnumerable<IImageProvider> providers, ReferenceReader references, ILogger<CallPreparer> log)
{
    /// <summary>A store that can't be read is up again, or reported, before a person gives up.</summary>
    private static readonly TimeSpan PauseWithoutStorage = TimeSpan.FromSeconds(5);

    /// <summary>A call but for its key: what a preview shows and a job sends.</summary>
    /// <param name="pinned">Model and parameters in place of the connection's; null = the connection's.</param>
    public async Task<CallDraft> DraftAsync(
        ConnectionId id, ChatKey chat, ImagePrompt prompt, Scene? scene, CancellationToken cancellation, PinnedCall? pinned = null)
    {
        if (await connections.FindAnyAsync(id, cancellation) is not { } stored)
            return CallDraft.Impossible("The connection was deleted. Choose another one and generate again.");
        var connection = Pin(stored, pinned);
        if (providers.FirstOrDefault(known => known.Description.Id == connection.Provider) is not { } provider)
            return CallDraft.Impossible($"The provider {connection.Provider} is not installed. Choose another connection.");
        var reading = await references.ReadAsync(provider.Description.Capabilities, connection.DefaultParameters, chat, cancellation);
        if (reading.Obstacle is { } obstacle)
            return CallDraft.Impossible(obstacle);
        var draft = new PromptDraft(connection.Model, prompt, scene, reading.Parameters);
        return new CallDraft(new DraftedCall(connection, provider, draft, Composed(provider, draft), reading.Pictures), "");
    }

    /// <summary>What the provider makes of a prompt, with what was done to its words before and by the provider.</summary>
    private static ImagePrompt Composed(IImageProvider provider, PromptDraft draft)
    {
        var composed = provider.Compose(draft);
        return composed with { Notes = [.. draft.Prompt.Notes.Union(composed.Notes)] };
    }

    /// <summary>The call, or why there can't be one; exactly one of the two is set.</summary>
    public async Task<(PreparedCall? Call, AttemptOutcome.NotStarted? Obstacle)> PrepareAsync(
        JobTicket ticket, AttemptId attempt, CancellationToken cancellation)
    {
        try
        {
            var drafted = await DraftAsync(ticket.Connection, ticket.Chat, ticket.Prompt, ticket.Scene, cancellation, ticket.Pinned);
            return drafted.Call is { } draft ? await WithKeyAsync(draft, ticket, attempt, cancellation) : Permanent(drafted.Obstacle);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (null, ProviderCaller.Unsent);
        }
        catch (StorageUnavailableException failure)
        {
            return (null, new AttemptOutcome.NotStarted(failure.Message, true, PauseWithoutStorage));
        }
        catch (Exception failure) // The effect performer: avatars and prompts may be anybody's code.
        {
            log.PreparationFailed(attempt.Value, ticket.Job.Value, failure.GetType().Name, failure.StackTrace); // Its message may quote what a person wrote.
            return (null, new AttemptOutcome.NotStarted("The request could not be put together.", true, null));
        }
    }

    private async Task<(PreparedCall?, AttemptOutcome.NotStarted?)> WithKeyAsync(
        DraftedCall draft, JobTicket ticket, AttemptId attempt, CancellationToken cancellation)
    {
        var key = draft.Connection.HasApiKey ? await connections.ReadApiKeyAsync(draft.Connection.Id, cancellation) : null;
        if (key is null && draft.Provider.Description.Capabilities.ApiKeyRequired)
            return Permanent($"The connection has no API key. Enter one in “{draft.Connection.Name}”.");
        var target = new ProviderTarget(draft.Connection.Id, draft.Connection.ApiUrl, key, draft.Connection.Model);
        var call = new ProviderCall(attempt, target, ticket.Prompt, ticket.Scene, draft.Prompt.Parameters, ticket.Seed) { References = draft.References };
        return (new PreparedCall(draft.Provider, call, RecordOf(draft, ticket)), null);
    }

    private static Connection Pin(Connection connection, PinnedCall? pinned) => pinned is null ? connection : connection with
    {
        Model = pinned.Model,
        DefaultParameters = ParameterRecord.Again(pinned.ParametersJson, connection.DefaultParameters),
    };

    private static CallRecord RecordOf(DraftedCall draft, JobTicket ticket) => new(
        draft.Connection.Provider, draft.Connection.Model, ParameterRecord.Of(draft.Connection.DefaultParameters), ticket.Seed, draft.Composed);

    private static (PreparedCall?, AttemptOutcome.NotStarted) Permanent(string reason) => (null, new AttemptOutcome.NotStarted(reason, false, null));
}

/// <summary>A draft, or the sentence why there is none.</summary>
internal sealed record CallDraft(DraftedCall? Call, string Obstacle)
{
    public static CallDraft Impossible(string obstacle) => new(null, obstacle);
}

/// <param name="Composed">The prompt as it goes over the wire.</param>
internal sealed record DraftedCall(
    Connection Connection, IImageProvider Provider, PromptDraft Prompt, ImagePrompt Composed, ImmutableArray<ReferencePicture> References);

/// <param name="Record">What the image will say of its making.</param>
internal sealed record PreparedCall(IImageProvider Provider, ProviderCall Call, CallRecord Record);
