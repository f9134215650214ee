using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>Watches every fact and call of a world, and knows the rules only from the promises of the design.</summary>
internal sealed class Promises
{
    private readonly Dictionary<ChatKey, ShownPromises> _shown = [];
    private readonly Dictionary<JobId, ImageId> _images = [];
    private readonly HashSet<ImageId> _added = [];
    private readonly HashSet<(ChatKey Chat, MessageId Message)> _paintedAlone = [];
    private readonly Dictionary<(ConnectionId Connection, JobId Job), bool> _isOpen = [];

    public Promises(Timeline time)
    {
        Silences = new SilencePromises(time);
        Calls = new CallPromises(time, Jobs, Silences);
    }

    public JobPromises Jobs { get; } = new();

    public CallPromises Calls { get; }

    public SilencePromises Silences { get; }

    public void Notice(ChatKey chat, SceneCommand command, SceneFact fact)
    {
        var shown = _shown.TryGetValue(chat, out var known) ? known : _shown[chat] = new ShownPromises(Jobs);
        switch (fact)
        {
            case SceneFact.JobRequested requested: Jobs.Request(chat, requested); shown.Wish(requested.Order.Job); break;
            case SceneFact.Decided { Trigger: JobTrigger.Automatic, Generate: true, Message: { } message } when !_paintedAlone.Add((chat, message)):
                throw new BrokenPromiseException("A reply is painted once at most though nobody asked", $"{message} of {chat}");
            case SceneFact.JobPlanned planned: Jobs.Plan(planned.Job, planned.Plan.Target); break;
            case SceneFact.JobEnded ended: Jobs.End(ended.Job, ended.End); break;
            case SceneFact.JobWithdrawn { Reason: not WithdrawalReason.Superseded } withdrawn: shown.Forbid(withdrawn.Job); Jobs.Refuse(withdrawn.Job); break;
            case SceneFact.BackgroundChanged changed: shown.Change(command, changed); break;
        }
    }

    public void Notice(ConnectionId connection, ConnectionCommand command, ConnectionFact fact)
    {
        Silences.Notice(connection, command, fact);
        switch (fact)
        {
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

    public void Notice(GalleryFact fact)
    {
        if (fact is not GalleryFact.ImageAdded { Image: { Source: { } source } image })
            return;
        if (!_added.Add(image.Id) || !_images.TryAdd(source.Job, image.Id))
            throw new BrokenPromiseException("An image is added once", $"{image.Id} of {source.Job}");
    }

    /// <summary>What can be said only when nothing is under way.</summary>
    public void JudgeTheEnd()
    {
        Jobs.JudgeTheEnd();
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
}

/// <summary>
/// What comes to stand behind one chat is never older than the latest wish where the chat stands, and nothing that was
/// cancelled. What comes back brings its own wish back.
/// </summary>
internal sealed class ShownPromises(JobPromises jobs)
{
    private readonly Dictionary<JobId, long> _wishes = [];
    private readonly Dictionary<ImageId, long> _chosen = [];
    private readonly HashSet<JobId> _forbidden = [];
    private long _count;
    private long _latest;

    public void Wish(JobId job) => _wishes[job] = ++_count;

    public void Forbid(JobId job) => _forbidden.Add(job);

    public void Change(SceneCommand command, SceneFact.BackgroundChanged changed)
    {
        if (changed.IsRestored == true)
            Restore(changed);
        else if (changed.Background?.Job is { } job && command is not SceneCommand.ShowImage)
            Show(job);
        else
            Choose(changed.Background);
    }

    private void Choose(Background? chosen)
    {
        _latest = ++_count;
        if (chosen is not null)
            _chosen[chosen.Image] = _latest;
    }

    /// <summary>Nothing comes back as well, where nothing was wished for since: what was wished for elsewhere does not count there.</summary>
    private void Restore(SceneFact.BackgroundChanged changed)
    {
        var background = changed.Background;
        if (background?.Job is { } job)
            ShowDone(job);
        _latest = background is null ? Math.Min(_latest, changed.Wish) : _chosen.TryGetValue(background.Image, out var wish) ? wish : background.Job is { } known ? _wishes[known] : 0;
    }

    private void Show(JobId job)
    {
        if (_wishes[job] <= _latest)
            throw new BrokenPromiseException("The background is never older than the latest wish", $"{job} is wish {_wishes[job]}, the latest is {_latest}");
        ShowDone(job);
        _latest = _wishes[job];
    }

    private void ShowDone(JobId job)
    {
        if (_forbidden.Contains(job) || !jobs.Ended.TryGetValue(job, out var end) || end.Outcome != JobOutcome.Done)
            throw new BrokenPromiseException("Only what is done is shown", job.Value);
    }
}
