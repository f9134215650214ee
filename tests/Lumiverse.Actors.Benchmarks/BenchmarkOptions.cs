namespace Lumiverse.Actors.Benchmarks;

/// <summary>What the command line says.</summary>
/// <param name="Only">Null = all benchmarks.</param>
/// <param name="Photos">A folder of photographs; null = pictures made here.</param>
internal sealed record BenchmarkOptions(string? Only, string? Photos)
{
    public static BenchmarkOptions Parse(IEnumerable<string> args)
    {
        var values = args
            .Select(arg => arg.TrimStart('-').Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new BenchmarkOptions(values.GetValueOrDefault("only"), values.GetValueOrDefault("photos"));
    }
}
