using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// What comes to stand behind one chat is never older than the latest wish where the chat stands, and nothing that was
/// cancelled. What comes back brings its own wish back.
/// </summary>
internal sealed class ShownPromises(JobPromises jobs)
{
    private readonly Dictionary<JobId, long> _wishes = [];
    private readonly Dictionary<ImageId, long> _chosen = [];
    private readonly HashSet<JobId> _forbidden = [];
    private readonly Dictionary<ImageId, long> _firstChosen = [];
    private Background? _shown;
    private bool _isEdited;
    private long _count;
    private long _latest;

    public void Wish(JobId job) => _wishes[job] = ++_count;

    public void Forbid(JobId job) => _forbidden.Add(job);

    /// <summary>The chat stands elsewhere: what was wished for where it stood before counts there no more, though the same is shown.</summary>
    public void Edit()
    {
        _isEdited = true;
        Move();
    }

    /// <summary>An edited text that has a scene of its own leaves the text it was made from.</summary>
    public void Judge()
    {
        if (_isEdited)
            Move();
    }

    public void Change(SceneCommand command, SceneFact.BackgroundChanged changed)
    {
        _shown = changed.Background;
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
        if (chosen is null)
            return;
        _chosen[chosen.Image] = _latest;
        _firstChosen.TryAdd(chosen.Image, _latest);
    }

    private void Move() => _latest = Math.Min(_latest, FirstWish());

    private long FirstWish() => _shown is null ? 0
        : _firstChosen.TryGetValue(_shown.Image, out var wish) ? wish
        : _shown.Job is { } job ? _wishes[job] : 0;

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
