using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Reads scenes from English prose by rules and a lexicon: offline, free, and the same answer every time. It knows no
/// people; a host with a language model reads more. Safe from any thread.
/// </summary>
public sealed class BuiltInSceneExtractor : ISceneExtractor
{
    /// <summary>The name under which its readings travel.</summary>
    public const string Name = "built-in";

    public Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var read = SceneReader.Read(context, Lexicon.English);
        return Task.FromResult(new SceneReading(read.Scene, Name) { Sources = read.Sources });
    }
}
