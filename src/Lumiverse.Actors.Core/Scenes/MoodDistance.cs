namespace Lumiverse.Actors.Core.Scenes;

/// <summary>How far two moods are apart.</summary>
internal static class MoodDistance
{
    // Sorrow stands before joy: "hopeless" and "unhappy" begin like their opposites.
    private static readonly WordFamilies Families = new(
        [
            [
                "sad", "unhappy", "melanchol", "grief", "griev", "mourn", "sorrow", "lonel", "lonesome", "isolat", "bleak", "wistful", "somber",
                "sombre", "gloom", "desper", "despair", "hopeless", "desolate", "forlorn", "nostalg",
            ],
            [
                "calm", "peace", "seren", "quiet", "still", "tranquil", "restful", "cozy", "cosy", "warm", "gentle", "relax", "sleepy",
                "content", "homely", "comfort", "soothing",
            ],
            ["tense", "tension", "anxi", "uneas", "nervous", "wary", "suspens", "danger", "threat", "urgent", "apprehens", "worried"],
            ["fright", "fear", "dread", "horror", "terr", "scar", "nightmar", "panic"],
            [
                "joy", "happy", "happi", "cheer", "playful", "merry", "festive", "lively", "bright", "light-heart", "lightheart", "humor",
                "humour", "amus", "celebrat", "whimsical",
            ],
            ["hopeful", "optimis", "triumph", "victor", "reliev", "uplift", "inspir"],
            ["myster", "eerie", "strange", "uncann", "secret", "dream", "haunt", "ominous", "foreboding", "sinister", "spook", "creepy", "unsettl"],
            ["romantic", "tender", "intimate", "love", "loving", "longing", "passion", "sensual", "affection"],
            ["angr", "anger", "fury", "furious", "rage", "violent", "hostile", "wrath", "bitter"],
            ["excit", "thrill", "adventur", "exhilarat", "frantic", "chaos", "chaotic", "battle", "energetic", "intense"],
            ["awe", "wonder", "majest", "solemn", "reveren", "epic", "sacred", "grave", "ceremon"],
        ],
        [(1, 7), (2, 3), (2, 6), (3, 6), (0, 6), (2, 8), (8, 9), (4, 5), (4, 9)]);

    public static double Between(string before, string after) => Families.Distance(before, after);
}
