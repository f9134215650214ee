namespace Lumiverse.Actors.Core.Scenes;

/// <summary>How far two moods are apart.</summary>
internal static class MoodDistance
{
    private static readonly WordFamilies Families = new(Likeness.English.Moods);

    public static double Between(string before, string after) => Families.Distance(before, after);
}
