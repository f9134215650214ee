namespace Lumiverse.Server.Http;

/// <summary>A request that is not served; the edge turns it into problem details.</summary>
/// <param name="sentence">What is wrong, for a person who can act on it.</param>
/// <param name="field">The part of the request that is wrong, as the caller wrote its name; null when none is.</param>
internal sealed class RefusedException(ProblemKind kind, string sentence, string? field = null) : Exception(sentence)
{
    public ProblemKind Kind => kind;
    public string? Field => @field;

    public static RefusedException Invalid(string field, string sentence) => new(ProblemKind.Invalid, sentence, field);

    public static RefusedException TooLarge(string field, string sentence) => new(ProblemKind.TooLarge, sentence, field);

    /// <summary>Also the answer for what belongs to somebody else, so that ids can't be probed.</summary>
    public static RefusedException NotFound(string what) => new(ProblemKind.NotFound, $"There is no such {what}.");
}
