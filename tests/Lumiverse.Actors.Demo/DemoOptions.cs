namespace Lumiverse.Actors.Demo;

/// <summary>What the command line says.</summary>
/// <param name="Sample">A part of the sample's id; empty = the first one.</param>
/// <param name="Pace">Pause after each message, for a person who watches the page meanwhile.</param>
/// <param name="Token">Null = the server has a single user.</param>
internal sealed record DemoOptions(Uri Url, string Sample, TimeSpan Pace, string? Token)
{
    public static DemoOptions Parse(IEnumerable<string> args)
    {
        var values = args
            .Select(arg => arg.TrimStart('-').Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new DemoOptions(
            new Uri(values.GetValueOrDefault("url", "http://127.0.0.1:5210")),
            values.GetValueOrDefault("sample", ""),
            TimeSpan.FromSeconds(double.Parse(values.GetValueOrDefault("pace", "0"))),
            values.GetValueOrDefault("token"));
    }
}
