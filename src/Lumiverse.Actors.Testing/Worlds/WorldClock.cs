namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>Stands still until the world lets time pass. Waits for lines and disks are the machine's own.</summary>
internal sealed class WorldClock(DateTimeOffset start) : TimeProvider
{
    private long _passed;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(Volatile.Read(ref _passed));

    public void Pass(TimeSpan time) => Interlocked.Add(ref _passed, time.Ticks);
}
