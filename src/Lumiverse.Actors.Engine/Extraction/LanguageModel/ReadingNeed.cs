using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>
/// A cheap look before a paid one: can what was written since the last reading have changed the scene? It says no only where
/// it knows; rather one call too many than a change that nobody sees.
/// </summary>
internal static class ReadingNeed
{
    /// <summary>Characters. The lexicon doesn't know every place, and the more is told the likelier it is that one is among it.</summary>
    private const int LongestSaved = 800;

    /// <summary>Every sixth word at least is a small English one, or the lexicon can't judge the text. In English it is every third.</summary>
    private const int FewestEnglish = 6;

    /// <summary>Nobody asked, the scene is known, and no unread line tells of another place, time or weather, or of movement.</summary>
    public static bool IsNone(SceneContext context, Lexicon lexicon) =>
        context is { IsAskedFor: false, Previous: { IsPaintable: true } previous }
        && previous.Subjects.IsEmpty == !context.IncludesPeople
        && Unread(context) is { IsEmpty: false } unread
        && unread.All(line => TellsNothing(line.Content, previous, lexicon));

    /// <summary>Empty when the last line was read before: then it has been changed since.</summary>
    private static ImmutableArray<ChatLine> Unread(SceneContext context) =>
        context.Lines[(context.Lines.ToList().FindIndex(line => line.Id == context.PreviousAt) + 1)..];

    private static bool TellsNothing(string content, Scene known, Lexicon lexicon)
    {
        if (content.Length > LongestSaved)
            return false;
        var tokens = Tokenizer.Read(content);
        return IsEnglish(tokens, lexicon.Grammar) && !new Telling(tokens, known, lexicon).IsAnywhere;
    }

    private static bool IsEnglish(ImmutableArray<Token> tokens, Grammar grammar) =>
        tokens.Count(token => IsSmallWord(token.Word, grammar)) * FewestEnglish >= tokens.Count(token => token.IsWord);

    private static bool IsSmallWord(string word, Grammar grammar) =>
        grammar.Determiners.Contains(word) || grammar.Participants.Contains(word) || grammar.Pronouns.Contains(word) || grammar.Copulas.Contains(word);
}
