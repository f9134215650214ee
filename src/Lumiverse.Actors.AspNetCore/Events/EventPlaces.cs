using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.AspNetCore.Events;

/// <summary>How many event streams each user has open on this server.</summary>
internal sealed class EventPlaces(LumiverseOptions options)
{
    /// <summary>Twice the 2,000 pages that one user's streams are tried with; what opens more forgets to close them.</summary>
    public const int MostPerUser = 4096;

    /// <summary>As long as the page waits before it opens a refused stream again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, int> _open = [];

    /// <summary>A place for one stream, until it is disposed of once. Throws the problem when the user has no more.</summary>
    public IDisposable Take(UserId user)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(user);
            if (open >= options.MostEventStreamsPerUser)
                throw Problems.Of(new Answer.Busy(Refusal(open), Pause)).ToException();
            _open[user] = open + 1;
            return new Place(this, user);
        }
    }

    private static string Refusal(int open) => $"{open} event streams of yours are open, and no more are served at once. Close a page that listens, and try again.";

    private void GiveBack(UserId user)
    {
        lock (_lock)
        {
            if (--_open[user] == 0)
                _open.Remove(user);
        }
    }

    private sealed class Place(EventPlaces places, UserId user) : IDisposable
    {
        public void Dispose() => places.GiveBack(user);
    }
}
