using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Everything the built-in extractor knows of English, loaded once from the embedded config/lexicon.</summary>
internal sealed class Lexicon
{
    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    private Lexicon()
    {
        Places = new PlaceWords(Load("places", LexiconJson.Default.PlacesFile));
        Times = new TimeWords(Load("times", LexiconJson.Default.TimesFile));
        var air = Load("weather", LexiconJson.Default.WeatherFile);
        (Weather, Lights) = (new WeatherWords(air), new LightWords(air));
        Moods = new MoodWords(Load("moods", LexiconJson.Default.MoodsFile));
        Objects = new ObjectWords(Load("objects", LexiconJson.Default.ObjectsFile));
        Colours = new ColourWords(Load("colours", LexiconJson.Default.ColoursFile));
        Grammar = new Grammar(Load("grammar", LexiconJson.Default.GrammarFile));
    }

    /// <summary>The one lexicon of the process; immutable, so any thread may use it.</summary>
    public static Lexicon English => Loaded.Value;

    public PlaceWords Places { get; }
    public TimeWords Times { get; }
    public WeatherWords Weather { get; }
    public LightWords Lights { get; }
    public MoodWords Moods { get; }
    public ObjectWords Objects { get; }
    public ColourWords Colours { get; }
    public Grammar Grammar { get; }

    /// <summary>A set of single words.</summary>
    public static FrozenSet<string> Words(IEnumerable<string> words) => words.Select(Checked).ToFrozenSet();

    /// <summary>Phrases that carry no meaning but their presence.</summary>
    public static PhraseIndex<bool> Phrases(IEnumerable<string> phrases) => new(phrases.Select(phrase => (Checked(phrase), true)));

    /// <summary>Refuses what could never match: tokens are trimmed lower case.</summary>
    public static string Checked(string phrase) =>
        phrase.Length > 0 && phrase == phrase.Trim() && !phrase.Any(char.IsUpper) && !phrase.Contains("  ")
            ? phrase
            : throw new InvalidDataException($"The lexicon phrase '{phrase}' can't match any text: write it trimmed and in lower case.");

    private static T Load<T>(string name, JsonTypeInfo<T> shape)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream($"lexicon.{name}.json")
            ?? throw new InvalidDataException($"The lexicon file '{name}.json' is not embedded.");
        return JsonSerializer.Deserialize(stream, shape)
            ?? throw new InvalidDataException($"The lexicon file '{name}.json' is empty.");
    }
}
