using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// What holds an image back that nobody asked for although the scene has changed: the place has its picture already, the
/// reply has had its image, or the last image is too recent. Nothing is lost: the next reply is compared with the scene
/// last pictured again.
/// </summary>
internal static class ReplyRules
{
    public static Verdict Apply(SceneState state, SceneReadOutcome.Read read, Verdict verdict, DateTimeOffset now)
    {
        if (!verdict.Generate)
            return verdict;
        if (!read.Policy.Force && Return(state, read) is { } known)
            return Returned(verdict, known, read.Policy.Return);
        if (state.Trail.Newest is { HadItsJob: true })
            return Hold(verdict, "This reply has had its automatic image; generate to have another");
        return Gap(state, read.Policy, now) is { } gap ? Hold(verdict, $"Within the minimum gap: {gap}") : verdict;
    }

    private static Verdict Hold(Verdict verdict, string why) =>
        verdict with { Generate = false, LooksLike = null, Reason = Join(why, verdict) };

    private static Verdict Returned(Verdict verdict, Background known, ReturnToPlace setting) => setting == ReturnToPlace.Always
        ? Hold(verdict, "This place has its picture, which is shown again") with { Reused = known.Image }
        : Hold(verdict, "There is a picture of this place already: use it, or make a new one") with { Offered = known.Image };

    private static string Join(string why, Verdict verdict) =>
        Measuring.CountChanged(verdict.Fields) == 0 ? $"{why}." : $"{why}. Changed: {Measuring.Tell(verdict.Fields)}.";

    /// <summary>The picture that is most like the scene: the same place, and fewer changes than an image is worth; null = none.</summary>
    private static Background? Return(SceneState state, SceneReadOutcome.Read read) => read.Policy is { Return: ReturnToPlace.Never } or { Target: not OutputTarget.Background } || read.Scene is not { } scene
        ? null
        : state.Album
            .Select(picture => (Picture: picture, Fields: Changes(picture, scene, read.Policy.Change)))
            .Where(known => IsSamePlace(known.Fields) && Measuring.CountChanged(known.Fields) < read.Policy.Threshold)
            .Reverse()
            .OrderBy(known => Measuring.CountChanged(known.Fields))
            .Select(known => known.Picture)
            .FirstOrDefault();

    private static ImmutableArray<FieldChange> Changes(Background picture, Scene scene, ChangePolicy policy) =>
        picture.Scene is { } pictured ? Measuring.Fields(pictured, scene, policy, null) : [];

    private static bool IsSamePlace(ImmutableArray<FieldChange> fields) => fields.Any(field => field is { Name: "environment", Changed: false, After.Length: > 0 });

    /// <summary>What is missing to the next image; null = nothing.</summary>
    private static string? Gap(SceneState state, ScenePolicy policy, DateTimeOffset now)
    {
        if (state.PaintedAt is not { } painted)
            return null;
        var seconds = policy.MinimumGapSeconds - (now - painted).TotalSeconds;
        if (seconds > 0)
            return $"{Math.Ceiling(seconds)} s of {policy.MinimumGapSeconds} are left";
        var replies = policy.MinimumGapMessages - state.RepliesSince;
        return policy.MinimumGapMessages > 0 && replies >= 0 ? $"{replies + 1} of {policy.MinimumGapMessages} replies are left" : null;
    }
}
