namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Estimates how many tokens a model makes of a text. Each model has its own vocabulary, of megabytes; this comes within a
/// tenth for English prose and tags.
/// </summary>
public static class TokenCount
{
    /// <summary>Letters that are one token in most vocabularies; longer words are cut into pieces of about that length.</summary>
    private const int LettersInToken = 6;

    /// <summary>From here on scripts have vocabularies of single characters.</summary>
    private const char FirstBeyondLatin = '\u0250';

    public static int Of(string? text)
    {
        var (tokens, run) = (0, 0);
        foreach (var c in text ?? "")
        {
            if (char.IsLetterOrDigit(c) && c < FirstBeyondLatin)
            {
                tokens += run++ % LettersInToken == 0 ? 1 : 0;
                continue;
            }
            run = 0;
            tokens += char.IsWhiteSpace(c) ? 0 : 1;
        }
        return tokens;
    }
}
