using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>Reads single JSON values strictly: a number in quotes is a text, and 2.5 is no whole number.</summary>
public static class JsonValues
{
    /// <summary>The text of a node; null when it is none.</summary>
    public static string? AsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The truth value of a node; null when it is none.</summary>
    public static bool? AsFlag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The number of a node; null when it is none, or too large to hold.</summary>
    public static double? AsNumber(JsonNode? node) =>
        node is JsonValue value && NumberOf(value) is { } number && double.IsFinite(number) ? number : null;

    /// <summary>The whole number of a node, also when it is written as 2.0; null when it is none.</summary>
    public static int? AsWhole(JsonNode? node) =>
        AsNumber(node) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    /// <summary>Nodes that were built hold what they were given; nodes that were parsed convert.</summary>
    private static double? NumberOf(JsonValue value) =>
        value.TryGetValue<double>(out var number) ? number
        : value.TryGetValue<int>(out var whole) ? whole
        : value.TryGetValue<long>(out var large) ? large
        : null;
}
