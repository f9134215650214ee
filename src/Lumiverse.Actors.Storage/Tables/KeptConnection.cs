using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>A connection that stays open between two pieces of work and keeps its commands compiled, which costs as much as running them.</summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Texts of commands that are kept. The program has fewer; lists with many filters have more than are worth keeping.</summary>
    private const int MostCommands = 128;

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Runs a command with its parameters, once at a time: a text that is running already is compiled once more.</summary>
    public T Run<T>(string sql, ReadOnlySpan<(string Name, object? Value)> parameters, Func<SqliteCommand, T> run)
    {
        if (!_commands.Remove(sql, out var command))
            command = new SqliteCommand(sql, this);
        var isWhole = false;
        try
        {
            command.Transaction = Transaction;
            command.Set(parameters);
            var result = run(command);
            isWhole = true;
            return result;
        }
        finally
        {
            command.Parameters.Clear(); // They may hold megabytes.
            if (!isWhole || _commands.Count >= MostCommands || !_commands.TryAdd(sql, command))
                command.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _commands.Values)
                command.Dispose();
        }

        base.Dispose(disposing);
    }
}
