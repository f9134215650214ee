using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Testing.Conformance;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>Judges a world that has come to rest by the engine's promises, from outside: tables, blobs and the provider's bill.</summary>
internal static class WorldPromises
{
    /// <summary>Outcomes that are certain to have cost nothing; only after these a job may call again.</summary>
    private static readonly string[] Uncharged = ["not_started", "failed_uncharged"];

    public static void Judge(IReadOnlyList<JobRow> jobs, IReadOnlyList<ImageRow> images, IBlobStore blobs, int charged)
    {
        foreach (var job in jobs)
            Judge(job, images);
        foreach (var image in images)
            Hold(IsThere(blobs, image), "Bytes that are named exist", $"Those of image {image.Id} do not.");
        var known = jobs.Count(job => job.Image is not null || job.MayHaveBeenCharged);
        Hold(charged <= known, "What was paid is accounted for", $"{charged} pictures were paid for, and {known} jobs have one or say that money may be gone.");
    }

    private static void Judge(JobRow job, IReadOnlyList<ImageRow> images)
    {
        Hold(job.EndedAt is not null, "An accepted job ends", $"Job {job.Id} is {job.State}.");
        Hold(
            job.State != JobStates.Done || images.Any(image => image.Job == job.Id), "The image of a job is in the gallery", $"That of job {job.Id} is not.");
        Hold(
            job.Attempts.SkipLast(1).All(attempt => Uncharged.Contains(attempt.Outcome)), "A paid call of unknown outcome is never repeated",
            $"Job {job.Id} was called again after: {string.Join(", ", job.Attempts.Select(attempt => attempt.Outcome))}.");
    }

    private static bool IsThere(IBlobStore blobs, ImageRow image)
    {
        using var stream = blobs.Open(image.Picture.Hash);
        return stream is not null;
    }

    private static void Hold(bool condition, string promise, string otherwise)
    {
        if (!condition)
            throw new BrokenPromiseException($"{promise}. {otherwise}");
    }
}
