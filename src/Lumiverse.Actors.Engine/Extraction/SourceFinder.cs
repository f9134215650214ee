using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Finds the words that tell a scene, whoever read it: the sentence that says nearly the same of a field when it is read
/// alone, or that has most of its words. Only for what the scene says otherwise than the one before; the words of the rest
/// were found when that was read.
/// </summary>
internal static partial class SourceFinder
{
    /// <summary>A panel shows the words beside a field; of a longer sentence the beginning says which one it is.</summary>
    public const int LongestQuote = 200;

    /// <summary>Three long replies have fewer; each costs some tens of microseconds.</summary>
    public const int MostSentences = 150;

    /// <summary>A sentence that has less in common with a field does not tell it.</summary>
    private const double Enough = 0.5;

    /// <summary>Shorter words of a field, such as "a" and "by", are in every sentence.</summary>
    private const int ShortestWord = 4;

    public static ImmutableSortedDictionary<string, FieldSource> Find(SceneContext context, Scene scene)
    {
        var sources = SceneState.NoSources;
        var sentences = context.Lines.Reverse().SelectMany(Sentences).Take(MostSentences).ToList();
        foreach (var told in SceneChange.Between(context.Previous ?? Scene.Unknown, scene, ChangePolicy.Exact).Where(field => field.Changed && field.After.Length > 0))
        {
            var best = sentences.Select(sentence => (Sentence: sentence, Share: Share(told, sentence, scene))).MaxBy(found => found.Share);
            if (best.Share >= Enough)
                sources = sources.SetItem(told.Name, new FieldSource(best.Sentence.Message, best.Sentence.Words));
        }

        return sources;
    }

    /// <summary>The last one first: what is told last holds.</summary>
    private static IEnumerable<Told> Sentences(ChatLine line) => SentencePattern().Matches(line.Content).Reverse()
        .Select(match => match.Value.Trim(' ', '*', '_', '\t', '\r'))
        .Where(words => words.Length > 0)
        .Select(words => new Told(line.Id, words.Length <= LongestQuote ? words : $"{words[..LongestQuote]}…", Alone(line, words)));

    private static Scene Alone(ChatLine line, string words) =>
        SceneReader.Read(new SceneContext([line with { Content = words }], null, null), Lexicon.English).Scene;

    private static double Share(FieldChange told, Told sentence, Scene scene)
    {
        var alone = SceneChange.Between(sentence.Alone, scene).First(field => field.Name == told.Name);
        return Math.Max(alone.Before.Length > 0 ? 1 - alone.Distance : 0, CommonWords(told.After, sentence.Words));
    }

    private static double CommonWords(string value, string sentence)
    {
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => word.Length >= ShortestWord).DefaultIfEmpty(value).ToList();
        return (double)telling.Count(word => sentence.Contains(word, StringComparison.OrdinalIgnoreCase)) / telling.Count;
    }

    [GeneratedRegex("""[^.!?…\n]+[.!?…"”’*)]*""", RegexOptions.None, Patterns.LongestMatchMilliseconds)]
    private static partial Regex SentencePattern();

    private sealed record Told(MessageId Message, string Words, Scene Alone);
}
