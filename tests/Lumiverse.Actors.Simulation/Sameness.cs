using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Whether two values say the same, collections included, which records compare by reference. What both share is not
/// looked into, so a state costs what changed in it, however much it remembers.
/// </summary>
internal static class Sameness
{
    private static readonly ConcurrentDictionary<Type, Func<object, object, bool>> Comparisons = new();

    public static bool Holds(object? left, object? right) =>
        ReferenceEquals(left, right)
        || left is not null && right is not null && left.GetType() == right.GetType() && Comparisons.GetOrAdd(left.GetType(), ComparisonOf)(left, right);

    private static Func<object, object, bool> ComparisonOf(Type type)
    {
        if (typeof(IDictionary).IsAssignableFrom(type))
            return (left, right) => HaveSameEntries((IDictionary)left, (IDictionary)right);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return ComparisonOfArrays(type);
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
            return (left, right) => HaveSameItems((IEnumerable)left, (IEnumerable)right);
        if (type.IsValueType || type == typeof(string))
            return Equals;
        PropertyInfo[] properties = [.. type.GetProperties().Where(property => property.GetIndexParameters().Length == 0)];
        return (left, right) => Array.TrueForAll(properties, property => Holds(property.GetValue(left), property.GetValue(right)));
    }

    /// <summary>An array that was never made holds nothing.</summary>
    private static Func<object, object, bool> ComparisonOfArrays(Type type)
    {
        var isEmpty = type.GetProperty(nameof(ImmutableArray<>.IsDefaultOrEmpty));
        IEnumerable ItemsOf(object array) => isEmpty?.GetValue(array) is true ? Array.Empty<object>() : (IEnumerable)array;
        return (left, right) => left.Equals(right) || HaveSameItems(ItemsOf(left), ItemsOf(right));
    }

    private static bool HaveSameItems(IEnumerable left, IEnumerable right)
    {
        var others = right.GetEnumerator();
        foreach (var item in left)
        {
            if (!others.MoveNext() || !Holds(item, others.Current))
                return false;
        }

        return !others.MoveNext();
    }

    private static bool HaveSameEntries(IDictionary left, IDictionary right)
    {
        if (left.Count != right.Count)
            return false;
        var others = right.GetEnumerator();
        foreach (DictionaryEntry entry in left)
        {
            if (!others.MoveNext() || !Holds(entry.Key, others.Key) || !Holds(entry.Value, others.Value))
                return false;
        }

        return true;
    }
}
