using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>Judges a journal and the calls that were made by the promises alone. The simulator's oracle of jobs is the same one.</summary>
internal static class DrivenPromises
{
    public static IReadOnlyDictionary<string, int> Judge(ImmutableArray<object> facts, ImmutableArray<ScriptedCall> calls)
    {
        var jobs = new JobPromises();
        foreach (var fact in facts)
            Notice(jobs, fact);
        jobs.JudgeTheEnd();
        JudgeConnections(facts);
        JudgeGalleries(facts, jobs);
        JudgeMoney(facts, calls);
        JudgeBill(calls, jobs);
        return jobs.Ends;
    }

    /// <summary>Jobs that a scene accepted and whose end it has not heard of.</summary>
    public static int Open(IEnumerable<object> facts) =>
        facts.Sum(fact => fact is SceneFact.JobRequested ? 1 : fact is SceneFact.JobEnded ? -1 : 0);

    private static void Notice(JobPromises jobs, object fact)
    {
        switch (fact)
        {
            case SceneFact.JobRequested requested: jobs.Request(requested.Chat, requested); break;
            case SceneFact.JobPlanned planned: jobs.Plan(planned.Job, planned.Plan.Target); break;
            case SceneFact.JobEnded ended: jobs.End(ended.Job, ended.End); break;
        }
    }

    private static void JudgeConnections(ImmutableArray<object> facts)
    {
        Once("A job is accepted once", facts.OfType<ConnectionFact.JobAccepted>().Select(accepted => accepted.Ticket.Job));
        Once("A connection ends a job once", facts.OfType<ConnectionFact.JobEnded>().Select(ended => ended.Job));
        Once("An attempt ends once", facts.OfType<ConnectionFact.AttemptEnded>().Select(ended => ended.Attempt));
    }

    private static void JudgeGalleries(ImmutableArray<object> facts, JobPromises jobs)
    {
        var images = facts.OfType<GalleryFact.ImageAdded>().Where(added => added.Image.Source is not null).ToList();
        Once("An image is added once", images.Select(added => added.Image.Source?.Job.Value ?? ""));
        var named = jobs.Ended.Values.Select(end => end.Image?.Id).OfType<ImageId>().ToHashSet();
        if (!named.SetEquals(images.Select(added => added.Image.Id)))
            throw new BrokenPromiseException("The image of a job is in the gallery", $"{named.Count} named, {images.Count} added");
    }

    /// <summary>Every call has its intent in the journal before it, and none follows one that may have cost money.</summary>
    private static void JudgeMoney(ImmutableArray<object> facts, ImmutableArray<ScriptedCall> calls)
    {
        Once("An attempt is called once", calls.Select(call => call.Attempt));
        if (calls.FirstOrDefault(call => !call.WasIntended) is { } bold)
            throw new BrokenPromiseException("The intent is durable before the call", bold.Attempt.Value);
        foreach (var job in calls.GroupBy(call => call.Job))
        {
            if (job.SkipLast(1).FirstOrDefault(call => call.Outcome is not (AttemptOutcome.NotStarted or AttemptOutcome.FailedUncharged)) is { } risk)
                throw new BrokenPromiseException("A paid call of unknown outcome is never repeated", $"{job.Key} after {Rendered.Of(risk.Outcome)}");
        }

        var called = calls.Select(call => call.Attempt).ToHashSet();
        if (facts.OfType<ConnectionFact.AttemptEnded>().FirstOrDefault(ended => ended.Outcome is AttemptOutcome.Succeeded && !called.Contains(ended.Attempt)) is { } free)
            throw new BrokenPromiseException("Pictures are painted by somebody", free.Attempt.Value);
    }

    /// <summary>Whoever pays knows for what: a picture, or an end that says that money may be gone.</summary>
    private static void JudgeBill(ImmutableArray<ScriptedCall> calls, JobPromises jobs)
    {
        if (calls.FirstOrDefault(call => call.IsCharged && jobs.Ended[call.Job] is { Image: null, MayHaveBeenCharged: false }) is { } lost)
            throw new BrokenPromiseException("What was paid is accounted for", $"{lost.Job} was charged: {Rendered.Of(jobs.Ended[lost.Job])}");
    }

    private static void Once<T>(string promise, IEnumerable<T> all) where T : notnull
    {
        if (all.CountBy(each => each).FirstOrDefault(pair => pair.Value > 1) is { Value: > 1 } twice)
            throw new BrokenPromiseException(promise, $"{twice.Key} {twice.Value} times");
    }
}

/// <summary>A call as the provider saw it.</summary>
/// <param name="WasIntended">Its <see cref="ConnectionFact.AttemptStarted"/> was durable when it was made.</param>
internal sealed record ScriptedCall(JobId Job, AttemptId Attempt, ConnectionId Connection, bool WasIntended, AttemptOutcome Outcome)
{
    public bool IsRunning { get; set; } = true;

    /// <summary>As far as the provider knows; nobody can say it of a call that runs.</summary>
    public AttemptOutcome Outcome { get; set; } = Outcome;

    /// <summary>It is on the provider's bill.</summary>
    public bool IsCharged { get; set; }
}
