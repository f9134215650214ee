namespace Lumiverse.Actors.Storage.Tables;

/// <summary>The conditions of a list. Only those that were asked for reach SQLite, so that it can choose its index.</summary>
internal sealed class SqlFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object? Value)> _parameters = [];

    public string Clause => $"WHERE {string.Join(" AND ", _conditions)}";

    public (string Name, object? Value)[] Parameters => [.. _parameters];

    /// <summary>Adds a condition on a parameter; a null value means any and adds nothing.</summary>
    public SqlFilter Where(string condition, string name, object? value)
    {
        if (value is null)
            return this;
        _conditions.Add(condition);
        _parameters.Add((name, value));
        return this;
    }
}
