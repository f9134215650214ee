using Akka.Configuration;
using Akka.Persistence.Sql;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Journal;

/// <summary>How Akka.Persistence.Sql keeps journal and snapshots in a data folder: two files, since one would make them lock each other.</summary>
public static class JournalConfiguration
{
    private const long SynchronousFull = 2;

    /// <summary>
    /// Prepares both files and returns the settings for them; they have to come before the host's own. Serializers are
    /// left to the caller. Throws <see cref="StorageUnavailableException"/> when a file can't be used.
    /// </summary>
    public static Config For(DataDirectory directory) => ConfigurationFactory
        .ParseString(Hocon(Prepared(directory.JournalFile, JournalTables.Prepare), Prepared(directory.SnapshotsFile, file => file.Prepare())))
        .WithFallback(SqlPersistence.DefaultConfiguration);

    // The write-ahead log is a property of the file and set here; flushing at every commit is a property of each
    // connection, and Akka.Persistence.Sql opens its own. SQLite's library is built with FULL as default: that is
    // checked on a connection opened by the same text, since a library built otherwise would lose events in a power cut.
    private static string Prepared(string path, Action<SqliteFile> prepare)
    {
        using var file = new SqliteFile(path);
        prepare(file);
        if (file.DefaultSynchronous() != SynchronousFull)
            throw new StorageUnavailableException($"The SQLite library of this machine does not flush {path} at every commit; use the one that comes with the program.");
        return InQuotes(file.PooledConnectionString);
    }

    // A path may hold what HOCON takes for the end of a text, on Windows even a backslash.
    private static string InQuotes(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // parallelism 1: SQLite has one writer, and a second one would only sleep at its lock. One write takes up to 100
    // waiting turns along (batch-size), which is where throughput comes from. The breaker gives a local disk longer than
    // a server would need, and tries again soon, because a full disk is mended by its owner within minutes. A snapshot only
    // saves time, since events are never removed: where none can be loaded, the whole journal is replayed.
    private static string Hocon(string journal, string snapshots) => $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "{{typeof(NamingJournal).AssemblyQualifiedName}}"
              connection-string = {{journal}}
              provider-name = "SQLite.MS"
              auto-initialize = false
              tag-write-mode = TagTable
              parallelism = 1
              batch-size = 100
              circuit-breaker { max-failures = 5, call-timeout = 20s, reset-timeout = 5s }
            }
          }
          query.journal.sql {
            connection-string = {{journal}}
            provider-name = "SQLite.MS"
            tag-read-mode = TagTable
            parallelism = 1
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              connection-string = {{snapshots}}
              provider-name = "SQLite.MS"
              auto-initialize = true
              snapshot-is-optional = true
              circuit-breaker { max-failures = 5, call-timeout = 20s, reset-timeout = 5s }
            }
          }
        }
        """;
}
