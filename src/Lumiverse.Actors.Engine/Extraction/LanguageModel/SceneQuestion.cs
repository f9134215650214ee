using Lumiverse.Actors.Ports.Scenes;
using Microsoft.Extensions.AI;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>What a model is asked: our instructions as the system, the chat as data in the user's turn.</summary>
internal static class SceneQuestion
{
    /// <summary>The likeliest words, so that one story gives one scene.</summary>
    private const float Temperature = 0.1f;

    /// <summary>A scene takes 150 tokens, one with six people 700; the rest is for models that think aloud first.</summary>
    private const int MostTokens = 2000;

    public static IReadOnlyList<ChatMessage> Messages(SceneContext context) =>
    [
        new(ChatRole.System, SceneInstructions.For(context)),
        new(ChatRole.User, ChatRecord.Write(context)),
    ];

    public static ChatOptions Options(SceneContext context) => new()
    {
        Temperature = Temperature,
        MaxOutputTokens = MostTokens,
        ResponseFormat = ChatResponseFormat.ForJsonSchema(
            context.IncludesPeople ? SceneSchema.WithPeople : SceneSchema.Place, "scene", "How the scene of a story stands."),
    };
}
