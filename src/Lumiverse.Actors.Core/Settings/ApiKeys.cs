namespace Lumiverse.Actors.Core.Settings;

/// <summary>What may be an API key at all, whoever issued it.</summary>
public static class ApiKeys
{
    /// <summary>Tokens of service accounts reach 2 KB; anything longer is no key.</summary>
    public const int LongestKey = 8192;

    /// <summary>
    /// Whether it can be sent in a header: printable ASCII. Anything else would be refused while a request is built, by an
    /// error that quotes the key.
    /// </summary>
    public static bool IsSound(string key) => key.Length is > 0 and <= LongestKey && key.All(c => c is >= ' ' and <= '~');
}
