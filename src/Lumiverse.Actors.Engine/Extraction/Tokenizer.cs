using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Cuts a message into tokens in one pass. Chats mark speech in two ways: by quotation marks, or by asterisks around
/// everything that is not speech. A message with neither is narration.
/// </summary>
internal static class Tokenizer
{
    /// <summary>A word or two between asterisks is stress, more of them an action; at the beginning of a line two will do.</summary>
    private const int FewestActionWords = 3;

    private const string Asterisks = "*";

    public static ImmutableArray<Token> Read(string text)
    {
        var voice = new Voice(HasQuotes(text) ? Marks.Quotes : HasActions(text) ? Marks.Actions : Marks.None);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < text.Length;)
            at = char.IsLetterOrDigit(text[at]) ? ReadWord(text, at, voice, tokens) : ReadMark(text, at, voice, tokens);
        return tokens.ToImmutable();
    }

    private static int ReadWord(string text, int start, Voice voice, ImmutableArray<Token>.Builder tokens)
    {
        var end = start + 1;
        while (end < text.Length && IsWordPart(text, end))
            end++;
        var word = text[start..end].ToLowerInvariant().Replace('’', '\'');
        tokens.Add(new Token(word, TokenKind.Word, voice.IsSpeech, char.IsUpper(text[start]), start, end));
        return end;
    }

    private static int ReadMark(string text, int at, Voice voice, ImmutableArray<Token>.Builder tokens)
    {
        if (voice.Hears(text, at))
            tokens.Add(new Token("", TokenKind.Halt, voice.IsSpeech, IsCapital: false, at, at));
        if (KindOf(text, at) is { } kind)
            tokens.Add(new Token(text[at].ToString(), kind, voice.IsSpeech, IsCapital: false, at, at + 1));
        return at + 1;
    }

    private static bool IsWordPart(string text, int at) =>
        char.IsLetterOrDigit(text[at])
        || IsHalfOfDay(text, at)
        || (text[at] is '\'' or '’' or '-' && at + 1 < text.Length && char.IsLetter(text[at + 1]));

    /// <summary>The first dot of "a.m." and "p.m." ends no sentence.</summary>
    private static bool IsHalfOfDay(string text, int at) =>
        text[at] == '.' && at + 1 < text.Length && text[at - 1] is 'a' or 'p' or 'A' or 'P' && text[at + 1] is 'm' or 'M'
        && (at < 2 || !char.IsLetter(text[at - 2])) && (at + 2 == text.Length || !char.IsLetter(text[at + 2]));

    private static TokenKind? KindOf(string text, int at) => text[at] switch
    {
        '.' or '!' or '?' or '…' or '\n' => TokenKind.Halt,
        ',' or ';' or ':' or '—' or '–' or '(' or ')' => TokenKind.Pause,
        '-' when at > 0 && text[at - 1] is ' ' or '-' => TokenKind.Pause,
        _ => null,
    };

    private static bool HasQuotes(string text) =>
        text.AsSpan().IndexOfAny('“', '«') >= 0 || text.AsSpan().Count('"') > 1;

    private static bool HasActions(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
            if (HasAction(line))
                return true;
        return false;
    }

    private static bool HasAction(ReadOnlySpan<char> line)
    {
        var isInside = false;
        foreach (var part in line.Split(Asterisks))
        {
            var leads = line[..part.Start.GetOffset(line.Length)].Trim() is "*";
            if (isInside && line[part].Count(' ') + 1 >= FewestActionWords - (leads ? 1 : 0))
                return true;
            isInside = !isInside;
        }
        return false;
    }

    private enum Marks { None, Quotes, Actions }

    /// <summary>Who speaks at the place that is being read: the narrator, or somebody in the story.</summary>
    private sealed class Voice(Marks marks)
    {
        private bool _isOpen;

        public bool IsSpeech => marks == Marks.Quotes ? _isOpen : marks == Marks.Actions && !_isOpen;

        /// <summary>Whether the mark changes the voice. A paragraph ends whatever somebody forgot to close.</summary>
        public bool Hears(string text, int at)
        {
            var before = _isOpen;
            _isOpen = (marks, text[at]) switch
            {
                (_, '\n') => false,
                (Marks.Quotes, '“' or '«') => true,
                (Marks.Quotes, '”' or '»') => false,
                (Marks.Quotes, '"') => !_isOpen,
                (Marks.Actions, '*') when at == 0 || text[at - 1] != '*' => !_isOpen,
                _ => _isOpen,
            };
            return before != _isOpen;
        }
    }
}
