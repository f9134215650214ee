using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction.LanguageModel;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.Extensions.AI;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Reads scenes with a language model: any language, any wording, and people. Asks once per reading, and not at all where
/// nothing was written that can have changed the scene. As safe from several threads as its client.
/// </summary>
public sealed class ChatClientSceneExtractor(IChatClient client, SceneMeter meter) : ISceneExtractor
{
    private readonly string _name = NameOf(client);

    public async Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation)
    {
        if (ReadingNeed.IsNone(context, Lexicon.English) && context.Previous is { } previous)
            return Saved(previous);
        meter.CallMade();
        var answer = await client.GetResponseAsync(SceneQuestion.Messages(context), SceneQuestion.Options(context), cancellation);
        return new SceneReading(SceneAnswer.Read(answer.Text, context), _name);
    }

    private SceneReading Saved(Scene previous)
    {
        meter.CallSaved();
        return new SceneReading(previous, _name) { Note = "not asked: nothing tells of a place, time, weather or movement" };
    }

    private static string NameOf(IChatClient client) =>
        client.GetService<ChatClientMetadata>()?.DefaultModelId is { Length: > 0 } model ? $"model {model}" : "model";
}
