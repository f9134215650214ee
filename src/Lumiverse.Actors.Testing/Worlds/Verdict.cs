using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>What became of a message, when all has come to rest.</summary>
/// <param name="Sentence">The latest decision on it, in the words that a person reads.</param>
/// <param name="Job">The job that the decision ordered; null = it ordered none.</param>
/// <param name="Image">The picture of the job; null = there is none.</param>
public sealed record Verdict(string Sentence, JobRow? Job, ImageRow? Image)
{
    /// <summary>Whether there is a picture.</summary>
    public bool IsPainted => Image is not null;

    /// <summary>All that is known, in one line.</summary>
    public override string ToString() => Job is null ? Sentence : $"{Sentence} The job ended {Job.State}. {Job.Reason}";
}
