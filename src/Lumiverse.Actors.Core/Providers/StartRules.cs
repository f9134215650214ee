namespace Lumiverse.Actors.Core.Providers;

/// <summary>Which job may call next, and when. Priority first, which grows with waiting; inside a priority the chat that waited longest.</summary>
internal static class StartRules
{
    /// <summary>
    /// After this a waiting job is as urgent as the next kind above it, so that people who keep clicking can't starve what
    /// nobody asked for. Long enough that a person who waits at the page goes first.
    /// </summary>
    public static readonly TimeSpan WaitPerPriority = TimeSpan.FromMinutes(10);

    /// <summary>While the breaker is open a single probe may go.</summary>
    public static int CallsAllowed(ConnectionState state, ConnectionTerms terms) =>
        state.Breaker.IsOpen ? 1 : Math.Max(1, terms.ConcurrentCalls);

    /// <summary>The earliest instant at which any waiting job may start, as far as time alone decides.</summary>
    public static DateTimeOffset EarliestStart(ConnectionState state, ConnectionTerms terms)
    {
        var job = state.Jobs.Values
            .Where(waiting => waiting.Stage == QueuedJobStage.Waiting)
            .Min(waiting => waiting.NotBefore ?? DateTimeOffset.MinValue);
        var gate = Latest(job, state.PausedUntil, state.Breaker.OpenUntil);
        return Latest(gate, state.Bucket.ReadyAt(terms, Latest(gate, state.Bucket.At)));
    }

    /// <summary>The job to start at this instant; null = none may.</summary>
    public static QueuedJob? NextToStart(ConnectionState state, DateTimeOffset now)
    {
        if (state.Terms is not { } terms
            || state.PausedUntil > now || state.Breaker.OpenUntil > now
            || state.CallsInFlight >= CallsAllowed(state, terms)
            || state.Bucket.ReadyAt(terms, now) > now)
            return null;
        return InTurn(state, state.Jobs.Values.Where(job => IsReady(job, now)), now).FirstOrDefault();
    }

    /// <summary>A chat that was not served queues up where its job came in, so that newcomers never overtake for ever.</summary>
    public static IEnumerable<QueuedJob> InTurn(ConnectionState state, IEnumerable<QueuedJob> jobs, DateTimeOffset now) =>
        jobs.OrderBy(job => PriorityOf(job, now))
            .ThenBy(job => state.Served.GetValueOrDefault(job.Ticket.Chat.ToString(), job.Order))
            .ThenBy(job => job.Order);

    /// <summary>0 goes first.</summary>
    private static long PriorityOf(QueuedJob job, DateTimeOffset now) =>
        Math.Max(0, (long)job.Ticket.Trigger - (now - job.Ticket.SubmittedAt).Ticks / WaitPerPriority.Ticks);

    private static bool IsReady(QueuedJob job, DateTimeOffset now) =>
        job.Stage == QueuedJobStage.Waiting && !(job.NotBefore > now);

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset?> instants)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var instant in instants)
            latest = instant > latest ? instant.Value : latest;
        return latest;
    }
}
