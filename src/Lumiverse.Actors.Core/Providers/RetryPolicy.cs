using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>When a call that failed is made again.</summary>
public static class RetryPolicy
{
    /// <summary>Calls per job that may fail; a fifth failure of the same request is not bad luck.</summary>
    public const int MostAttempts = 5;

    /// <summary>Calls per job that may not begin without a word when to come back: with the back-off below at most a quarter of an hour of patience.</summary>
    public const int MostThrottles = 20;

    /// <summary>
    /// How long a job comes back as often as the provider asks it to. Being told when is a queue, not a failure: eight chats
    /// of one account, or another program on the same key, take minutes; a provider that is full for an hour stays full.
    /// </summary>
    public static readonly TimeSpan LongestAsking = TimeSpan.FromHours(1);

    public static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    /// <summary>A provider that wants more silence than this (a daily quota) ends the job: nobody waits for a picture that long.</summary>
    public static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(10);

    /// <summary>The pause before the next call: exponential with full jitter, and never less than the provider asked for.</summary>
    public static TimeSpan BackOff(int failures, TimeSpan? retryAfter, Turn turn)
    {
        var ceiling = Math.Min(LongestBackOff.Ticks, FirstBackOff.Ticks << Math.Clamp(failures, 0, 16));
        var jittered = TimeSpan.FromTicks((long)(ceiling * turn.Chance("back-off", failures)));
        return retryAfter is { } asked && asked > jittered ? asked : jittered;
    }
}
