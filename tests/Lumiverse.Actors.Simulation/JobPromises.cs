using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>Every accepted job ends exactly once, and what a person asked for is not superseded by what nobody asked for.</summary>
internal sealed class JobPromises
{
    private readonly Dictionary<JobId, WatchedJob> _jobs = [];
    private readonly Dictionary<JobId, JobEnd> _ended = [];
    private readonly Dictionary<ChatKey, List<WatchedJob>> _ofChats = [];
    private readonly HashSet<JobId> _refused = [];

    public int Open => _jobs.Count - _ended.Count;

    public IReadOnlyDictionary<JobId, JobEnd> Ended => _ended;

    public IReadOnlyDictionary<string, int> Ends =>
        new SortedDictionary<string, int>(_ended.Values.CountBy(end => end.Outcome.ToString()).ToDictionary(), StringComparer.Ordinal);

    public void Request(ChatKey chat, SceneFact.JobRequested requested)
    {
        var list = _ofChats.TryGetValue(chat, out var known) ? known : _ofChats[chat] = [];
        var job = new WatchedJob(chat, requested.Order, list.Count);
        if (!_jobs.TryAdd(requested.Order.Job, job))
            throw new BrokenPromiseException("A job is accepted once", requested.Order.Job.Value);
        list.Add(job);
    }

    /// <summary>A person does not want it any more, sent or not.</summary>
    public void Refuse(JobId job) => _refused.Add(job);

    public bool IsRefused(JobId job) => _refused.Contains(job);

    public void Plan(JobId job, OutputTarget target) => _jobs[job].Target = target;

    public OutputTarget? TargetOf(JobId job) => _jobs[job].Target;

    public void End(JobId id, JobEnd end)
    {
        if (!_jobs.TryGetValue(id, out var job) || !_ended.TryAdd(id, end))
            throw new BrokenPromiseException("A job ends exactly once", $"{id}: {Rendered.Of(end)}");
        if (end.Outcome == JobOutcome.Superseded && job.Order.IsExplicit && !HasExplicitSuccessor(job))
            throw new BrokenPromiseException("An explicit job is never superseded by an automatic one", id.Value);
    }

    public void JudgeTheEnd()
    {
        if (_jobs.Keys.FirstOrDefault(id => !_ended.ContainsKey(id)) is { Value: not null } lost)
            throw new BrokenPromiseException("An accepted job is never lost", lost.Value);
        if (Open != 0 || Ends.Values.Sum() != _jobs.Count)
            throw new BrokenPromiseException("The ends add up to what was accepted", $"{_jobs.Count} accepted, {_ended.Count} ended");
    }

    private bool HasExplicitSuccessor(WatchedJob job) =>
        _ofChats[job.Chat].Skip(job.Number + 1).Any(later => later.Order.IsExplicit && later.Target == job.Target);

    private sealed record WatchedJob(ChatKey Chat, ImageOrder Order, int Number)
    {
        public OutputTarget? Target { get; set; }
    }
}
