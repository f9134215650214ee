using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>Watches every fact and call of a world, and knows the rules only from the promises of the design.</summary>
internal sealed class Promises
{
    private readonly Blobs _blobs;
    private readonly Dictionary<ChatKey, ShownPromises> _shown = [];
    private readonly Dictionary<JobId, ImageId> _images = [];
    private readonly HashSet<ImageId> _added = [];
    private readonly HashSet<(ChatKey Chat, MessageId Message)> _paintedAlone = [];
    private readonly Dictionary<(ConnectionId Connection, JobId Job), bool> _isOpen = [];

    public Promises(Timeline time, Blobs blobs)
    {
        _blobs = blobs;
        Silences = new SilencePromises(time);
        Calls = new CallPromises(time, Jobs, Silences);
        Turns = new TurnPromises(time);
    }

    public int Images => _images.Count;

    public JobPromises Jobs { get; } = new();

    public CallPromises Calls { get; }

    public SilencePromises Silences { get; }

    public TurnPromises Turns { get; }

    public void Notice(ChatKey chat, SceneCommand command, SceneFact fact)
    {
        var shown = _shown.TryGetValue(chat, out var known) ? known : _shown[chat] = new ShownPromises(Jobs);
        switch (fact)
        {
            case SceneFact.JobRequested requested: Jobs.Request(chat, requested); shown.Wish(requested.Order.Job); break;
            case SceneFact.Decided { Trigger: JobTrigger.Automatic, Generate: true, Message: { } message } when !_paintedAlone.Add((chat, message)):
                throw new BrokenPromiseException("A reply is painted once at most though nobody asked", $"{message} of {chat}");
            case SceneFact.Decided { Trigger: JobTrigger.Automatic, Scene: not null, Message: { } judged }: shown.Judge(judged); break;
            case SceneFact.JobPlanned planned: Jobs.Plan(planned.Job, planned.Plan.Target); break;
            case SceneFact.JobEnded ended: Jobs.End(ended.Job, ended.End); break;
            case SceneFact.JobWithdrawn { Reason: not WithdrawalReason.Superseded } withdrawn: shown.Forbid(withdrawn.Job); Jobs.Refuse(withdrawn.Job); break;
            case SceneFact.ReplyNoticed noticed: shown.Arrive(noticed.Message); break;
            case SceneFact.TextChanged changed: shown.Edit(changed.Message); break;
            case SceneFact.ReplyRemoved removed: shown.Remove(removed.Message); break;
            case SceneFact.BackgroundChanged background: shown.Change(command, background); break;
        }
    }

    public void Notice(ConnectionId connection, ConnectionCommand command, ConnectionFact fact)
    {
        Silences.Notice(connection, command, fact);
        Turns.Notice(connection, fact);
        switch (fact)
        {
            case ConnectionFact.TermsChanged changed:
                Calls.UseTerms(connection, changed.Terms);
                break;
            case ConnectionFact.JobAccepted accepted when !_isOpen.TryAdd((connection, accepted.Ticket.Job), true):
                throw new BrokenPromiseException("A job is accepted once", accepted.Ticket.Job.Value);
            case ConnectionFact.JobEnded ended when !_isOpen[(connection, ended.Job)]:
                throw new BrokenPromiseException("A job ends exactly once", ended.Job.Value);
            case ConnectionFact.JobEnded ended:
                _isOpen[(connection, ended.Job)] = false;
                break;
            case ConnectionFact.JobWithdrawn withdrawn:
                Calls.Withdraw(withdrawn.Job);
                break;
        }
    }

    public void Notice(UserId user, GalleryFact fact)
    {
        switch (fact)
        {
            case GalleryFact.ImageAdded added: Add(user, added.Image); break;
            case GalleryFact.ThumbnailsMade made: CheckBytes(made.Image, made.Small?.Hash, made.Large?.Hash); break;
        }
    }

    /// <summary>What can be said only when nothing is under way.</summary>
    public void JudgeTheEnd()
    {
        Jobs.JudgeTheEnd();
        Calls.JudgeTheEnd();
        foreach (var ((connection, job), _) in _isOpen.Where(accepted => accepted.Value))
            throw new BrokenPromiseException("A connection ends what it accepted", $"{job} of {connection}");
        foreach (var (job, end) in Jobs.Ended.Where(job => job.Value.Image is not null))
        {
            if (end.Image?.Id != _images.GetValueOrDefault(job))
                throw new BrokenPromiseException("The image of a job is in the gallery", $"{job}: {Rendered.Of(end)}");
        }

        foreach (var job in _images.Keys.Where(job => Jobs.Ended[job].Image is null))
            throw new BrokenPromiseException("A job knows its image", $"{job}: {Rendered.Of(Jobs.Ended[job])}");
    }

    private void Add(UserId user, NewImage image)
    {
        CheckBytes(image.Id, image.Picture.Hash, image.Picture.Small?.Hash, image.Picture.Large?.Hash);
        if (image.User != user)
            throw new BrokenPromiseException("Nobody sees what belongs to another user", $"{image.Id} of {image.User} in the gallery of {user}");
        if (image.Source is { } source && (!_added.Add(image.Id) || !_images.TryAdd(source.Job, image.Id)))
            throw new BrokenPromiseException("An image is added once", $"{image.Id} of {source.Job}");
    }

    private void CheckBytes(ImageId image, params ReadOnlySpan<BlobHash?> hashes)
    {
        foreach (var hash in hashes)
        {
            if (hash is { } named && !_blobs.Exist(named))
                throw new BrokenPromiseException("Bytes named by a fact exist", $"{named} of {image}");
        }
    }
}
