using System.Globalization;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>What the command line says.</summary>
/// <param name="Only">Null = all benchmarks.</param>
/// <param name="Photos">A folder of photographs; null = pictures made here.</param>
/// <param name="Chats">Only the rows of the load with that many chats; null = all.</param>
internal sealed record BenchmarkOptions(string? Only, string? Photos, int? Chats)
{
    public static BenchmarkOptions Parse(IEnumerable<string> args)
    {
        var values = args
            .Select(arg => arg.TrimStart('-').Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new BenchmarkOptions(values.GetValueOrDefault("only"), values.GetValueOrDefault("photos"),
            values.TryGetValue("chats", out var chats) ? int.Parse(chats, CultureInfo.InvariantCulture) : null);
    }
}
