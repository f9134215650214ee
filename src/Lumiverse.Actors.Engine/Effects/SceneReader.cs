using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Gathers what a decision needs: settings, connection, and the scene that the recent messages tell.</summary>
internal sealed class SceneReader(
    ISettingsStore settings, ConnectionChooser connections, IChatSource chats, SceneExtraction extraction)
{
    public async Task<SceneReadOutcome> ReadAsync(SceneRequest request, CancellationToken cancellation)
    {
        var effective = ImageSettings.From(
            await settings.ReadAsync(request.Chat.User, cancellation),
            await settings.ReadAsync(request.Chat.User, request.Chat.Chat, cancellation));
        if (request.Order.Trigger == JobTrigger.Automatic && !(effective.Enabled && effective.AutoGenerate))
            return new SceneReadOutcome.SwitchedOff("Automatic generation is switched off in the settings.");
        if (request.Order.Again is { } again)
            return new SceneReadOutcome.Read(null, "", null, Policy(request.Order, effective), again.Connection);
        if (request.MayWait && effective.AutoDebounceSeconds > 0)
            return new SceneReadOutcome.Postponed(TimeSpan.FromSeconds(effective.AutoDebounceSeconds));
        if (await connections.ChooseAsync(request.Chat.User, effective, cancellation) is not { } connection)
            return new SceneReadOutcome.Failed("There is no image connection. Create one, or make one the default.");
        var policy = Policy(request.Order, effective);
        if ((request.Order.Mode ?? policy.Mode) == PromptMode.Custom)
            return new SceneReadOutcome.Read(null, "", request.Message, policy, connection.Choice(null)) { Terms = await TermsAsync(request, effective, connection, cancellation) };
        return await ReadChatAsync(request, effective, policy, connection, cancellation);
    }

    private async Task<SceneReadOutcome> ReadChatAsync(
        SceneRequest request, ImageSettings effective, ScenePolicy policy, ChosenConnection connection, CancellationToken cancellation)
    {
        var excerpt = await chats.ReadAsync(
            request.Chat.User, request.Chat.Chat, request.Message, effective.PromptContextMessageLimit, cancellation);
        if (excerpt is null)
            return new SceneReadOutcome.Failed("There is no such chat.");
        var seconds = request.Order.PromptTimeoutSeconds ?? effective.PromptGenerationTimeoutSeconds;
        var context = Context(request, effective, excerpt);
        var reading = await extraction.ReadAsync(context, seconds, cancellation);
        var last = excerpt.Lines.LastOrDefault();
        return reading is null
            ? new SceneReadOutcome.Failed("The scene could not be read in time. Try again, or raise promptGenerationTimeoutSeconds.")
            : new SceneReadOutcome.Read(
                reading.Scene, Named(reading), last?.Id ?? request.Message, policy,
                connection.Choice(effective.AddToGallery ? excerpt.CharacterId : null))
            {
                Version = last?.Version,
                Sources = reading.Sources ?? SourceFinder.Find(context, reading.Scene),
                Terms = Terms(effective, connection, excerpt),
            };
    }

    /// <summary>For a prompt of one's own the chat is read for the names in it alone, and only when macros ask for them.</summary>
    private async Task<PromptTerms> TermsAsync(SceneRequest request, ImageSettings effective, ChosenConnection connection, CancellationToken cancellation)
    {
        var excerpt = HasMacro(request.Order, effective, connection)
            ? await chats.ReadAsync(request.Chat.User, request.Chat.Chat, request.Message, effective.PromptContextMessageLimit, cancellation)
            : null;
        return Terms(effective, connection, excerpt) with { Remembered = request.Previous };
    }

    private static bool HasMacro(ImageOrder order, ImageSettings effective, ChosenConnection connection) =>
        !order.IsLiteral && (effective.Wishes.HasMacro || connection.Connection.Wishes.HasMacro
        || new[] { order.Prompt, order.NegativePrompt, effective.CustomPrompt, effective.CustomNegativePrompt }.Any(PromptWishes.IsMacroIn));

    private static PromptTerms Terms(ImageSettings effective, ChosenConnection connection, ChatExcerpt? excerpt) => new()
    {
        Person = effective.Wishes,
        Connection = connection.Connection.Wishes,
        Limits = connection.Limits,
        CharacterName = excerpt is null ? null : (excerpt.Character ?? Writer(excerpt, isUser: false)).Name,
        PersonaName = excerpt is null ? null : (excerpt.Persona ?? Writer(excerpt, isUser: true)).Name,
    };

    private static SceneContext Context(SceneRequest request, ImageSettings effective, ChatExcerpt excerpt) =>
        new(excerpt.Lines, request.Previous, excerpt.Scenario)
        {
            PreviousAt = request.PreviousAt,
            Character = effective.IncludeCharacters ? excerpt.Character ?? Writer(excerpt, isUser: false) : null,
            Persona = effective.IncludePersona ? excerpt.Persona ?? Writer(excerpt, isUser: true) : null,
            IsAskedFor = request.Order.Trigger != JobTrigger.Automatic,
        };

    /// <summary>A host that describes nobody still names who writes.</summary>
    private static ChatPerson Writer(ChatExcerpt excerpt, bool isUser) =>
        new(excerpt.Lines.LastOrDefault(line => line.IsUser == isUser)?.Name ?? "", "");

    /// <summary>The extractor as decisions show it, with what is worth knowing about this reading.</summary>
    private static string Named(SceneReading reading) =>
        reading.Note is null ? reading.Extractor : $"{reading.Extractor} ({reading.Note})";

    private static ScenePolicy Policy(ImageOrder order, ImageSettings effective) => new(
        effective.SceneChangeThreshold, effective.ForceGeneration, effective.PromptMode, effective.CustomPrompt,
        effective.CustomNegativePrompt, effective.OutputTarget, order.GenerationTimeoutSeconds ?? effective.GenerationTimeoutSeconds)
    {
        Change = effective.SceneChangePolicy,
        Return = effective.ReturnToPlace,
        MinimumGapSeconds = effective.MinimumGapSeconds,
        MinimumGapMessages = effective.MinimumGapMessages,
    };
}
