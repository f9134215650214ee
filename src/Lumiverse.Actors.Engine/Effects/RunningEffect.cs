namespace Lumiverse.Actors.Engine.Effects;

/// <summary>An effect that is being performed, and the two ways to stop it. Safe for any thread, also after its end.</summary>
/// <param name="draining">Says that nothing more is begun.</param>
/// <param name="stopping">Says that everything is broken off.</param>
/// <param name="isRecovery">
/// It looks what became of a call of an earlier life: only its answer ends the attempt, so nobody's change of mind breaks it off.
/// </param>
internal sealed class RunningEffect(CancellationToken draining, CancellationToken stopping, bool isRecovery = false) : IDisposable
{
    private readonly CancellationTokenSource _whole = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly CancellationTokenSource _unsent = CancellationTokenSource.CreateLinkedTokenSource(draining, stopping);

    /// <summary>Everything has to end.</summary>
    public CancellationToken Whole => _whole.Token;

    /// <summary>What has not left yet must not leave.</summary>
    public CancellationToken Unsent => _unsent.Token;

    public void BreakOff()
    {
        DropUnsent();
        if (!isRecovery)
            Cancel(_whole);
    }

    public void DropUnsent() => Cancel(_unsent);

    public void Dispose()
    {
        _unsent.Dispose();
        _whole.Dispose();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in this very moment.
        }
    }
}
