using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Simulation;

/// <summary>A call as the provider and its bill see it.</summary>
/// <param name="IsFree">Repeating it costs nothing; neither does a call for which there is no connection any more.</param>
internal sealed record Call(JobTicket Ticket, AttemptId Attempt, Machine Machine, bool IsFree, DateTimeOffset At)
{
    public bool IsRunning { get; set; } = true;

    /// <summary>It is on the provider's bill.</summary>
    public bool IsCharged { get; set; }

    /// <summary>It may cost money from here on; before, it waited for its account.</summary>
    public bool IsSent { get; set; }

    /// <summary>It ended, and its answer is on the way to the connection.</summary>
    public bool IsTold { get; set; }

    /// <summary>Null while it runs, and for ever when its host went down.</summary>
    public AttemptOutcome? Outcome { get; set; }
}

/// <summary>
/// Performs calls as the engine does: a call once per attempt, bytes staged before anything else, and an honest answer
/// to what became of a call.
/// </summary>
internal sealed class ProviderFarm(World world, CallPromises promises)
{
    /// <summary>A few calls of the same account come first.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Reading the connection and inspecting what is staged.</summary>
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<AttemptId, Call> _calls = [];
    private readonly Dictionary<AttemptId, Recovery> _recoveries = [];
    private readonly Dictionary<AttemptId, AttemptOutcome> _staged = [];
    private readonly List<Call> _running = [];
    private readonly List<Call> _told = [];
    private readonly ProviderScript _script = new(world);

    public long Calls => _calls.Count;

    public long ChargedCalls { get; private set; }

    public int Running => _running.Count;

    public long Failures { get; private set; }

    public void Call(JobTicket ticket, AttemptId attempt, Machine machine)
    {
        if (_calls.ContainsKey(attempt))
            return;
        var terms = world.Profiles.TermsOf(ticket.Connection);
        var call = new Call(ticket, attempt, machine, terms is not { IsFree: false }, world.Time.Now);
        promises.Start(call);
        _calls.Add(attempt, call);
        _running.Add(call);
        if (world.Dice.Happens(0.2))
            world.Time.After(world.Dice.Between(TimeSpan.Zero, LongestWait), () => Send(call, terms));
        else
            Send(call, terms);
    }

    /// <summary>Looks what became of a call that nobody waits for, once at a time.</summary>
    public void Recover(JobTicket ticket, AttemptId attempt, Machine machine)
    {
        var recovery = new Recovery(ticket.Connection, attempt, machine);
        if (IsUnderWay(attempt) || !_recoveries.TryAdd(attempt, recovery))
            return;
        world.Time.After(world.Dice.Between(TimeSpan.Zero, LongestRecovery), () => End(recovery));
    }

    public void Cancel(AttemptId attempt)
    {
        if (world.Rules.BreaksOffRecoveries)
            _recoveries.Remove(attempt);
        if (!_calls.TryGetValue(attempt, out var call) || !call.IsRunning)
            return;
        promises.BreakOff(call);
        if (call.IsSent)
            world.Time.After(TimeSpan.FromMilliseconds(50), () => End(call, _script.BrokenOff()));
        else
            End(call, ProviderScript.Unsent);
    }

    public void CancelUnsent(AttemptId attempt)
    {
        if (_calls.TryGetValue(attempt, out var call) && !call.IsSent)
            End(call, ProviderScript.Unsent);
    }

    public void Discard(AttemptId attempt) => _staged.Remove(attempt);

    /// <summary>The host went down: nobody hears how its calls end, but some are charged.</summary>
    public void Lose(Machine machine)
    {
        foreach (var call in _running.Where(call => call.Machine == machine).ToList())
        {
            Release(call);
            Charge(call, call.IsSent && world.Dice.Happens(0.5));
        }

        foreach (var recovery in _recoveries.Values.Where(recovery => recovery.Machine == machine))
            _recoveries.Remove(recovery.Attempt);
        foreach (var call in _told.Where(call => call.Machine == machine))
            call.IsTold = false;
        _told.RemoveAll(call => !call.IsTold);
    }

    private bool IsUnderWay(AttemptId attempt) =>
        !_staged.ContainsKey(attempt) && _calls.TryGetValue(attempt, out var call) && (call.IsRunning || call.IsTold);

    /// <summary>Unless it was broken off, or went down with its host.</summary>
    private void End(Recovery recovery)
    {
        if (!_recoveries.TryGetValue(recovery.Attempt, out var running) || !ReferenceEquals(running, recovery))
            return;
        _recoveries.Remove(recovery.Attempt);
        var outcome = _staged.GetValueOrDefault(recovery.Attempt) ?? new AttemptOutcome.Lost();
        world.Send(() => world.Connection(recovery.Connection).Tell(new ConnectionCommand.AttemptWasEnded(recovery.Attempt, outcome)));
    }

    private void Send(Call call, ConnectionTerms? terms)
    {
        if (!call.IsRunning)
            return;
        if (!world.Connection(call.Ticket.Connection).IsStartingOver) // Otherwise nobody knows yet that it is not wanted.
            promises.Send(call);
        call.IsSent = true;
        world.Messages++;
        var (outcome, pause) = terms is null ? ProviderScript.NoConnection : _script.Play(call.Ticket);
        world.Time.After(pause, () => End(call, outcome));
    }

    private void End(Call call, AttemptOutcome outcome)
    {
        if (!call.IsRunning)
            return;
        Release(call);
        world.Messages++;
        (call.Outcome, call.IsTold) = (outcome, true);
        _told.Add(call);
        if (outcome is AttemptOutcome.Succeeded)
            _staged[call.Attempt] = outcome;
        Failures += outcome is AttemptOutcome.Succeeded ? 0 : 1;
        Charge(call, outcome is AttemptOutcome.Succeeded or AttemptOutcome.Unusable || outcome is AttemptOutcome.Ambiguous && world.Dice.Happens(0.5));
        var life = call.Machine.Life;
        world.Time.After(TimeSpan.FromMilliseconds(1), () => Tell(call, outcome, life));
    }

    /// <summary>Inside one host nothing is lost but with the host itself.</summary>
    private void Tell(Call call, AttemptOutcome outcome, int life)
    {
        call.IsTold = false;
        _told.Remove(call);
        if (life == call.Machine.Life)
            world.Connection(call.Ticket.Connection).Tell(new ConnectionCommand.AttemptWasEnded(call.Attempt, outcome));
    }

    private void Charge(Call call, bool isCharged)
    {
        call.IsCharged = isCharged;
        ChargedCalls += isCharged ? 1 : 0;
    }

    private void Release(Call call)
    {
        call.IsRunning = false;
        _running.Remove(call);
        promises.End(call);
    }

    private sealed record Recovery(ConnectionId Connection, AttemptId Attempt, Machine Machine);
}
