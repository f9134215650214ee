using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>What every single call must respect: the purse, the lane of its chat, the limits, and the provider's wish for silence.</summary>
internal sealed class CallPromises(Timeline time, JobPromises jobs, SilencePromises silences)
{
    /// <summary>Windows longer than this many calls add nothing: a bucket forgets, too.</summary>
    private const int LongestWindow = 100;

    /// <summary>A millionth of a call, as clocks and buckets round.</summary>
    private const double Rounding = 1e-4;

    private readonly Dictionary<JobId, List<Call>> _ofJobs = [];
    private readonly Dictionary<ConnectionId, List<Call>> _running = [];
    private readonly Dictionary<ConnectionId, List<DateTimeOffset>> _starts = [];
    private readonly Dictionary<ConnectionId, ConnectionTerms?> _terms = [];
    private readonly Dictionary<ChatKey, List<Call>> _lanes = [];
    private readonly HashSet<JobId> _withdrawn = [];

    /// <summary>From here on other limits hold, so the windows begin anew.</summary>
    public void UseTerms(ConnectionId connection, ConnectionTerms? terms)
    {
        if (terms != _terms.GetValueOrDefault(connection))
            Of(_starts, connection).Clear();
        _terms[connection] = terms;
    }

    public void Withdraw(JobId job) => _withdrawn.Add(job);

    public void Start(Call call)
    {
        var terms = _terms.GetValueOrDefault(call.Ticket.Connection);
        CheckMoney(call);
        silences.Check(call.Ticket);
        CheckLane(call);
        var running = Of(_running, call.Ticket.Connection);
        running.Add(call);
        Of(_lanes, call.Ticket.Chat).Add(call);
        if (terms is null)
            return; // The connection is gone, and so are its limits; the call fails at once.
        if (running.Count > terms.ConcurrentCalls)
            throw new BrokenPromiseException("Concurrency is never exceeded", $"{running.Count} calls of {call.Ticket.Connection}, {terms.ConcurrentCalls} allowed");
        CheckRate(call, terms);
    }

    /// <summary>The wait for the account is over: the first byte leaves.</summary>
    public void Send(Call call)
    {
        if (_withdrawn.Contains(call.Ticket.Job))
            throw new BrokenPromiseException("What nobody wants is not sent", call.Ticket.Job.Value);
    }

    public void BreakOff(Call call)
    {
        if (!jobs.IsRefused(call.Ticket.Job))
            throw new BrokenPromiseException("Only a person breaks off what is sent", call.Ticket.Job.Value);
    }

    public void End(Call call)
    {
        _running[call.Ticket.Connection].Remove(call);
        _lanes[call.Ticket.Chat].Remove(call);
    }

    /// <summary>Whoever pays knows for what: a picture, or an end that says that money may be gone.</summary>
    public void JudgeTheEnd()
    {
        foreach (var (job, calls) in _ofJobs)
        {
            var end = jobs.Ended[job];
            if (calls.Exists(call => call.IsCharged && !call.IsFree) && end is { Image: null, MayHaveBeenCharged: false })
                throw new BrokenPromiseException("What was paid is accounted for", $"{job} was charged: {Rendered.Of(end)}");
        }
    }

    private void CheckMoney(Call call)
    {
        var earlier = Of(_ofJobs, call.Ticket.Job);
        if (!call.IsFree && earlier.FirstOrDefault(before => !IsKnownToBeUncharged(before)) is { } risk)
            throw new BrokenPromiseException("A paid call of unknown outcome is never repeated", $"{call.Ticket.Job}: {Rendered.Of(risk.Outcome)} at {risk.At:O}");
        earlier.Add(call);
    }

    private static bool IsKnownToBeUncharged(Call call) =>
        call.Outcome is AttemptOutcome.NotStarted or AttemptOutcome.FailedUncharged;

    private void CheckLane(Call call)
    {
        var target = jobs.TargetOf(call.Ticket.Job);
        if (Of(_lanes, call.Ticket.Chat).Find(other => jobs.TargetOf(other.Ticket.Job) == target) is { } beside)
            throw new BrokenPromiseException("One call at a time per chat and target", $"{call.Ticket.Job} beside {beside.Ticket.Job}");
    }

    /// <summary>In every window that ends here at most the burst and what filled up meanwhile.</summary>
    private void CheckRate(Call call, ConnectionTerms terms)
    {
        var starts = Of(_starts, call.Ticket.Connection);
        starts.Add(time.Now);
        if (starts.Count > LongestWindow)
            starts.RemoveAt(0);
        if (terms.CallsPerMinute is not { } perMinute)
            return;
        for (var i = 0; i < starts.Count; i++)
        {
            var (calls, allowed) = (starts.Count - i, Math.Max(1, terms.Burst) + (time.Now - starts[i]).TotalMinutes * perMinute);
            if (calls > allowed + Rounding)
                throw new BrokenPromiseException("The rate is never exceeded", $"{calls} calls since {starts[i]:O}, {allowed:F3} allowed");
        }
    }

    private static List<T> Of<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
