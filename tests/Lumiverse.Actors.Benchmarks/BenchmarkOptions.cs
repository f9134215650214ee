namespace Lumiverse.Actors.Benchmarks;

/// <summary>What the command line says.</summary>
/// <param name="Only">Null = all benchmarks.</param>
/// <param name="Url">A running server to load; null = none, and the load is left out.</param>
/// <param name="Photos">A folder of photographs; null = pictures made here.</param>
internal sealed record BenchmarkOptions(string? Only, string? Photos, Uri? Url)
{
    public static BenchmarkOptions Parse(IEnumerable<string> args)
    {
        var values = args
            .Select(arg => arg.TrimStart('-').Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new BenchmarkOptions(values.GetValueOrDefault("only"), values.GetValueOrDefault("photos"),
            values.TryGetValue("url", out var url) ? new Uri(url) : null);
    }
}
