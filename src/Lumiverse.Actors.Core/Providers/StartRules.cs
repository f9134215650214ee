namespace Lumiverse.Actors.Core.Providers;

/// <summary>Which job may call next, and when. Priority first; inside a priority the chat that waited longest.</summary>
internal static class StartRules
{
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
        return InTurn(state, state.Jobs.Values.Where(job => IsReady(job, now))).FirstOrDefault();
    }

    /// <summary>A chat that was not served queues up where its job came in, so that newcomers never overtake for ever.</summary>
    public static IEnumerable<QueuedJob> InTurn(ConnectionState state, IEnumerable<QueuedJob> jobs) =>
        jobs.OrderBy(job => job.Ticket.Trigger)
            .ThenBy(job => state.Served.GetValueOrDefault(job.Ticket.Chat.ToString(), job.Order))
            .ThenBy(job => job.Order);

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
