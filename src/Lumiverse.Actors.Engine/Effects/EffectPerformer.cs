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
    private readonly ConcurrentDictionary<string, RunningEffect> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _draining = new();
    private volatile bool _isDisposed;

    public void Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.TellScene tell: entities.Tell(tell.Chat, tell.Command); break;
            case Effect.TellConnection tell: entities.Tell(tell.Connection, tell.Command); break;
            case Effect.TellGallery tell: entities.Tell(tell.User, tell.Command); break;
            case Effect.ReadScene read: Start($"read {read.Request.ReadId}", running => ReadAsync(read.Request, running.Whole)); break;
            case Effect.AttachImage attach: Start($"attach {attach.Attachment.Image}", running => AttachAsync(attach, running.Whole)); break;
            case Effect.ReadTerms read: Start($"terms {read.Connection}", running => ReadTermsAsync(read.Connection, running.Whole)); break;
            case Effect.CallProvider call: Start(CallKey(call.Attempt), running => CallAsync(call.Ticket, call.Attempt, running)); break;
            case Effect.RecoverCall recover: Start(CallKey(recover.Attempt), running => RecoverAsync(recover.Ticket, recover.Attempt, running.Whole), isRecovery: true); break;
            case Effect.CancelCall cancel: _running.GetValueOrDefault(CallKey(cancel.Attempt))?.BreakOff(); break;
            case Effect.CancelUnsentCall cancel: _running.GetValueOrDefault(CallKey(cancel.Attempt))?.DropUnsent(); break;
            case Effect.DiscardStaged discard: Start($"discard {discard.Attempt}", running => blobs.DiscardStagedAsync(discard.Attempt, running.Whole)); break;
            case Effect.MakeThumbnails make: Start($"thumbnails {make.Image}", running => MakeThumbnailsAsync(make, running.Whole)); break;
            default: throw new UnreachableException($"No performer for {effect.GetType().Name}");
        }
    }

    /// <summary>
    /// Sends no more calls, lets those that are sent end within the limit, then breaks them off. What is broken off is found
    /// again by its intent in the journal.
    /// </summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        if (!_isDisposed)
            await _draining.CancelAsync();
        var clock = Stopwatch.StartNew();
        while (!_running.IsEmpty && clock.Elapsed < limit)
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        if (!_isDisposed)
            await _stopping.CancelAsync();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _draining.Dispose();
        _stopping.Dispose();
    }

    private static string CallKey(AttemptId attempt) => $"call {attempt}";

    private void Start(string key, Func<RunningEffect, Task> work, bool isRecovery = false)
    {
        var running = new RunningEffect(_draining.Token, _stopping.Token, isRecovery);
        if (_running.TryAdd(key, running))
            _ = Task.Run(() => RunAsync(key, work, running));
        else
            running.Dispose();
    }

    private async Task RunAsync(string key, Func<RunningEffect, Task> work, RunningEffect running)
    {
        try
        {
            await StorageRetry.UntilAvailableAsync(() => work(running), log, running.Whole);
        }
        catch (OperationCanceledException) when (running.Whole.IsCancellationRequested)
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
            running.Dispose();
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

    private async Task CallAsync(JobTicket ticket, AttemptId attempt, RunningEffect running)
    {
        var outcome = await providers.CallAsync(ticket, attempt, running.Unsent, running.Whole);
        if (outcome == ProviderCaller.Unsent && _draining.IsCancellationRequested)
            outcome = new AttemptOutcome.NotStarted("The server is going down.", Temporary: true, ProviderCaller.PauseAfterDraining);
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
