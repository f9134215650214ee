using System.Collections.Concurrent;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Does what the behaviours ask of the world, off the actors' threads. An effect that is running is not started again, so
/// that what is owed may be asked for at any time. Answers go to the actor's address, whichever incarnation lives there.
/// </summary>
internal sealed class EffectPerformer(
    EntityReferences entities, SceneReader scenes, ProviderCaller providers, TermsReader terms, ThumbnailMaker thumbnails,
    IBlobStore blobs, IAttachmentListener attachments, ILogger<EffectPerformer> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isDraining;
    private volatile bool _isDisposed;

    public void Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.TellScene tell: entities.Tell(tell.Chat, tell.Command); break;
            case Effect.TellConnection tell: entities.Tell(tell.Connection, tell.Command); break;
            case Effect.TellGallery tell: entities.Tell(tell.User, tell.Command); break;
            case Effect.ReadScene read: Start($"read {read.Request.ReadId}", cancellation => ReadAsync(read.Request, cancellation)); break;
            case Effect.AttachImage attach: Start($"attach {attach.Attachment.Image}", cancellation => AttachAsync(attach, cancellation)); break;
            case Effect.ReadTerms read: Start($"terms {read.Connection}", cancellation => ReadTermsAsync(read.Connection, cancellation)); break;
            case Effect.CallProvider call: Start(CallKey(call.Attempt), cancellation => CallAsync(call.Ticket, call.Attempt, cancellation)); break;
            case Effect.RecoverCall recover: Start(CallKey(recover.Attempt), cancellation => RecoverAsync(recover.Ticket, recover.Attempt, cancellation)); break;
            case Effect.CancelCall cancel: Cancel(CallKey(cancel.Attempt)); break;
            case Effect.DiscardStaged discard: Start($"discard {discard.Attempt}", cancellation => blobs.DiscardStagedAsync(discard.Attempt, cancellation)); break;
            case Effect.MakeThumbnails make: Start($"thumbnails {make.Image}", cancellation => MakeThumbnailsAsync(make, cancellation)); break;
            default: throw new UnreachableException($"No performer for {effect.GetType().Name}");
        }
    }

    /// <summary>
    /// Starts no more calls, lets the running ones end within the limit, then breaks them off. What is broken off is found
    /// again by its intent in the journal.
    /// </summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        _isDraining = true;
        var patience = DateTime.UtcNow + limit;
        while (!_running.IsEmpty && DateTime.UtcNow < patience)
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        if (!_isDisposed)
            await _stopping.CancelAsync();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _stopping.Dispose();
    }

    private static string CallKey(AttemptId attempt) => $"call {attempt}";

    private void Start(string key, Func<CancellationToken, Task> work)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        if (_running.TryAdd(key, cancellation))
            _ = Task.Run(() => RunAsync(key, work, cancellation));
        else
            cancellation.Dispose();
    }

    private async Task RunAsync(string key, Func<CancellationToken, Task> work, CancellationTokenSource cancellation)
    {
        try
        {
            await StorageRetry.UntilAvailableAsync(() => work(cancellation.Token), log, cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.EffectCancelled(key);
        }
        catch (Exception failure) // The effect performer: what is owed is asked for again, so nothing is lost.
        {
            log.EffectFailed(failure, key);
        }
        finally
        {
            _running.TryRemove(key, out _);
            cancellation.Dispose();
        }
    }

    private void Cancel(string key)
    {
        if (!_running.TryGetValue(key, out var cancellation))
            return;
        try
        {
            cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in this very moment.
        }
    }

    private async Task ReadAsync(SceneRequest request, CancellationToken cancellation) =>
        entities.Tell(request.Chat, new SceneCommand.SceneWasRead(request.ReadId, await scenes.ReadAsync(request, cancellation)));

    private async Task AttachAsync(Effect.AttachImage attach, CancellationToken cancellation)
    {
        await attachments.AttachAsync(attach.Chat.User, attach.Chat.Chat, attach.Attachment, cancellation);
        entities.Tell(attach.Chat, new SceneCommand.ImageWasAttached(attach.Attachment.Image));
    }

    private async Task ReadTermsAsync(ConnectionId connection, CancellationToken cancellation) =>
        entities.Tell(connection, new ConnectionCommand.TermsWereRead(await terms.ReadAsync(connection, cancellation)));

    private async Task CallAsync(JobTicket ticket, AttemptId attempt, CancellationToken cancellation)
    {
        var outcome = _isDraining
            ? new AttemptOutcome.NotStarted("The server is going down.", Temporary: true, ProviderCaller.PauseAfterDraining)
            : await providers.CallAsync(ticket, attempt, cancellation);
        // What the shutdown broke off says nothing of the provider; the next start looks what became of it.
        if (_stopping.IsCancellationRequested && outcome is not AttemptOutcome.Succeeded)
            return;
        entities.Tell(ticket.Connection, new ConnectionCommand.AttemptWasEnded(attempt, outcome));
    }

    private async Task RecoverAsync(JobTicket ticket, AttemptId attempt, CancellationToken cancellation) =>
        entities.Tell(ticket.Connection, new ConnectionCommand.AttemptWasEnded(attempt, await providers.RecoverAsync(ticket, attempt, cancellation)));

    private async Task MakeThumbnailsAsync(Effect.MakeThumbnails make, CancellationToken cancellation)
    {
        var made = await thumbnails.MakeAsync(make.Picture, cancellation);
        entities.Tell(make.User, new GalleryCommand.ThumbnailsWereMade(make.Image, made.Small, made.Large));
    }
}
