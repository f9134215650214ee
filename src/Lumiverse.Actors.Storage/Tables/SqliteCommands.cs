using System.Globalization;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>SQL in one line: text, parameters by name, rows read by a function.</summary>
internal static class SqliteCommands
{
    /// <summary>Returns the number of rows changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Run(sql, parameters, command => command.ExecuteNonQuery());

    /// <summary>The first column of the first row; null when there is none or it holds NULL.</summary>
    public static object? Scalar(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Run(sql, parameters, command => command.ExecuteScalar() is { } value and not DBNull ? value : null);

    /// <summary>A number; 0 for NULL.</summary>
    public static long Number(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Convert.ToInt64(connection.Scalar(sql, parameters), CultureInfo.InvariantCulture);

    public static List<T> Query<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Run(sql, parameters, command => Rows(command, read));

    /// <summary>A part of a list and the length of the whole, both of one state of the file.</summary>
    public static Page<T> Page<T>(
        this SqliteConnection connection, string columns, string table, SqlFilter filter, string order, int limit, int offset,
        Func<SqliteDataReader, T> read)
    {
        var total = connection.Number($"SELECT count(*) FROM {table} {filter.Clause}", filter.Parameters);
        var items = connection.Query(
            $"SELECT {columns} FROM {table} {filter.Clause} ORDER BY {order} LIMIT $limit OFFSET $offset", read,
            [.. filter.Parameters, ("$limit", limit), ("$offset", offset)]);
        return new Page<T>(items, (int)total);
    }

    public static void Set(this SqliteCommand command, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
    }

    private static T Run<T>(this SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters, Func<SqliteCommand, T> run)
    {
        if (connection is KeptConnection kept)
            return kept.Run(sql, parameters, run);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Set(parameters);
        return run(command);
    }

    private static List<T> Rows<T>(SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
