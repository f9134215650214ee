using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Words for weather, its beginning and its end.</summary>
internal sealed class WeatherWords(WeatherFile file)
{
    public PhraseIndex<WeatherEntry> Terms { get; } = new(file.Weather.SelectMany(entry =>
        entry.Terms.Append(entry.Name).Distinct().Select(term => (Lexicon.Checked(term), entry))));

    public PhraseIndex<bool> Endings { get; } = Lexicon.Phrases(file.Endings);
    public PhraseIndex<bool> Onsets { get; } = Lexicon.Phrases(file.Onsets);
    public PhraseIndex<bool> Figures { get; } = Lexicon.Phrases(file.Figures);
    public FrozenSet<string> IndoorSigns { get; } = Lexicon.Words(file.IndoorSigns);
}
