using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Simulation;

/// <summary>A provider's wish for silence holds for the account that was told, until a person brings another one.</summary>
internal sealed class SilencePromises(Timeline time)
{
    private readonly Dictionary<ConnectionId, DateTimeOffset> _silentUntil = [];
    private readonly Dictionary<AttemptId, ConnectionId> _calling = [];
    private readonly HashSet<AttemptId> _outdated = [];

    public void Notice(ConnectionId connection, ConnectionCommand command, ConnectionFact fact)
    {
        switch (fact)
        {
            case ConnectionFact.AttemptStarted started: _calling[started.Attempt] = connection; break;
            case ConnectionFact.AttemptEnded ended: End(connection, ended); break;
            case ConnectionFact.ProfileChanged when command is ConnectionCommand.NoticeProfile { CallsDiffer: true }: Lift(connection); break;
        }
    }

    public void Check(JobTicket ticket)
    {
        if (_silentUntil.TryGetValue(ticket.Connection, out var until) && time.Now < until)
            throw new BrokenPromiseException("Retry-After is honoured", $"{ticket.Job} is called at {time.Now:O}, silence was asked for until {until:O}");
    }

    private void End(ConnectionId connection, ConnectionFact.AttemptEnded ended)
    {
        _calling.Remove(ended.Attempt);
        if (ended.At + ended.Outcome.RetryAfter is { } until && !_outdated.Contains(ended.Attempt) && until > _silentUntil.GetValueOrDefault(connection))
            _silentUntil[connection] = until;
    }

    /// <summary>What calls under way will still be told was told to the old account.</summary>
    private void Lift(ConnectionId connection)
    {
        _silentUntil.Remove(connection);
        _outdated.UnionWith(_calling.Where(calling => calling.Value == connection).Select(calling => calling.Key));
    }
}
