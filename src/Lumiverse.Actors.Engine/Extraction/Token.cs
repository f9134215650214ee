namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>What stands between two blanks: a word, a pause inside a sentence, or the end of one.</summary>
internal enum TokenKind { Word, Pause, Halt }

/// <param name="Word">Lower case, with straight apostrophes; the mark itself for pauses and halts.</param>
/// <param name="IsSpoken">Somebody says it; what is said isn't what is.</param>
/// <param name="IsCapital">Begins with a capital, as names do.</param>
/// <param name="Start">Where it begins in the text that was cut.</param>
/// <param name="End">Where the text goes on after it.</param>
internal readonly record struct Token(string Word, TokenKind Kind, bool IsSpoken, bool IsCapital, int Start, int End)
{
    public bool IsWord => Kind == TokenKind.Word;
}

/// <summary>The tokens from <paramref name="Start"/> up to, not including, <paramref name="End"/>; one voice throughout.</summary>
internal readonly record struct Sentence(int Start, int End, bool IsQuestion);
