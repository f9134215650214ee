using Lumiverse.Actors.Core.Primitives;
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
    public OutputTarget OutputTarget { get; init; } = OutputTarget.Background;
    public bool AddToGallery { get; init; } = true;

    /// <summary>Recent messages read for a scene, 1 to 50.</summary>
    public int PromptContextMessageLimit { get; init; } = 3;

    /// <summary>0 = none.</summary>
    public int PromptGenerationTimeoutSeconds { get; init; } = 60;

    /// <summary>0 = none.</summary>
    public int GenerationTimeoutSeconds { get; init; } = 300;

    public static ImageSettings From(System.Text.Json.Nodes.JsonObject user, System.Text.Json.Nodes.JsonObject chat) => Defaults;
}
