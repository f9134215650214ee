using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>Image-generation settings as they apply: defaults, over them the user's, over them the chat's.</summary>
public sealed record ImageSettings
{
    public static ImageSettings Defaults { get; } = new();

    public bool Enabled { get; init; } = true;
    public ConnectionId? ActiveConnection { get; init; }

    /// <summary>How many of the five scene fields must change, 1 to 5.</summary>
    public int SceneChangeThreshold { get; init; } = 2;
    public bool AutoGenerate { get; init; } = true;
    public bool ForceGeneration { get; init; }

    /// <summary>0 to 1.</summary>
    public double BackgroundOpacity { get; init; } = 0.35;

    /// <summary>Milliseconds, 0 to 10000.</summary>
    public int FadeTransitionMs { get; init; } = 800;
    public bool IncludeCharacters { get; init; }
    public bool IncludePersona { get; init; }
    public PromptMode PromptMode { get; init; } = PromptMode.Scene;
    public string CustomPrompt { get; init; } = "";
    public string CustomNegativePrompt { get; init; } = "";

    /// <summary>What is put around every prompt: keys promptStyle, promptPrefix, promptSuffix, negativePrompt.</summary>
    public PromptWishes Wishes { get; init; } = PromptWishes.None;
    public OutputTarget OutputTarget { get; init; } = OutputTarget.Background;
    public bool AddToGallery { get; init; } = true;

    /// <summary>Recent messages read for a scene, 1 to 50.</summary>
    public int PromptContextMessageLimit { get; init; } = 3;

    /// <summary>0 = none.</summary>
    public int PromptGenerationTimeoutSeconds { get; init; } = 60;

    /// <summary>0 = none.</summary>
    public int GenerationTimeoutSeconds { get; init; } = 300;

    public ChangePolicy SceneChangePolicy { get; init; } = ChangePolicy.Meaning;

    /// <summary>What is done at a place that has its picture: by default nothing is charged that nobody asked for.</summary>
    public ReturnToPlace ReturnToPlace { get; init; } = ReturnToPlace.Ask;

    /// <summary>
    /// Seconds without a message before a scene is read, 0 to 30. One second: the replies of a group and the parts of a
    /// streamed one come faster, and nobody misses it before an image that takes ten.
    /// </summary>
    public int AutoDebounceSeconds { get; init; } = 1;

    /// <summary>Seconds from one image to the next automatic one, 0 to 3600; 0 = as few as may be.</summary>
    public int MinimumGapSeconds { get; init; }

    /// <summary>Replies that pass after an image before the next automatic one, 0 to 100; 0 = none.</summary>
    public int MinimumGapMessages { get; init; }

    /// <summary>What applies to a chat. Tolerant: a stored value that is wrong counts as absent.</summary>
    public static ImageSettings From(JsonObject user, JsonObject chat)
    {
        var stored = new StoredSettings(new SettingsLayers(user, chat));
        return new ImageSettings
        {
            Enabled = stored.Flag("enabled"),
            ActiveConnection = stored.Text("activeImageGenConnectionId") is { Length: > 0 } id ? ConnectionId.Of(id) : null,
            SceneChangeThreshold = stored.Whole("sceneChangeThreshold"),
            AutoGenerate = stored.Flag("autoGenerate"),
            ForceGeneration = stored.Flag("forceGeneration"),
            BackgroundOpacity = stored.Number("backgroundOpacity"),
            FadeTransitionMs = stored.Whole("fadeTransitionMs"),
            IncludeCharacters = stored.Flag("includeCharacters"),
            IncludePersona = stored.Flag("includePersona"),
            PromptMode = WireWords.ParsePromptMode(stored.Text("promptMode")) ?? PromptMode.Scene,
            CustomPrompt = stored.Text("customPrompt"),
            CustomNegativePrompt = stored.Text("customNegativePrompt"),
            Wishes = new PromptWishes(stored.Text("promptStyle"), stored.Text("promptPrefix"), stored.Text("promptSuffix"), stored.Text("negativePrompt")),
            OutputTarget = WireWords.ParseOutputTarget(stored.Text("outputTarget")) ?? OutputTarget.Background,
            AddToGallery = stored.Flag("addToGallery"),
            PromptContextMessageLimit = stored.Whole("promptContextMessageLimit"),
            PromptGenerationTimeoutSeconds = stored.Whole("promptGenerationTimeoutSeconds"),
            GenerationTimeoutSeconds = stored.Whole("generationTimeoutSeconds"),
            SceneChangePolicy = WireWords.ParseChangePolicy(stored.Text("sceneChangePolicy")) ?? ChangePolicy.Meaning,
            ReturnToPlace = WireWords.ParseReturnToPlace(stored.Text("returnToPlace")) ?? ReturnToPlace.Ask,
            AutoDebounceSeconds = stored.Whole("autoDebounceSeconds"),
            MinimumGapSeconds = stored.Whole("minimumGapSeconds"),
            MinimumGapMessages = stored.Whole("minimumGapMessages"),
        };
    }
}
