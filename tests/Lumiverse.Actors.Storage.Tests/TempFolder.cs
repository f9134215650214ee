using System.Text;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>A folder of the test's own, removed with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lumiverse-storage-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public SqliteTables OpenTables() => SqliteTables.Open(new SqliteFile(In("lumiverse.db")));

    /// <summary>Every file below in which the text stands, whatever its form.</summary>
    public IReadOnlyList<string> FilesThatHold(string text) => [.. Directory
        .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Where(file => System.IO.Path.GetFileName(file) != "lock" && ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
