namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads the weather. What falls outranks what blows, and what blows outranks the sky behind it.</summary>
internal static class WeatherReader
{
    /// <summary>How many words may stand between a weather and its beginning or end: "the rain has at last quite stopped".</summary>
    private const int ChangeReach = 7;

    public static Found<string> Read(Passage passage, string weather, PlaceReading place, Lexicon lexicon)
    {
        var found = new Found<string>(weather, At: null);
        var sky = new Sky(KindOf(weather, lexicon), weather, IsSettled: !place.HasMoved);
        if (place is { HasMoved: true, IsIndoors: true })
            sky = new Sky(null, "", IsSettled: false);
        foreach (var sentence in passage.Heard)
            for (var at = sentence.Start; at < sentence.End;)
            {
                (sky, var next) = ReadAt(passage, at, sentence, sky, place, lexicon.Weather);
                (found, at) = (found.Then(sky.Text, at), next);
            }
        return found with { Value = sky.Text };
    }

    private static (Sky Sky, int Next) ReadAt(Passage passage, int at, Sentence sentence, Sky sky, PlaceReading place, WeatherWords words)
    {
        if (at + 1 < sentence.End && words.Figures.Matches(passage.Tokens, at + 1))
            return (sky, at + 1);
        if (Moved(passage, at, sentence, words) is { } moved)
            return (passage.Holds(at) && IsHere(passage, at, sentence, place, words) ? sky.With(moved, begins: true) : sky, at + 1);
        if (!words.Terms.TryMatch(passage.Tokens, at, out var weather, out var length) || IsFalse(passage, at, sentence, words))
            return (sky, at + 1);
        var next = at + length;
        if (!passage.Holds(at) || (next < sentence.End && words.Figures.Matches(passage.Tokens, next)) || !IsHere(passage, at, sentence, place, words))
            return (sky, next);
        if (IsFollowed(passage, next, sentence, words.Endings))
            return (sky.Without(weather), next);
        return (sky.With(weather, IsFollowed(passage, at + 1, sentence, words.Onsets)), next);
    }

    /// <summary>What a thing in the sky does, told a few words on: "the sky was a perfect blue".</summary>
    private static WeatherEntry? Moved(Passage passage, int at, Sentence sentence, WeatherWords words)
    {
        foreach (var (nearWords, weather) in words.Motions[passage.Tokens[at].Word])
            for (var near = at + 1; near < Math.Min(sentence.End, at + 1 + ChangeReach) && passage.Tokens[near].IsWord; near++)
                if (nearWords.Contains(passage.Tokens[near].Word))
                    return weather;
        return null;
    }

    private static bool IsFalse(Passage passage, int at, Sentence sentence, WeatherWords words) =>
        at > sentence.Start && words.FalseFalls.Contains(passage.Tokens[at - 1].Word) && passage.Tokens[at].Word.StartsWith("rain", StringComparison.Ordinal);

    /// <summary>Somebody who comes in out of the rain leaves it behind; rain on the windows comes along.</summary>
    private static bool IsHere(Passage passage, int at, Sentence sentence, PlaceReading place, WeatherWords words) =>
        place is not { HasMoved: true, IsIndoors: true } || at > place.At || HasIndoorSign(passage, sentence, words);

    private static bool HasIndoorSign(Passage passage, Sentence sentence, WeatherWords words)
    {
        for (var at = sentence.Start; at < sentence.End; at++)
            if (words.IndoorSigns.Contains(passage.Tokens[at].Word))
                return true;
        return false;
    }

    private static bool IsFollowed(Passage passage, int start, Sentence sentence, PhraseIndex<bool> changes)
    {
        for (var at = start; at < Math.Min(sentence.End, start + ChangeReach) && passage.Tokens[at].IsWord; at++)
            if (changes.Matches(passage.Tokens, at))
                return true;
        return false;
    }

    private static WeatherEntry? KindOf(string weather, Lexicon lexicon)
    {
        var tokens = Tokenizer.Read(weather.Length <= Passage.LongestLook ? weather : weather[..Passage.LongestLook]);
        for (var at = 0; at < tokens.Length; at++)
            if (lexicon.Weather.Terms.TryMatch(tokens, at, out var entry, out _))
                return entry;
        return null;
    }

    /// <param name="IsSettled">The weather was known before in this place: a lesser one that is mentioned doesn't replace it.</param>
    private sealed record Sky(WeatherEntry? Kind, string Text, bool IsSettled)
    {
        public Sky With(WeatherEntry weather, bool begins) => Replaces(weather, begins) ? new Sky(weather, weather.Name, IsSettled: true) : this;

        public Sky Without(WeatherEntry weather) =>
            Kind is not null && (Kind.Family == weather.Family || weather.Vague) ? new Sky(null, "", IsSettled: false) : this;

        private bool Replaces(WeatherEntry weather, bool begins)
        {
            if (Kind is null)
                return true;
            if (Kind.Family == weather.Family)
                return !weather.Vague && (weather.Rank >= Kind.Rank || begins);
            return !IsSettled || begins || weather.Rank > Kind.Rank || weather.Family == "clear";
        }
    }
}
