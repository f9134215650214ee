using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Waits for a store that is down, as long as this process lives: behaviours never see a full disk.</summary>
internal static class StorageRetry
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public static async Task UntilAvailableAsync(Func<Task> work, ILogger log, CancellationToken cancellation = default)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await work();
                return;
            }
            catch (StorageUnavailableException failure)
            {
                log.StorageDown(failure, pause.TotalSeconds);
            }

            await Task.Delay(pause, cancellation);
        }
    }
}
