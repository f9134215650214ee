namespace Lumiverse.Actors.Testing.Tests.Sample;

/// <summary>The page for embedders shows the tests of this folder, which run, and the packages that they run with.</summary>
public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "sample");

    [Fact]
    public async Task The_sample_of_the_page_is_this_code()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Folder, "testing.md"));
        var source = await File.ReadAllTextAsync(Path.Combine(Folder, "MyChatsTests.cs.txt"));

        Assert.Equal(source.Trim(), page.Split("```csharp\n")[1].Split("```")[0].Trim());
    }

    [Fact]
    public async Task The_page_names_the_version_of_the_package()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Folder, "testing.md"));
        var version = typeof(Testing.Servers.FakeServer).Assembly.GetName().Version?.ToString(3);

        Assert.Contains($"""Include="Lumiverse.Actors.Testing" Version="{version}" """.Trim(), page, StringComparison.Ordinal);
    }
}
