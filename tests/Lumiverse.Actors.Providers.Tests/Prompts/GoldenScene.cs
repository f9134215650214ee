using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Providers.Tests.Prompts;

/// <summary>One case of the golden prompts: a scene, and who wants what around it.</summary>
internal sealed record GoldenScene(string Name, string About, Scene? Scene)
{
    public PromptMode Mode { get; init; } = PromptMode.Scene;
    public string? Prompt { get; init; }
    public string? Negative { get; init; }
    public PromptWishes Person { get; init; } = PromptWishes.None;
    public PromptWishes Connection { get; init; } = PromptWishes.None;
    public string CharacterName { get; init; } = "Mara";
    public string PersonaName { get; init; } = "Ben";
    public string NovelAiModel { get; init; } = "nai-diffusion-4-5-full";
}
