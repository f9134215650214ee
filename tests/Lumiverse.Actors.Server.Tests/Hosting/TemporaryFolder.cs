namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>A folder of a test's own, gone with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>A call that its server gave up may still end a write: the file it leaves is seen by the next look.</summary>
    private const int Looks = 5;

    public string Path { get; } = Directory.CreateTempSubdirectory("lumiverse-test-").FullName;

    public void Dispose()
    {
        for (var look = 1; Directory.Exists(Path); look++)
            Delete(isLast: look == Looks);
    }

    private void Delete(bool isLast)
    {
        try
        {
            // Pooled connections keep chats.db open.
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException) when (!isLast)
        {
            // Something was written meanwhile.
        }
    }
}
