using Lumiverse.Actors.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>Sorts what SQLite reports: reasons of the machine become a sentence, everything else is a bug and stays one.</summary>
internal static class SqliteFailure
{
    // Primary result codes, https://www.sqlite.org/rescode.html
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static bool IsOfTheMachine(SqliteException failure) => Sentence(failure, "") is not null;

    public static StorageUnavailableException Explain(SqliteException failure, string path) =>
        new(Sentence(failure, path) ?? failure.Message, failure);

    public static StorageUnavailableException Damaged(string path, Exception? inner = null) =>
        new($"{path} is damaged; restore it from a backup or move it away to start with an empty one.", inner);

    private static string? Sentence(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        Busy or Locked => $"{path} is locked by another program; close that program and try again.",
        Corrupt => Damaged(path).Message,
        NotADatabase => $"{path} is not a database; move it away or restore it from a backup.",
        Full => $"There is no space left for {path}; free some space on that disk and try again.",
        Permission or ReadOnly or CannotOpen =>
            $"{path} can't be opened for writing; make it and its folder writable for the user {Environment.UserName}.",
        InputOutput => $"{path} can't be read or written ({failure.Message}); check the disk and its free space.",
        _ => null,
    };
}
