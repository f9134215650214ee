namespace Lumiverse.Actors.Simulation;

/// <summary>How a world stands at an instant.</summary>
/// <param name="Share">How much of its busy time is over, 0 to 1.</param>
/// <param name="Waiting">Jobs that were accepted and have not ended.</param>
/// <param name="Calling">Calls under way.</param>
/// <param name="Images">Images since the beginning.</param>
/// <param name="Faults">Crashes, failed writes and calls without a picture since the beginning.</param>
public sealed record Sample(double Share, int Waiting, int Calling, long Images, long Faults);
