using System.Globalization;
using System.Reflection;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>A numbered change of the schema; the number is the version it leads to.</summary>
internal sealed record Migration(int Version, string Sql);

/// <summary>
/// Brings a file from whatever version it has to the newest one. The version is SQLite's user_version, which is part of
/// the transaction: a crash leaves a version with all of its tables, or the one before.
/// </summary>
internal static class Migrations
{
    /// <summary>The embedded files <c>NNNN-title.sql</c> beside this one, in order. A released one is never edited.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Select(Read).OrderBy(m => m.Version)];

    /// <summary>Returns the version the file had before; 0 = it was empty.</summary>
    public static long Apply(SqliteFile file, IReadOnlyList<Migration> migrations)
    {
        var version = file.InTransaction(VersionOf, readOnly: true);
        if (version > migrations[^1].Version)
            throw new StorageUnavailableException(
                $"{file.Path} was written by a newer program (version {version}, this one knows {migrations[^1].Version}); start the newer program or restore a backup.");
        foreach (var migration in migrations.Where(m => m.Version > version))
            file.InTransaction(connection => Apply(connection, migration), readOnly: false);
        return version;
    }

    private static long VersionOf(SqliteConnection connection) => connection.Number("PRAGMA user_version");

    private static int Apply(SqliteConnection connection, Migration migration) =>
        connection.Execute($"{migration.Sql};\nPRAGMA user_version = {migration.Version}");

    private static Migration Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        var file = resource[..^".sql".Length].Split('.')[^1];
        return new Migration(int.Parse(file.Split('-')[0], CultureInfo.InvariantCulture), reader.ReadToEnd());
    }
}
