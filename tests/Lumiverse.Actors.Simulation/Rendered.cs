using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Values as text with all that is in them, case names included: records with collections can't be compared with
/// <c>==</c>, and JSON drops what a declared type does not show.
/// </summary>
public static class Rendered
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string words: text.Append('"').Append(words).Append('"'); break;
            case DateTimeOffset instant: text.Append(instant.ToString("O")); break;
            case IFormattable number: text.Append(number.ToString(null, null)); break;
            case IEnumerable items: AppendItems(text, items); break;
            default: AppendRecord(text, value); break;
        }
    }

    private static void AppendItems(StringBuilder text, IEnumerable items)
    {
        text.Append('[');
        foreach (var item in items)
        {
            Append(text, item);
            text.Append(' ');
        }

        text.Append(']');
    }

    private static void AppendRecord(StringBuilder text, object value)
    {
        var properties = Properties.GetOrAdd(value.GetType(), Readable);
        if (value is bool || value.GetType().IsValueType && properties is [{ Name: "Value" }])
        {
            text.Append(value); // Ids say what they are where they stand.
            return;
        }

        text.Append(value.GetType().Name).Append('{');
        foreach (var property in properties)
        {
            text.Append(property.Name).Append('=');
            Append(text, property.GetValue(value));
            text.Append(' ');
        }

        text.Append('}');
    }

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
}
