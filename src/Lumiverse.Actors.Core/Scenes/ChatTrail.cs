using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>A point of the story: a reply, in one of the texts it has had.</summary>
public sealed record Standpoint(MessageId Message, string Version);

/// <summary>What stands behind the chat from some point on.</summary>
/// <param name="Image">Null = nothing: cleared by a person, or deleted.</param>
/// <param name="Pictured">The scene that later ones are compared with; null = none was pictured yet.</param>
/// <param name="Wish">The wish it fulfils; only a later one takes its place.</param>
public sealed record Backdrop(Background? Image, Scene? Pictured, long Wish);

/// <summary>A scene as it was read at some point.</summary>
public sealed record SeenScene(Scene Scene, MessageId? Message, string Extractor)
{
    /// <summary>Where each field was read, by its name; a field that nobody can place is left out.</summary>
    public ImmutableSortedDictionary<string, FieldSource> Sources { get => field ?? SceneState.NoSources; init; } = SceneState.NoSources;
}

/// <summary>
/// The replies of a chat as they stand, the oldest first, and what was read in and painted for each of their texts. A
/// point without a backdrop of its own has that of the nearest point before it, so whatever is edited, deleted or
/// selected, the background that belongs there is found without a call.
/// </summary>
public sealed record ChatTrail
{
    /// <summary>Far more than anybody deletes or looks back at; with all their texts at most 100 KB of a snapshot.</summary>
    public const int MostReplies = 64;

    /// <summary>What stands behind the chat before the first reply that is remembered; null = nothing ever did.</summary>
    public Backdrop? Ground { get; init; }

    /// <summary>The scene before the first reply that is remembered; null = none was read.</summary>
    public SeenScene? GroundSeen { get; init; }

    public ImmutableList<TrailReply> Replies { get => field ?? []; init; } = [];

    /// <summary>The reply that the chat stands at; null = none is known.</summary>
    public TrailReply? Newest => Replies.IsEmpty ? null : Replies[^1];

    /// <summary>Where the chat stands; null = before any reply.</summary>
    public Standpoint? Here => Newest is { } newest ? new Standpoint(newest.Message, newest.Version) : null;

    /// <summary>What belongs behind the chat as it stands; null = nothing ever did.</summary>
    public Backdrop? Behind => Enumerable.Reverse(Replies).Select(reply => reply.Backdrop).FirstOrDefault(known => known is not null) ?? Ground;

    /// <summary>The scene last read along the story as it stands; null = none.</summary>
    public SeenScene? Seen => Enumerable.Reverse(Replies).Select(reply => reply.Text.Seen).FirstOrDefault(known => known is not null) ?? GroundSeen;

    /// <summary>The same story as if the newest text had nothing in common with the other texts of its reply.</summary>
    public ChatTrail Alone() => ChangeNewest(text => text with { Shares = null });

    public TrailReply? Find(MessageId message) => Replies.Find(reply => reply.Message == message);

    /// <summary>Whether the point is part of the story as it stands; what is before the first reply always is.</summary>
    public bool Passes(Standpoint? point) =>
        point is null || Find(point.Message)?.Line.Any(text => text.Version == point.Version) == true;

    public ChatTrail Add(MessageId message, string version)
    {
        var longer = this with { Replies = Replies.Add(new TrailReply(message, version, false, [ReplyText.Fresh(version, null)])) };
        return longer.Replies.Count > MostReplies ? longer.WithoutOldest() : longer;
    }

    public ChatTrail Select(MessageId message, string version) => Change(message, reply => reply.Select(version));

    /// <summary>The reply is gone; what it put behind the story stays behind the replies after it.</summary>
    public ChatTrail Remove(MessageId message)
    {
        var index = Replies.FindIndex(reply => reply.Message == message);
        if (index < 0)
            return this;
        var shorter = this with { Replies = Replies.RemoveAt(index) };
        return Replies[index].Backdrop is { } left && index < shorter.Replies.Count && shorter.Replies[index] is { Backdrop: null } heir
            ? shorter.Change(heir.Message, reply => reply.Change(reply.Version, text => text with { Backdrop = left }))
            : shorter;
    }

    public ChatTrail Change(MessageId message, Func<TrailReply, TrailReply> change) =>
        Find(message) is { } reply ? this with { Replies = Replies.Replace(reply, change(reply)) } : this;

    public ChatTrail ChangeNewest(Func<ReplyText, ReplyText> change) =>
        Newest is { } newest ? Change(newest.Message, reply => reply.Change(reply.Version, change)) : this;

    /// <summary>Puts something behind the story from a point on, unless a later wish stands there or the point is forgotten.</summary>
    public ChatTrail Put(Standpoint? point, Backdrop backdrop)
    {
        if (point is null)
            return Ground is { } ground && ground.Wish >= backdrop.Wish ? this : this with { Ground = backdrop };
        return Change(point.Message, reply => reply.Change(
            point.Version, text => text.Backdrop is { } standing && standing.Wish >= backdrop.Wish ? text : text with { Backdrop = backdrop }));
    }

    /// <summary>Where the image stood there is nothing: nobody wished for an older one.</summary>
    public ChatTrail Forget(ImageId image) => this with
    {
        Ground = Without(Ground, image),
        Replies = [.. Replies.Select(reply => reply with { Texts = [.. reply.Texts.Select(text => text with { Backdrop = Without(text.Backdrop, image) })] })],
    };

    public bool Holds(ImageId image) =>
        Ground?.Image?.Image == image || Replies.Exists(reply => reply.Texts.Exists(text => text.Backdrop?.Image?.Image == image));

    private static Backdrop? Without(Backdrop? backdrop, ImageId image) =>
        backdrop?.Image?.Image == image ? backdrop with { Image = null } : backdrop;

    private ChatTrail WithoutOldest() => this with
    {
        Ground = Replies[0].Backdrop ?? Ground,
        GroundSeen = Replies[0].Text.Seen ?? GroundSeen,
        Replies = Replies.RemoveAt(0),
    };
}

/// <summary>A reply and the texts it has had, by edits or as alternatives; the oldest first.</summary>
/// <param name="Version">The text it has.</param>
/// <param name="HadItsJob">Whether a job was made for it without anybody asking; there is one at most.</param>
public sealed record TrailReply(MessageId Message, string Version, bool HadItsJob, ImmutableList<ReplyText> Texts)
{
    /// <summary>Texts of one reply that are remembered: more alternatives than people go back and forth between.</summary>
    public const int MostTexts = 12;

    public ReplyText Text => Find(Version) ?? ReplyText.Fresh(Version, null);

    /// <summary>The text it has, then the one whose backdrop that one shares, and so on.</summary>
    public IEnumerable<ReplyText> Line
    {
        get
        {
            var text = Text;
            yield return text;
            for (var links = 1; links < Texts.Count && text.Shares is { } other && Find(other) is { } earlier; links++)
                yield return text = earlier;
        }
    }

    public Backdrop? Backdrop => Line.Select(text => text.Backdrop).FirstOrDefault(known => known is not null);

    public ReplyText? Find(string version) => Texts.Find(text => text.Version == version);

    public TrailReply Change(string version, Func<ReplyText, ReplyText> change) =>
        Find(version) is { } text ? this with { Texts = Texts.Replace(text, change(text)) } : this;

    public TrailReply Select(string version) => Find(version) is not null
        ? this with { Version = version }
        : (this with { Version = version, Texts = Texts.Add(ReplyText.Fresh(version, Version)) }).Bounded();

    /// <summary>A text that nothing came of goes first: whoever streams a reply edits it a hundred times.</summary>
    private TrailReply Bounded()
    {
        if (Texts.Count <= MostTexts || (Texts.Find(text => text.IsBlank && text.Version != Version) ?? Texts.Find(text => text.Version != Version)) is not { } victim)
            return this;
        return this with { Texts = Texts.Remove(victim).ConvertAll(text => text.Shares == victim.Version ? text with { Shares = victim.Shares } : text) };
    }
}

/// <summary>One text of a reply.</summary>
/// <param name="Shares">The text whose backdrop stands behind this one too: the one it replaced, until its own scene says otherwise; null = none.</param>
/// <param name="IsJudged">Whether it was decided about without anybody asking.</param>
/// <param name="HadJob">Whether a job was made while the chat stood here.</param>
/// <param name="Seen">The scene that was read in it; null = none.</param>
/// <param name="Backdrop">What came to stand behind it; null = nothing of its own.</param>
public sealed record ReplyText(string Version, string? Shares, bool IsJudged, bool HadJob, SeenScene? Seen, Backdrop? Backdrop)
{
    public bool IsBlank => !IsJudged && !HadJob && Seen is null && Backdrop is null;

    public static ReplyText Fresh(string version, string? shares) => new(version, shares, false, false, null, null);
}
