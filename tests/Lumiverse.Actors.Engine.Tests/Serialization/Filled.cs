using System.Collections.Immutable;
using System.Reflection;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Tests.Serialization;

/// <summary>Makes a message whose every property holds something, the same on every run.</summary>
internal static class Filled
{
    /// <summary>More than the cases of any closed family inside a message, so that each has its turn.</summary>
    public const int Variants = 7;

    private static readonly DateTimeOffset Instant = new(2031, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);

    /// <param name="type">A message, or anything a message holds.</param>
    /// <param name="variant">Chooses among the cases of closed families and the members of enumerations.</param>
    /// <param name="name">Of the property to fill; shows in the value.</param>
    public static object Of(Type type, int variant, string name = "value")
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner, variant, name);
        return Simple(type, variant, name) ?? Collection(type, variant, name) ?? Composed(type, variant, name);
    }

    private static object? Simple(Type type, int variant, string name) =>
        type == typeof(string) ? $"{name} – “{variant}” 漢字"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 41 + variant
        : type == typeof(long) ? long.MaxValue - variant
        : type == typeof(uint) ? uint.MaxValue - (uint)variant
        : type == typeof(double) ? 0.1 + variant
        : type == typeof(DateTimeOffset) ? Instant.AddDays(variant)
        : type == typeof(TimeSpan) ? TimeSpan.FromMilliseconds(1234.5 + variant)
        : type.IsEnum ? Enum.GetValues(type).GetValue((variant + 1) % Enum.GetValues(type).Length)
        : null;

    private static object? Collection(Type type, int variant, string name)
    {
        if (!type.IsGenericType)
            return null;
        var arguments = type.GetGenericArguments();
        var items = Array.CreateInstance(arguments[^1], 2);
        items.SetValue(Of(arguments[^1], variant, $"{name} one"), 0);
        items.SetValue(Of(arguments[^1], variant + 1, $"{name} two"), 1);
        return type.GetGenericTypeDefinition() switch
        {
            var list when list == typeof(ImmutableArray<>) => Call(typeof(ImmutableArray), nameof(ImmutableArray.Create), arguments[^1], items),
            var list when list == typeof(ImmutableList<>) => Call(typeof(ImmutableList), nameof(ImmutableList.Create), arguments[^1], items),
            var list when list == typeof(ImmutableQueue<>) => Call(typeof(ImmutableQueue), nameof(ImmutableQueue.Create), arguments[^1], items),
            var map when map == typeof(ImmutableSortedDictionary<,>) =>
                typeof(Filled).GetMethod(nameof(Map), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments[^1]).Invoke(null, [items]),
            _ => null,
        };
    }

    private static ImmutableSortedDictionary<string, T> Map<T>(T[] items) =>
        items.Select((item, index) => KeyValuePair.Create(index == 0 ? "a-key" : "B-key", item)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static object? Call(Type factory, string method, Type item, Array items) => factory.GetMethods()
        .Single(candidate => candidate.Name == method && candidate.GetParameters() is [{ ParameterType.IsArray: true }])
        .MakeGenericMethod(item).Invoke(null, [items]);

    private static object Composed(Type type, int variant, string name)
    {
        if (type.IsAbstract)
            type = CasesOf(type)[variant % CasesOf(type).Count];
        if (type.GetInterfaces().Any(known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(IIdentifier<>)))
            return Activator.CreateInstance(type, $"{name.Replace(' ', '-')}-{variant}")!;
        var constructor = type.GetConstructors().Where(candidate => !IsCopy(candidate)).MaxBy(candidate => candidate.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, variant, parameter.Name!))]);
        var named = constructor.GetParameters().Select(parameter => parameter.Name).ToHashSet();
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && !named.Contains(property.Name)))
            property.SetValue(made, Of(property.PropertyType, variant, property.Name));
        return made;
    }

    public static IReadOnlyList<Type> CasesOf(Type family) =>
        [.. family.GetNestedTypes().Where(type => type.IsSubclassOf(family)).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ ParameterType: var only }] && only == constructor.DeclaringType;
}
