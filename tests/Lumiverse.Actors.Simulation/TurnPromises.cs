using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Who is served when. A chat that waits for its first call sees every other chat served once at most before it by what
/// came later and is no more urgent; and after a long wait by whatever there is, so that what nobody asked for is painted as well.
/// </summary>
internal sealed class TurnPromises(Timeline time)
{
    /// <summary>From then on the most urgent request of another chat counts as no more urgent.</summary>
    public static readonly TimeSpan LongestYielding = TimeSpan.FromMinutes(30);

    /// <summary>The one call that another chat has a right to.</summary>
    private const int MostOvertakings = 1;

    private readonly Dictionary<ConnectionId, Line> _lines = [];

    public void Notice(ConnectionId connection, ConnectionFact fact)
    {
        var line = _lines.TryGetValue(connection, out var known) ? known : _lines[connection] = new Line();
        switch (fact)
        {
            case ConnectionFact.JobAccepted accepted: line.Accept(accepted.Ticket, time.Now); break;
            case ConnectionFact.AttemptStarted started: Start(line, started); break;
            case ConnectionFact.JobEnded ended: line.Jobs.Remove(ended.Job); break;
        }
    }

    private void Start(Line line, ConnectionFact.AttemptStarted started)
    {
        var served = line.Jobs[started.Job];
        served.IsCalled = true;
        foreach (var waiting in line.Jobs.Values.Where(job => !job.IsCalled))
        {
            if (waiting.Chat == started.Chat)
                waiting.BeginAnew(); // Its chat had its turn.
            else if (IsOutOfTurn(served, waiting) && waiting.Overtake(started.Chat) > MostOvertakings)
                throw new BrokenPromiseException(
                    time.Now - waiting.At > LongestYielding ? "Nobody starves" : "No chat waits longer than its share",
                    $"{started.Job} of {started.Chat} is called before {waiting.Job} of {waiting.Chat}, which waits since {waiting.At:O}");
        }
    }

    private bool IsOutOfTurn(Place served, Place waiting) =>
        served.Number > waiting.Number && (served.Trigger >= waiting.Trigger || time.Now - waiting.At > LongestYielding);

    private sealed class Line
    {
        private long _accepted;

        public Dictionary<JobId, Place> Jobs { get; } = [];

        public void Accept(JobTicket ticket, DateTimeOffset now) =>
            Jobs[ticket.Job] = new Place(ticket.Job, ticket.Chat, ticket.Trigger, _accepted++, now);
    }

    private sealed record Place(JobId Job, ChatKey Chat, JobTrigger Trigger, long Number, DateTimeOffset At)
    {
        private readonly Dictionary<ChatKey, int> _overtakings = [];

        public bool IsCalled { get; set; }

        public void BeginAnew() => _overtakings.Clear();

        public int Overtake(ChatKey chat) => _overtakings[chat] = _overtakings.GetValueOrDefault(chat) + 1;
    }
}
