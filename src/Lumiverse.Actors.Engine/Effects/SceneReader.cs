using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Gathers what a decision needs: settings, connection, and the scene that the recent messages tell.</summary>
internal sealed class SceneReader(
    ISettingsStore settings, ConnectionChooser connections, IChatSource chats, ISceneExtractor extractor, ILogger<SceneReader> log) : IDisposable
{
    /// <summary>Readings at once: an extractor may be an LLM, and a thousand chats may talk at the same time.</summary>
    private const int MostReadings = 64;

    private readonly SemaphoreSlim _places = new(MostReadings);

    public async Task<SceneReadOutcome> ReadAsync(SceneRequest request, CancellationToken cancellation)
    {
        var effective = ImageSettings.From(
            await settings.ReadAsync(request.Chat.User, cancellation),
            await settings.ReadAsync(request.Chat.User, request.Chat.Chat, cancellation));
        if (request.Order.Trigger == JobTrigger.Automatic && !(effective.Enabled && effective.AutoGenerate))
            return new SceneReadOutcome.SwitchedOff("Automatic generation is switched off in the settings.");
        if (await connections.ChooseAsync(request.Chat.User, effective, cancellation) is not { } connection)
            return new SceneReadOutcome.Failed("There is no image connection. Create one, or make one the default.");
        var policy = Policy(request.Order, effective);
        if ((request.Order.Mode ?? policy.Mode) == PromptMode.Custom)
            return new SceneReadOutcome.Read(null, "", request.Message, policy, connection.Choice(null));
        return await ReadChatAsync(request, effective, policy, connection, cancellation);
    }

    public void Dispose() => _places.Dispose();

    private async Task<SceneReadOutcome> ReadChatAsync(
        SceneRequest request, ImageSettings effective, ScenePolicy policy, ChosenConnection connection, CancellationToken cancellation)
    {
        var excerpt = await chats.ReadAsync(
            request.Chat.User, request.Chat.Chat, request.Message, effective.PromptContextMessageLimit, cancellation);
        if (excerpt is null)
            return new SceneReadOutcome.Failed("There is no such chat.");
        var seconds = request.Order.PromptTimeoutSeconds ?? effective.PromptGenerationTimeoutSeconds;
        var reading = await ExtractAsync(new SceneContext(excerpt.Lines, request.Previous, excerpt.Scenario), seconds, cancellation);
        return reading is null
            ? new SceneReadOutcome.Failed("The scene could not be read in time. Try again, or raise promptGenerationTimeoutSeconds.")
            : new SceneReadOutcome.Read(
                reading.Scene, reading.Extractor, excerpt.Lines.IsEmpty ? request.Message : excerpt.Lines[^1].Id, policy,
                connection.Choice(effective.AddToGallery ? excerpt.CharacterId : null));
    }

    private async Task<SceneReading?> ExtractAsync(SceneContext context, int seconds, CancellationToken cancellation)
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
            log.ExtractorThrew(failure);
            return null;
        }
        finally
        {
            _places.Release();
        }
    }

    private static ScenePolicy Policy(ImageOrder order, ImageSettings effective) => new(
        effective.SceneChangeThreshold, effective.ForceGeneration, effective.PromptMode, effective.CustomPrompt,
        effective.CustomNegativePrompt, effective.OutputTarget, order.GenerationTimeoutSeconds ?? effective.GenerationTimeoutSeconds)
    {
        Change = effective.SceneChangePolicy,
    };
}
