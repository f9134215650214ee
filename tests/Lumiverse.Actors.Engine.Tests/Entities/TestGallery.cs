using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Tests.Entities;

/// <summary>
/// A gallery that does on demand what rules must never do. What it is to do stands in the caption of a command; thumbnails
/// named <c>due-…</c> are due at the milliseconds in their name.
/// </summary>
public sealed class TestGallery : IBehaviour<GalleryState, GalleryCommand, GalleryFact>
{
    public const string Throw = "throw";
    public const string ThrowOnce = "throw once";
    public const string FoldThrows = "fold throws";
    public const string TwoFacts = "two facts";

    private static readonly ConcurrentDictionary<ImageId, int> Thrown = new();

    /// <summary>Every decision in order, with what it was asked for.</summary>
    public static ConcurrentQueue<(UserId? User, GalleryCommand Command)> Decisions { get; } = new();

    public static GalleryState Initial => GalleryBehaviour.Initial;

    public static Decision<GalleryFact> Decide(GalleryState state, GalleryCommand command, Turn turn)
    {
        Decisions.Enqueue((state.User, command));
        return command switch
        {
            GalleryCommand.SetImageDetails { Caption: Throw } => throw new InvalidOperationException("It always throws."),
            GalleryCommand.SetImageDetails { Caption: ThrowOnce } set when Thrown.TryAdd(set.Image, 1) => throw new InvalidOperationException("It throws once."),
            GalleryCommand.SetImageDetails { Caption: TwoFacts } set => new(
                [new GalleryFact.ImageDetailsSet(set.Image, false, "first", []), new GalleryFact.ImageDetailsSet(set.Image, false, "second", [])],
                [new Effect.DiscardStaged(AttemptId.Of("after-both")), new Effect.Reply(new Answer.Done())]),
            GalleryCommand.TimeHasCome when DueKey(state) is { } key && Due(state) <= turn.Now => new([new GalleryFact.ThumbnailsMade(ImageId.Of(key), null, null)], []),
            _ => GalleryBehaviour.Decide(state, command, turn),
        };
    }

    public static GalleryState Evolve(GalleryState state, GalleryFact fact) => fact is GalleryFact.ImageDetailsSet { Caption: FoldThrows }
        ? throw new InvalidOperationException("It does not fold.")
        : GalleryBehaviour.Evolve(state, fact);

    public static ImmutableArray<Effect> Owed(GalleryState state) => GalleryBehaviour.Owed(state);

    public static DateTimeOffset? Due(GalleryState state) => DueKey(state) is { } key
        ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(key["due-".Length..], CultureInfo.InvariantCulture))
        : null;

    public static bool IsAtRest(GalleryState state) => GalleryBehaviour.IsAtRest(state);

    public static UserId? Audience(GalleryState stateAfter, GalleryFact fact) => GalleryBehaviour.Audience(stateAfter, fact);

    private static string? DueKey(GalleryState state) => state.Thumbnails.Keys.FirstOrDefault(key => key.StartsWith("due-", StringComparison.Ordinal));
}
