using System.Text;
using System.Text.Json;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>Finds the scene in what a model wrote: alone, in a code fence, after its thoughts, or amid prose.</summary>
internal static class AnswerJson
{
    /// <summary>Ten times the tokens that are asked for; the scene comes last.</summary>
    private const int MostCharacters = 64 * 1024;

    /// <summary>Braces to try; prose has few, and nothing but noise has more.</summary>
    private const int MostTries = 64;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The object with the most members of a scene, the last one of several alike; null when there is none.</summary>
    public static AnswerFields? Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Length <= MostCharacters ? text : text[^MostCharacters..]);
        AnswerFields? best = null;
        var at = NextBrace(bytes, 0);
        for (var tries = 0; at >= 0 && tries < MostTries; tries++)
        {
            var (fields, length) = TryRead(bytes.AsSpan(at));
            if (fields?.Known >= (best?.Known ?? 1))
                best = fields;
            at = NextBrace(bytes, at + length);
        }

        return best;
    }

    private static int NextBrace(byte[] bytes, int from) => Array.IndexOf(bytes, (byte)'{', from);

    /// <summary>What begins here and how long it is; where it is no scene, one may still be inside.</summary>
    private static (AnswerFields? Fields, int Length) TryRead(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, Lenient);
        try
        {
            var fields = new AnswerFields(JsonElement.ParseValue(ref reader));
            return (fields, fields.Known > 0 ? (int)reader.BytesConsumed : 1);
        }
        catch (JsonException)
        {
            return (null, 1);
        }
    }
}
