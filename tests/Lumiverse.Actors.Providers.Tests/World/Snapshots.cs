using System.Text;

namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>
/// Requests as they were reviewed. To record them again, set LUMIVERSE_RECORD to the folder of this test project, run the
/// tests, and read what has changed.
/// </summary>
internal static class Snapshots
{
    private const string RecordSwitch = "LUMIVERSE_RECORD";

    public static async Task CompareAsync(string provider, string name, byte[] sent)
    {
        if (Environment.GetEnvironmentVariable(RecordSwitch) is { Length: > 0 } project)
            await File.WriteAllBytesAsync(In(project, provider, name), sent);
        Assert.Equal(await File.ReadAllTextAsync(In(AppContext.BaseDirectory, provider, name)), Encoding.UTF8.GetString(sent));
    }

    private static string In(string root, string provider, string name) => Path.Combine(root, provider, "Snapshots", $"{name}.json");
}
