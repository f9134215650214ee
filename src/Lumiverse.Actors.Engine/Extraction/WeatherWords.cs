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

    /// <summary>What rains without being rain: "sparks rained from the ceiling".</summary>
    public FrozenSet<string> FalseFalls { get; } = Lexicon.Words(file.FalseFalls);

    /// <summary>By the thing in the sky.</summary>
    public ILookup<string, (FrozenSet<string> Near, WeatherEntry Weather)> Motions { get; } = file.Motions
        .SelectMany(motion => motion.Anchor.Select(anchor => (Anchor: Lexicon.Checked(anchor), Near: Lexicon.Words(motion.Near),
            Weather: file.Weather.First(entry => entry.Name == motion.Weather))))
        .ToLookup(motion => motion.Anchor, motion => (motion.Near, motion.Weather));

    public FrozenSet<string> IndoorSigns { get; } = Lexicon.Words(file.IndoorSigns);
}
