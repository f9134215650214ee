namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// The forms of an English verb. An entry names the base, then after slashes what the rules don't give:
/// "walk", "go/went/gone". A doubled consonant counts as irregular, since spelling alone doesn't tell ("stepping", "opening").
/// </summary>
internal static class VerbForms
{
    public static IEnumerable<string> Of(string entry)
    {
        var forms = entry.Split('/');
        return forms.Concat(Regular(forms[0])).Distinct();
    }

    private static string[] Regular(string verb) => verb switch
    {
        [.. var stem, 'e'] => [verb + "s", verb + "d", stem + "ing"],
        [.. var stem, not ('a' or 'e' or 'o' or 'u'), 'y'] => [verb[..^1] + "ies", verb[..^1] + "ied", verb + "ing"],
        [.., 's' or 'x' or 'o'] or [.., 's' or 'c', 'h'] => [verb + "es", verb + "ed", verb + "ing"],
        _ => [verb + "s", verb + "ed", verb + "ing"],
    };
}
