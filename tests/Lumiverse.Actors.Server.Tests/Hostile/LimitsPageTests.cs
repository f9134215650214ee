using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Lumiverse.Actors.Server.Tests.Hostile;

/// <summary>The table of limits says what the code holds to, wherever it names a constant for each of its numbers.</summary>
public sealed partial class LimitsPageTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Most rows name constants; the others name files, because what they limit is set in several places.</summary>
    private const int FewestHeld = 25;

    private static readonly ILookup<string, Type> Types = Directory.GetFiles(AppContext.BaseDirectory, "Lumiverse*.dll")
        .Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal)).Select(Assembly.LoadFrom).SelectMany(assembly => assembly.GetTypes()).ToLookup(type => type.Name);

    [Fact]
    public void Every_named_constant_has_the_number_that_the_table_tells()
    {
        var held = (from row in Rows()
                    where row.Limits.Length == row.Names.Length
                    from one in row.Limits.Zip(row.Names, (limit, name) => (Limit: limit, Name: name, Value: Find(name)))
                    select one).ToList();

        Assert.Equal("", string.Join('\n', held.Where(one => one.Value is null || !IsSame(one.Limit, one.Name, one.Value)).Select(one => $"{one.Name}: the table tells {one.Limit}, the code {one.Value ?? "has no such constant"}")));
        Assert.InRange(held.Count, FewestHeld, int.MaxValue);
    }

    private static IEnumerable<(string[] Limits, string[] Names)> Rows() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "limits.md"))
        where line.StartsWith("| ", StringComparison.Ordinal)
        let cells = line.Trim('|', ' ').Split(" | ")
        let names = Name().Matches(cells[^1]).Select(match => match.Groups[1].Value).ToArray()
        where cells.Length == 3 && names.All(name => name.Contains('.', StringComparison.Ordinal))
        select (cells[1].Split(" · "), names);

    private static object? Find(string name)
    {
        var (type, member) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return Types[type].Select(found => found.GetField(member, Any)?.GetValue(null) ?? Usual(found, member)).FirstOrDefault(value => value is not null);
    }

    /// <summary>What a setting is unless somebody changes it.</summary>
    private static object? Usual(Type type, string member) =>
        type.GetConstructor([]) is { } make && type.GetProperty(member) is { } setting ? setting.GetValue(make.Invoke([])) : null;

    private static bool IsSame(string limit, string name, object value)
    {
        var told = Number().Match(limit);
        if (!told.Success)
            return false;
        var number = decimal.Parse(told.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        return value switch
        {
            TimeSpan span => span == Span(number, told.Groups[2].Value),
            _ when name.EndsWith("Milliseconds", StringComparison.Ordinal) => Convert.ToDecimal(value, CultureInfo.InvariantCulture) == (decimal)Span(number, told.Groups[2].Value).TotalMilliseconds,
            _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture) == number * Factor(told.Groups[2].Value),
        };
    }

    private static TimeSpan Span(decimal number, string unit) => unit switch
    {
        "s" => TimeSpan.FromSeconds((double)number),
        "min" => TimeSpan.FromMinutes((double)number),
        "h" => TimeSpan.FromHours((double)number),
        _ => TimeSpan.MinValue,
    };

    private static decimal Factor(string unit) => unit switch
    {
        "Ki" or "KiB" => 1024,
        "MiB" => 1024 * 1024,
        "million" => 1_000_000,
        _ => 1,
    };

    [GeneratedRegex(@"`(?:[^`]*/)?([^`/]+)`", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^([\d,]+)\s*(Ki|KiB|MiB|million|s|min|h)?\b", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
