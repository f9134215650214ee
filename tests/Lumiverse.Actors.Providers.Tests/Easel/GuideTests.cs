namespace Lumiverse.Actors.Providers.Tests.Easel;

/// <summary>The guide shows the provider of this folder, which compiles and conforms.</summary>
public sealed class GuideTests
{
    [Fact]
    public async Task The_code_of_the_guide_is_the_code_of_Easel()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Easel");
        var guide = await File.ReadAllTextAsync(Path.Combine(folder, "providers.md"));
        var sources = Directory.GetFiles(folder, "*.txt").SelectMany(File.ReadAllLines).Select(line => line.Trim()).ToHashSet();

        var shown = guide.Split("```csharp\n")[1..].SelectMany(block => block.Split("```")[0].Split('\n')).Select(line => line.Trim()).ToList();

        Assert.True(shown.Count > 100, "The guide walks through a whole provider.");
        Assert.All(shown.Where(line => !line.StartsWith("services.", StringComparison.Ordinal)), line => Assert.Contains(line, sources));
    }
}
