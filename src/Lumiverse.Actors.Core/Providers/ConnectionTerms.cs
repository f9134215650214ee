namespace Lumiverse.Actors.Core.Providers;

/// <summary>Under which terms a connection may be used.</summary>
/// <param name="ConcurrentCalls">Calls in flight at the same time, 1 to 1000.</param>
/// <param name="CallsPerMinute">How fast the token bucket fills; null = no rate limit.</param>
/// <param name="Burst">How many calls the bucket holds; at least 1.</param>
/// <param name="IsFree">A call whose outcome is unknown may simply be repeated.</param>
public sealed record ConnectionTerms(int ConcurrentCalls, double? CallsPerMinute, int Burst, bool IsFree);
