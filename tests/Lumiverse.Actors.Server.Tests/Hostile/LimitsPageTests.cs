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
        var held = 0;
        foreach (var (limits, names) in Rows().Where(row => row.Limits.Length == row.Names.Length))
            foreach (var (limit, name) in limits.Zip(names))
            {
                Assert.True(Find(name) is { } value && IsSame(limit, name, value), $"{name}: the table tells {limit}, the code {Find(name) ?? "has no such constant"}.");
                held++;
            }

        Assert.InRange(held, FewestHeld, int.MaxValue);
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
        return Types[type].Select(found => found.GetField(member, Any)?.GetValue(null) ?? found.GetProperty(member, Any)?.GetValue(null)).FirstOrDefault(value => value is not null);
    }

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
