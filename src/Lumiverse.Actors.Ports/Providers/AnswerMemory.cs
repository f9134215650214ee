namespace Lumiverse.Actors.Ports.Providers;

/// <summary>
/// Memory that a provider reads the answer of one call into. It belongs to the call until the engine has the picture on disk,
/// or until the call has ended without one; then other calls use it. One caller at a time.
/// </summary>
public abstract class AnswerMemory
{
    /// <summary>An answer up to this size, such as a refusal, never waits: 256 KiB, less than a picture of the size people ask for.</summary>
    public const int SmallAnswer = 256 * 1024;

    /// <summary>Memory of its own for every answer, for calls that no engine makes.</summary>
    public static AnswerMemory Fresh { get; } = new FreshMemory();

    /// <summary>
    /// Memory of <paramref name="bytes"/> bytes that begins with those of <paramref name="held"/>, which is given back. Ask before
    /// the bytes are read: whoever needs more than <see cref="SmallAnswer"/> waits here while too many other answers are in
    /// memory, and the wait does not count as the call's time.
    /// </summary>
    /// <param name="held">What this memory gave before; empty the first time.</param>
    public abstract ValueTask<Memory<byte>> GrowAsync(ReadOnlyMemory<byte> held, int bytes, CancellationToken cancellation);

    private sealed class FreshMemory : AnswerMemory
    {
        public override ValueTask<Memory<byte>> GrowAsync(ReadOnlyMemory<byte> held, int bytes, CancellationToken cancellation)
        {
            var memory = new byte[bytes];
            held.CopyTo(memory);
            return ValueTask.FromResult(memory.AsMemory());
        }
    }
}
