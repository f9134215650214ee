using Lumiverse.Actors.Ports.Images;

namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>What a look at the header says.</summary>
internal abstract record Probing
{
    private Probing() { }

    /// <summary>Worth decoding.</summary>
    public sealed record Accepted(PictureHeader Header) : Probing;

    public sealed record TurnedDown(Inspection.Unreadable Answer) : Probing;

    public static Probing No(UnreadableKind kind, string reason) => new TurnedDown(new Inspection.Unreadable(kind, reason));

    public static Probing CutShort(string type) =>
        No(UnreadableKind.Truncated, $"This {type} ends before the picture does; send the whole file.");

    public static Probing Broken(string type) =>
        No(UnreadableKind.Damaged, $"This {type} is damaged: its header makes no sense.");

    public static Probing Moving(string type) =>
        No(UnreadableKind.Animated, $"This {type} is animated; only still pictures can be stored.");
}
