namespace Lumiverse.Actors.Imaging.Pool;

/// <summary>
/// Bounds how many pixels are decoded at the same time, in the order of asking. More than the whole budget is granted
/// when nothing else is in flight.
/// </summary>
internal sealed class PixelBudget(long most)
{
    private readonly Lock _turn = new();
    private readonly object _gate = new();
    private long _inFlight;

    /// <summary>Waits on the calling thread until there is room; the share is given back by disposing it.</summary>
    public Share Take(long pixels)
    {
        // Whoever waits for room keeps the turn, so that a large picture is not overtaken for ever by small ones.
        lock (_turn)
            lock (_gate)
            {
                while (_inFlight > 0 && _inFlight + pixels > most)
                    Monitor.Wait(_gate);
                _inFlight += pixels;
                return new Share(this, pixels);
            }
    }

    private void GiveBack(long pixels)
    {
        lock (_gate)
        {
            _inFlight -= pixels;
            Monitor.PulseAll(_gate);
        }
    }

    public readonly struct Share(PixelBudget budget, long pixels) : IDisposable
    {
        public void Dispose() => budget.GiveBack(pixels);
    }
}
