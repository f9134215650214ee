namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Words for the light of a scene.</summary>
internal sealed class LightWords(WeatherFile file)
{
    private readonly PhraseIndex<string> _names = new(file.Lights.Select(light => (Lexicon.Checked(light.Name), light.Name)));

    public PhraseIndex<LightHint> Terms { get; } = new(file.Lights.SelectMany(light =>
        light.Strong.Append(light.Name).Distinct().Select(term => (Lexicon.Checked(term), new LightHint(light.Name, IsSure: true)))
            .Concat(light.Weak.Select(term => (Lexicon.Checked(term), new LightHint(light.Name, IsSure: false))))));

    /// <summary>Whether a part of a weather text is a light.</summary>
    public bool IsLight(string part) =>
        Tokenizer.Read(part) is { IsEmpty: false } tokens && _names.TryMatch(tokens, 0, out _, out var length) && length == tokens.Length;
}

/// <param name="IsSure">Told as a light, not only as a thing that can give one.</param>
internal sealed record LightHint(string Light, bool IsSure);
