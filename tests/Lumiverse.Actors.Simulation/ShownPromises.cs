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
    private readonly Dictionary<JobId, KnownReply> _places = [];
    private readonly List<KnownReply> _replies = [];
    private Background? _shown;
    private long _count;
    private long _latest;

    public void Wish(JobId job)
    {
        _wishes[job] = ++_count;
        if (_replies.Count > 0)
            _places[job] = _replies[^1];
    }

    public void Forbid(JobId job) => _forbidden.Add(job);

    public void Arrive(MessageId message)
    {
        if (IndexOf(message) < 0)
            _replies.Add(new KnownReply(message, _latest));
    }

    /// <summary>The chat stands elsewhere: what was wished for where it stood before counts there no more, though the same is shown.</summary>
    public void Edit(MessageId message)
    {
        if (IndexOf(message) is not (>= 0 and var index))
            return;
        _replies[index].IsEdited = true;
        ForgetWishesAt(index);
        Move();
    }

    public void Remove(MessageId message)
    {
        if (IndexOf(message) is not (>= 0 and var index))
            return;
        ForgetWishesAt(index);
        _replies.RemoveAt(index);
        Move();
    }

    /// <summary>
    /// An edited text that has a scene of its own leaves the text it was made from. What stood before the reply may be on
    /// its way still, so that nothing need be shown yet.
    /// </summary>
    public void Judge(MessageId message)
    {
        if (IndexOf(message) is not (>= 0 and var index) || !_replies[index].IsEdited)
            return;
        _replies[index].IsEdited = false;
        _latest = Math.Min(_latest, _replies[index].LatestBefore);
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

    private int IndexOf(MessageId message) => _replies.FindLastIndex(reply => reply.Message == message);

    /// <summary>Nothing that was wished for at a reply stands before the replies after it any more.</summary>
    private void ForgetWishesAt(int index)
    {
        foreach (var later in _replies.Skip(index))
            later.LatestBefore = Math.Min(later.LatestBefore, _replies[index].LatestBefore);
    }

    /// <summary>It stands before every reply that came after it was wished for.</summary>
    private void StandBefore(JobId job)
    {
        var place = _places.GetValueOrDefault(job);
        foreach (var later in _replies.Skip(place is null ? 0 : _replies.LastIndexOf(place) + 1))
            later.LatestBefore = Math.Max(later.LatestBefore, _wishes[job]);
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
        StandBefore(job);
        _latest = _wishes[job];
    }

    private void ShowDone(JobId job)
    {
        if (_forbidden.Contains(job) || !jobs.Ended.TryGetValue(job, out var end) || end.Outcome != JobOutcome.Done)
            throw new BrokenPromiseException("Only what is done is shown", job.Value);
    }

    private sealed class KnownReply(MessageId message, long latestBefore)
    {
        public MessageId Message => message;

        /// <summary>The latest wish before the reply, which counts again where its text is left.</summary>
        public long LatestBefore { get; set; } = latestBefore;

        /// <summary>Its text was made from another one, and was not judged yet.</summary>
        public bool IsEdited { get; set; }
    }
}
