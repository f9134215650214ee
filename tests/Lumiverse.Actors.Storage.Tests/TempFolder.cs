using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>A folder of the test's own, removed with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lumiverse-storage-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public SqliteTables OpenTables() => SqliteTables.Open(new SqliteFile(In("lumiverse.db")));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
