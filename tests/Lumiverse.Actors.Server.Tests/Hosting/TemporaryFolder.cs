namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>A folder of a test's own, gone with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lumiverse-test-").FullName;

    public void Dispose()
    {
        // Pooled connections keep chats.db open.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
