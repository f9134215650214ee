using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Words for times of day, direct and indirect.</summary>
internal sealed class TimeWords(TimesFile file)
{
    public PhraseIndex<TimeHint> Terms { get; } = new(file.Times.SelectMany(entry =>
        entry.Terms.Select(term => (Lexicon.Checked(term), new TimeHint(Parsed(entry.Time), entry.Vague)))));

    /// <summary>By the thing in the sky.</summary>
    public FrozenDictionary<string, ImmutableArray<SkyMotion>> Motions { get; } = file.Motions
        .SelectMany(motion => motion.Anchor.Select(anchor => (anchor, motion)))
        .GroupBy(pair => Lexicon.Checked(pair.anchor))
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => MotionOf(pair.motion)).ToImmutableArray());

    public PhraseIndex<bool> Daylight { get; } = Lexicon.Phrases(file.Daylight);
    public PhraseIndex<bool> NotAfter { get; } = Lexicon.Phrases(file.NotAfter);
    public PhraseIndex<bool> NotBefore { get; } = Lexicon.Phrases(file.NotBefore);

    private static SkyMotion MotionOf(TimeMotion motion) =>
        new(Lexicon.Words(motion.Near), new TimeHint(Parsed(motion.Time), motion.Vague) { Unless = [.. (motion.Unless ?? []).Select(Parsed)] });

    private static TimeOfDay Parsed(string name) => TimesOfDay.Parse(name) is var time && time != TimeOfDay.Unknown
        ? time
        : throw new InvalidDataException($"The lexicon knows no time of day '{name}'.");
}

internal sealed record TimeHint(TimeOfDay Time, bool IsVague)
{
    /// <summary>Times that the hint fits as well.</summary>
    public ImmutableArray<TimeOfDay> Unless { get; init; } = [];
}

internal sealed record SkyMotion(FrozenSet<string> Near, TimeHint Hint);
