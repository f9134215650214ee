namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>A place that a passage names.</summary>
/// <param name="Phrase">The place in a few words, without article.</param>
/// <param name="ModifierCount">How many of these words describe; the fullest description is kept.</param>
/// <param name="At">The token it stands at.</param>
/// <param name="End">The token after it.</param>
/// <param name="Weight">How far the sentence puts the story there; see <see cref="PlaceWeights"/>.</param>
internal sealed record PlaceMention(PlaceTerm Term, string Phrase, int ModifierCount, int At, int End, double Weight);

/// <summary>How much a mention counts. Three is enough to leave a place for another.</summary>
internal static class PlaceWeights
{
    /// <summary>Somebody of the story gets there, or is there.</summary>
    public const double Present = 3;

    /// <summary>What it takes to leave a known place.</summary>
    public const double EnoughToMove = 3;

    /// <summary>"This dungeon".</summary>
    public const double PointedAt = 2;

    /// <summary>Something is there: "lanterns sway in the harbour".</summary>
    public const double Located = 1;

    /// <summary>Whatever is named first will do where nothing is known.</summary>
    public const double EnoughToBegin = 0.5;

    /// <summary>Named, on the way, or aimed at.</summary>
    public const double Mentioned = 0.5;

    /// <summary>Looked at, talked about.</summary>
    public const double Attended = 0.25;

    /// <summary>"By the time …", "an hour later": the sentence opens another scene.</summary>
    public const double Transition = 2.5;
}
