namespace Lumiverse.Actors.Testing.Servers;

/// <summary>What a provider's server does with one generation.</summary>
public abstract record Manner
{
    private Manner() { }

    /// <summary>A picture, charged.</summary>
    public sealed record Paints : Manner;

    /// <summary>A decision of policy, in the provider's own form; free. Providers that know none turn the request down.</summary>
    public sealed record Refuses : Manner;

    /// <summary>Too many requests; free.</summary>
    /// <param name="RetryAfter">In whole seconds; null = it does not say.</param>
    public sealed record Throttles(TimeSpan? RetryAfter = null) : Manner;

    /// <summary>An error of the server's own, in the provider's form; free, though only some providers promise that.</summary>
    public sealed record Fails(int Status = 500) : Manner;

    /// <summary>A page of somebody in between, such as a gateway; free, but nobody can know.</summary>
    public sealed record IsShielded(int Status = 502) : Manner;

    /// <summary>Charged, and the line drops before the answer.</summary>
    public sealed record HangsUp : Manner;

    /// <summary>Charged, and the line drops in the middle of the answer.</summary>
    public sealed record StopsHalfway : Manner;

    /// <summary>Leads elsewhere; free.</summary>
    public sealed record Redirects(string Location) : Manner;

    /// <summary>Waits with the answer until the test lets go, then does as told.</summary>
    public sealed record Waits(Task Until, Manner Then) : Manner;
}
