using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
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
        if (type.IsGenericType && Generic(type.GetGenericTypeDefinition()) is { } generic)
            return Make<Func<object, object, bool>>(generic, type.GetGenericArguments());
        if (typeof(IDictionary).IsAssignableFrom(type))
            return (left, right) => HaveSameEntries((IDictionary)left, (IDictionary)right);
        if (type.IsValueType || type == typeof(string))
            return Equals;
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return (left, right) => HaveSameItems((IEnumerable)left, (IEnumerable)right);
        Func<object, object, bool>[] properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => Make<Func<object, object, bool>>(nameof(Properties), [type, property.PropertyType], property)),
        ];
        return (left, right) => Array.TrueForAll(properties, areSame => areSame(left, right));
    }

    /// <summary>The collections that states are made of are gone through by their own types, without a box for every item.</summary>
    private static string? Generic(Type definition) =>
        definition == typeof(ImmutableArray<>) ? nameof(Arrays)
        : definition == typeof(ImmutableList<>) ? nameof(Lists)
        : definition == typeof(ImmutableSortedDictionary<,>) ? nameof(Dictionaries)
        : null;

    private static T Make<T>(string method, Type[] types, params object[] arguments) where T : class =>
        typeof(Sameness).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(types).Invoke(null, arguments) as T
        ?? throw new UnreachableException(method);

    private static Func<object, object, bool> Properties<TOwner, TValue>(PropertyInfo property) where TOwner : class
    {
        var read = property.GetMethod?.CreateDelegate<Func<TOwner, TValue>>() ?? throw new UnreachableException(property.Name);
        return (left, right) => AreSame(read((TOwner)left), read((TOwner)right));
    }

    /// <summary>An array that was never made holds nothing.</summary>
    private static Func<object, object, bool> Arrays<T>() => (left, right) =>
    {
        var (ours, theirs) = ((ImmutableArray<T>)left, (ImmutableArray<T>)right);
        return ours == theirs || HaveSameItems(ours.IsDefault ? [] : ours.AsSpan(), theirs.IsDefault ? [] : theirs.AsSpan());
    };

    private static Func<object, object, bool> Lists<T>() => (left, right) =>
    {
        var (ours, theirs) = ((ImmutableList<T>)left, (ImmutableList<T>)right);
        if (ours.Count != theirs.Count)
            return false;
        using var others = theirs.GetEnumerator();
        foreach (var item in ours)
        {
            if (!others.MoveNext() || !AreSame(item, others.Current))
                return false;
        }

        return true;
    };

    private static Func<object, object, bool> Dictionaries<TKey, TValue>() where TKey : notnull => (left, right) =>
    {
        var (ours, theirs) = ((ImmutableSortedDictionary<TKey, TValue>)left, (ImmutableSortedDictionary<TKey, TValue>)right);
        if (ours.Count != theirs.Count)
            return false;
        using var others = theirs.GetEnumerator();
        foreach (var (key, value) in ours)
        {
            if (!others.MoveNext() || !AreSame(key, others.Current.Key) || !AreSame(value, others.Current.Value))
                return false;
        }

        return true;
    };

    private static bool AreSame<T>(T left, T right) => typeof(T).IsValueType && Plain<T>.Is
        ? EqualityComparer<T>.Default.Equals(left, right)
        : Holds(left, right);

    private static bool HaveSameItems<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreSame(left[i], right[i]))
                return false;
        }

        return true;
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

    /// <summary>Values that compare themselves, whatever is in them; arrays compare what they stand in.</summary>
    private static class Plain<T>
    {
        public static readonly bool Is = !(typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            && (Nullable.GetUnderlyingType(typeof(T)) is not { IsGenericType: true });
    }
}
