namespace Lumiverse.Actors.Core.Providers;

/// <summary>A token bucket as a value: it fills while time passes, and a call takes one token.</summary>
/// <param name="Tokens">What was in it at <paramref name="At"/>; null = full, as nothing was taken yet.</param>
public readonly record struct TokenBucket(double? Tokens, DateTimeOffset At)
{
    /// <summary>Absorbs rounding, so that a bucket is full at the very instant it was said to be.</summary>
    private const double Tolerance = 1e-6;

    public static TokenBucket Untouched => new(null, DateTimeOffset.MinValue);

    /// <summary>When a token is there; <paramref name="now"/> or earlier = at once.</summary>
    public DateTimeOffset ReadyAt(ConnectionTerms terms, DateTimeOffset now)
    {
        if (terms.CallsPerMinute is not { } perMinute || TokensAt(terms, now) is var tokens && tokens >= 1 - Tolerance)
            return now;
        return now + TimeSpan.FromMinutes((1 - tokens) / perMinute);
    }

    public TokenBucket Take(ConnectionTerms terms, DateTimeOffset now) =>
        terms.CallsPerMinute is null ? this : new TokenBucket(Math.Max(0, TokensAt(terms, now) - 1), Later(At, now));

    private double TokensAt(ConnectionTerms terms, DateTimeOffset now)
    {
        var burst = Math.Max(1, terms.Burst);
        if (Tokens is not { } tokens || terms.CallsPerMinute is not { } perMinute)
            return burst;
        // A clock that steps back neither fills nor drains the bucket.
        var elapsed = now > At ? now - At : TimeSpan.Zero;
        return Math.Min(burst, tokens + elapsed.TotalMinutes * perMinute);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
