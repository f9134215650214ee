using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>
/// Performs the effects of the hosted actors with providers, readers and messages that fail by the seed. What is slow waits
/// until <see cref="Deliver"/>. Turns of many actors end here at once, so that chance is drawn under a lock.
/// </summary>
internal sealed class ScriptedOutside(ulong seed, JournalScript journal, EntityReferences entities)
{
    private static readonly ConnectionTerms Paid = new(2, null, 1, IsFree: false);

    private readonly Dice _dice = new(seed);
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<Action> _slow = new();
    private readonly ConcurrentQueue<TaskCompletionSource> _slowWrites = new();
    private readonly ConcurrentDictionary<AttemptId, ScriptedCall> _calls = new();
    private ImmutableList<ScriptedCall> _log = [];

    /// <summary>Performs whatever is no message between actors; null = that is made up as well.</summary>
    public Action<Effect>? Shell { get; set; }

    public Faults Faults { get; set; } = Faults.Harsh;

    public ImmutableArray<ScriptedCall> Calls => [.. _log];

    public Dice Person { get; } = new(seed + 1);

    public async Task<WriteFate> WriteAsync()
    {
        var share = Faults == Faults.None ? 1 : Draw(dice => dice.Share());
        if (share is > 0.06 and < 0.12)
        {
            var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _slowWrites.Enqueue(slow);
            await slow.Task;
        }

        return share switch { < 0.02 => WriteFate.Failed, < 0.04 => WriteFate.AckLost, < 0.05 => WriteFate.Rejected, _ => WriteFate.Stored };
    }

    /// <summary>Lets arrive what was slow.</summary>
    public void Deliver()
    {
        ReleaseWrites();
        for (var count = _slow.Count; count > 0 && _slow.TryDequeue(out var deliver); count--)
            deliver();
    }

    public void ReleaseWrites()
    {
        while (_slowWrites.TryDequeue(out var write))
            write.SetResult();
    }

    public void Perform(Effect effect)
    {
        switch (effect)
        {
            case Effect.TellScene tell: Send(() => entities.Tell(tell.Chat, tell.Command)); break;
            case Effect.TellConnection tell: Send(() => entities.Tell(tell.Connection, tell.Command)); break;
            case Effect.TellGallery tell: Send(() => entities.Tell(tell.User, tell.Command)); break;
            default: (Shell ?? MakeUp)(effect); break;
        }
    }

    /// <summary>A call as it reaches the provider, with what the journal says of it at this moment.</summary>
    public ScriptedCall Begin(JobId job, AttemptId attempt, ConnectionId connection, AttemptOutcome outcome)
    {
        var intended = journal.Stored.Any(stored => stored.Event is ConnectionFact.AttemptStarted started && started.Attempt == attempt);
        var call = new ScriptedCall(job, attempt, connection, intended, outcome) { IsCharged = outcome is AttemptOutcome.Succeeded or AttemptOutcome.Unusable };
        ImmutableInterlocked.Update(ref _log, log => log.Add(call));
        return call;
    }

    /// <summary>Now and then until the next <see cref="Deliver"/>.</summary>
    public Task BeSlowAsync(CancellationToken cancellation)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Now(arrived.SetResult);
        return arrived.Task.WaitAsync(cancellation);
    }

    public T Draw<T>(Func<Dice, T> draw)
    {
        lock (_gate)
            return draw(_dice);
    }

    private void MakeUp(Effect effect)
    {
        switch (effect)
        {
            case Effect.ReadScene read: Send(() => entities.Tell(read.Request.Chat, new SceneCommand.SceneWasRead(read.Request.ReadId, Read(read.Request)))); break;
            case Effect.AttachImage attach: Send(() => entities.Tell(attach.Chat, new SceneCommand.ImageWasAttached(attach.Attachment.Image))); break;
            case Effect.ReadTerms read: Send(() => entities.Tell(read.Connection, new ConnectionCommand.TermsWereRead(Paid))); break;
            case Effect.CallProvider call: Call(call.Ticket, call.Attempt); break;
            case Effect.RecoverCall recover: Recover(recover.Ticket.Connection, recover.Attempt); break;
            case Effect.MakeThumbnails make: Send(() => entities.Tell(make.User, new GalleryCommand.ThumbnailsWereMade(make.Image, null, null))); break;
        }
    }

    /// <summary>Between actors: late, twice, or never.</summary>
    private void Send(Action deliver)
    {
        if (!Happens(Faults.LostMessages))
            Now(deliver);
        if (Happens(Faults.DoubledMessages))
            Now(deliver);
    }

    private void Now(Action deliver)
    {
        if (Faults != Faults.None && Happens(0.2))
            _slow.Enqueue(deliver);
        else
            deliver();
    }

    private SceneReadOutcome Read(SceneRequest request) => Happens(Faults.FailedReadings)
        ? new SceneReadOutcome.Failed("The reader of scenes can't be reached.")
        : new SceneReadOutcome.Read(
            Draw(dice => Story.Continue(Story.First, dice)), "rules", request.Message, Draw(Story.Policy),
            new ConnectionChoice(ConnectionId.Of($"of-{request.Chat.User}"), "scripted", null, null));

    private void Call(JobTicket ticket, AttemptId attempt)
    {
        var call = Begin(ticket.Job, attempt, ticket.Connection, Draw(Outcome));
        _calls[attempt] = call;
        Now(() =>
        {
            call.IsRunning = false;
            entities.Tell(call.Connection, new ConnectionCommand.AttemptWasEnded(attempt, call.Outcome));
        });
    }

    /// <summary>A picture is staged, and every other answer is lost with whoever waited for it.</summary>
    private void Recover(ConnectionId connection, AttemptId attempt)
    {
        if (!_calls.TryGetValue(attempt, out var call))
            entities.Tell(connection, new ConnectionCommand.AttemptWasEnded(attempt, new AttemptOutcome.Lost()));
        else if (!call.IsRunning)
            entities.Tell(connection, new ConnectionCommand.AttemptWasEnded(attempt, call.Outcome is AttemptOutcome.Succeeded ? call.Outcome : new AttemptOutcome.Lost()));
    }

    private AttemptOutcome Outcome(Dice dice)
    {
        var pick = dice.Share();
        bool Falls(double share) => (pick -= share) < 0;
        return Falls(Faults.Throttled) ? new AttemptOutcome.NotStarted("Too many requests.", true, dice.Happens(0.5) ? TimeSpan.FromSeconds(20) : null)
            : Falls(Faults.Refused) ? new AttemptOutcome.Refused("The prompt is against the rules.")
            : Falls(Faults.Uncharged) ? new AttemptOutcome.FailedUncharged("The model crashed.", null)
            : Falls(Faults.Ambiguous) ? new AttemptOutcome.Ambiguous("The line went dead.")
            : Falls(Faults.Unusable) ? new AttemptOutcome.Unusable("The answer is not a picture.")
            : new AttemptOutcome.Succeeded(
                new Picture(BlobHash.Of(dice.Id("blob")), "image/png", 1000, 64, 64, "AAAA", 0.5, null, null), new CallRecord("scripted", null, "{}", 1));
    }

    private bool Happens(double probability) => Draw(dice => dice.Happens(probability));
}
