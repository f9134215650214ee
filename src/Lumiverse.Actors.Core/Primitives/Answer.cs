using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Primitives;

/// <summary>What an actor says to whoever asked. Each refusal says what to do.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>Durable, and nothing more to say.</summary>
    public sealed record Done : Answer;

    /// <summary>A job is accepted, or was before: a repeated request has the same answer. The end is null while it lives.</summary>
    public sealed record JobStands(JobId Job, JobEnd? End) : Answer;

    /// <summary>Too much is asked at once; nothing was stored.</summary>
    public sealed record Busy(string Reason, TimeSpan RetryAfter) : Answer;

    /// <summary>The server ends, and takes nothing more on; nothing was stored.</summary>
    public sealed record GoingDown(TimeSpan RetryAfter) : Answer;

    /// <summary>There is no such thing here.</summary>
    public sealed record Missing(string What) : Answer;

    /// <summary>Nobody knows whether it was done: no answer came in time. Repeat it with the same id.</summary>
    public sealed record Unknown(string Reason, TimeSpan RetryAfter) : Answer;

    /// <summary>The actor can't answer: a message that was parked, or a journal that does not replay.</summary>
    public sealed record Failed(string Reason) : Answer;

    public sealed record SceneIs(SceneView View) : Answer;

    public sealed record BackgroundIs(Background? Background) : Answer;

    public sealed record QueueIs(ImmutableArray<JobId> Waiting) : Answer;

    public sealed record ImageIs(NewImage Image, string PublicToken) : Answer;
}
