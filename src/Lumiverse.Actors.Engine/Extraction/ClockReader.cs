using System.Collections.Immutable;
using System.Globalization;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads a clock in words: "three in the morning", "half past ten at night", "6 p.m.".</summary>
internal static class ClockReader
{
    private static readonly ImmutableArray<string> Hours =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Where the half of the day is told: "ten thirty in the morning".</summary>
    private const int HalfReach = 4;

    /// <summary>"In the morning".</summary>
    private const int LongestHalf = 3;

    /// <summary>The time told at a number; and where to read on; null when the number tells none.</summary>
    public static (TimeOfDay Time, int Next)? At(ImmutableArray<Token> tokens, int at, Sentence sentence)
    {
        if (HourOf(tokens[at].Word) is not { } hour)
            return null;
        if (tokens[at].Word.EndsWith('m'))
            return (TimeAt(hour, tokens[at].Word.Contains('p')), at + 1);
        for (var near = at + 1; near < Math.Min(sentence.End, at + 1 + HalfReach) && !IsOther(tokens[near]); near++)
            if (IsAfterNoon(tokens, near, sentence.End) is { } isAfterNoon)
                return (TimeAt(hour, isAfterNoon), Math.Min(sentence.End, near + LongestHalf));
        return null;
    }

    /// <summary>"Three of them met in the morning" tells no clock: only minutes and "o'clock" may stand between.</summary>
    private static bool IsOther(Token token) =>
        token.Word is not ("in" or "at" or "the" or "o'clock" or "thirty" or "fifteen" or ":") && HalfOf(token.Word) is null && HourOf(token.Word) is null
        && token.Word is not ("morning" or "afternoon" or "evening" or "night") && !token.Word.All(char.IsDigit);

    private static bool? IsAfterNoon(ImmutableArray<Token> tokens, int at, int end) => tokens[at].Word switch
    {
        var word when HalfOf(word) is { } half => half,
        "in" when at + 2 < end && tokens[at + 1].Word == "the" => tokens[at + 2].Word switch
        {
            "morning" => false,
            "afternoon" or "evening" => true,
            _ => null,
        },
        "at" when at + 1 < end && tokens[at + 1].Word == "night" => true,
        _ => null,
    };

    private static bool? HalfOf(string word) => word switch
    {
        "am" or "a.m" => false,
        "pm" or "p.m" => true,
        _ => null,
    };

    private static int? HourOf(string word)
    {
        var digits = word.TrimEnd('a', 'p', 'm', '.');
        var hour = Hours.IndexOf(word) is > 0 and var index ? index
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return hour is > 0 and <= 12 ? hour : null;
    }

    private static TimeOfDay TimeAt(int hour, bool isAfterNoon) => (hour % 12 + (isAfterNoon ? 12 : 0)) switch
    {
        < 4 => TimeOfDay.Midnight,
        < 7 => TimeOfDay.Dawn,
        < 11 => TimeOfDay.Morning,
        < 16 => TimeOfDay.Midday,
        < 18 => TimeOfDay.GoldenHour,
        < 20 => TimeOfDay.Dusk,
        _ => TimeOfDay.Night,
    };
}
