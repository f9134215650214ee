namespace Lumiverse.Actors.Core.Primitives;

/// <summary>What every regular expression is held to, whoever wrote the text that it reads.</summary>
public static class Patterns
{
    /// <summary>
    /// Milliseconds of one match. The patterns are linear and need less than one; a match that reaches this is a fault of
    /// its pattern, and ends in an exception instead of holding a thread.
    /// </summary>
    public const int LongestMatchMilliseconds = 10_000;
}
