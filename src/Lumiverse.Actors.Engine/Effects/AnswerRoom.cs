using System.Diagnostics.CodeAnalysis;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Bounds how many answers are in memory at once, between the provider's line and the disk. The others wait where they are,
/// in the buffers of their connections.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Places are left after the end, and without a wait handle there is nothing to dispose of.")]
internal sealed class AnswerRoom(int places, TimeSpan longestWait, TimeSpan longestStay)
{
    /// <summary>More than a core can bring to the disk while it makes thumbnails, at some megabytes each.</summary>
    public const int PlacesPerProcessor = 16;

    /// <summary>An answer is paid for, and whoever sends it gives up after a minute or so: by then it is read without a place.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Slow lines, each of them with its place, would keep everybody else waiting.</summary>
    public static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(places);

    public AnswerRoom()
        : this(PlacesPerProcessor * Environment.ProcessorCount, LongestWait, LongestStay)
    {
    }

    /// <summary>Waits for a place, which is left by disposing of it; null when there was none in time.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation) =>
        await _places.WaitAsync(longestWait, cancellation) ? new Place(_places, longestStay) : null;

    private sealed class Place : IDisposable
    {
        private readonly Timer _stay;
        private SemaphoreSlim? _places;

        public Place(SemaphoreSlim places, TimeSpan longestStay)
        {
            _places = places;
            _stay = new Timer(_ => Leave());
            _stay.Change(longestStay, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _stay.Dispose();
            Leave();
        }

        private void Leave() => Interlocked.Exchange(ref _places, null)?.Release();
    }
}
