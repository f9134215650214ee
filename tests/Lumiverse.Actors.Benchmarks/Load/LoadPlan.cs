namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>One row of the load's table.</summary>
/// <param name="Chats">That ask at the same time, each for its next image when it has the one before.</param>
/// <param name="Images">That are made while it is measured.</param>
internal sealed record LoadPlan(int Chats, int Images, int LatencyMilliseconds = 0, int ConcurrentCalls = 64);
