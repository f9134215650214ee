using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Asks the extractor within its time. When it fails, the built-in one reads instead and the reading says why: a model that
/// is down must cost a chat its finer scenes, not its pictures.
/// </summary>
internal sealed class SceneExtraction(ISceneExtractor extractor, SceneMeter meter, ILogger<SceneExtraction> log) : IDisposable
{
    /// <summary>Readings at once: an extractor may be an LLM, and a thousand chats may talk at the same time.</summary>
    private const int MostReadings = 64;

    private readonly SemaphoreSlim _places = new(MostReadings);

    /// <summary>Null when not even the built-in extractor could read.</summary>
    /// <param name="seconds">0 = no limit.</param>
    public async Task<SceneReading?> ReadAsync(SceneContext context, int seconds, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (seconds > 0)
            limited.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            return await extractor.ReadAsync(context, limited.Token);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested) // The effect performer: an extractor may be anybody's code.
        {
            return await ReadInsteadAsync(context, Why(failure, limited.IsCancellationRequested), cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<SceneReading?> ReadInsteadAsync(SceneContext context, string why, CancellationToken cancellation)
    {
        if (extractor is BuiltInSceneExtractor)
            return null;
        meter.FellBack();
        log.ReadInstead(why);
        return await new BuiltInSceneExtractor().ReadAsync(context, cancellation) with { Note = why };
    }

    /// <summary>A stranger's message may hold a key or a prompt, so only its type and trace are logged, and nothing of it is stored.</summary>
    private string Why(Exception failure, bool isLate)
    {
        if (failure is SceneUnreadableException unreadable)
            return unreadable.Message;
        if (isLate)
            return "the model did not answer in time";
        log.ExtractorThrew(failure.GetType().Name, failure.StackTrace);
        return "the model could not be asked";
    }
}
