using System.Reflection;
using System.Text.RegularExpressions;

namespace Lumiverse.Actors.Server.Tests.Hostile;

/// <summary>A pattern that runs away on some text ends in an exception and never holds a thread for good.</summary>
public sealed class PatternTests
{
    [Fact]
    public void Every_pattern_is_bounded()
    {
        var patterns = Assemblies().SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null)
            .ToList();

        Assert.NotEmpty(patterns);
        Assert.All(patterns, pattern => Assert.True(IsBounded((Regex)pattern.Invoke(null, null)!), $"{pattern.DeclaringType}.{pattern.Name} has no limit"));
    }

    private static bool IsBounded(Regex pattern) =>
        pattern.MatchTimeout != Regex.InfiniteMatchTimeout || pattern.Options.HasFlag(RegexOptions.NonBacktracking);

    private static IEnumerable<Assembly> Assemblies() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "Lumiverse.*.dll")
        .Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal))
        .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)));
}
