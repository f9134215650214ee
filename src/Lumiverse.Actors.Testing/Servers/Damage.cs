using System.Text;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>Damages answers, the same way for the same seed: as text, as bytes, and as JSON of another shape.</summary>
public sealed class Damage(int seed)
{
    /// <summary>What servers have written where something else was expected, and what no parser likes.</summary>
    private static readonly string[] Oddities =
    [
        "null", "{}", "[]", "[[]]", "\"\"", "true", "-1", "1e999", "1e300", "0.0000001", "99999999999999999999", "\"\\ud800\"", "\"\\u0000\"", "\"NaN\"",
        """{"error":{"error":{"error":1}}}""", """{"a":1,"a":2}""", "\"\u202eabc\"",
    ];

    private readonly Random _dice = new(seed);

    /// <summary>A damaged copy; another one at each call.</summary>
    public byte[] Of(byte[] body) => _dice.Next(4) switch
    {
        0 => Cut(body),
        1 => Overwritten(body),
        _ => Reshaped(body) ?? Overwritten(body),
    };

    private byte[] Cut(byte[] body) => body[.._dice.Next(body.Length + 1)];

    private byte[] Overwritten(byte[] body)
    {
        var damaged = body.ToArray();
        for (var times = _dice.Next(1, 4); damaged.Length > 0 && times > 0; times--)
            damaged[_dice.Next(damaged.Length)] = (byte)_dice.Next(256);
        return damaged;
    }

    /// <summary>Puts an oddity in the place of some value, and some names twice; null = the body is no JSON.</summary>
    private byte[]? Reshaped(byte[] body)
    {
        var places = Places(body);
        if (places.Count == 0)
            return null;
        var (parent, name) = places[_dice.Next(places.Count)];
        var mark = $"damage-{seed}";
        if (parent is JsonArray array)
            array[int.Parse(name)] = mark;
        else
            parent[name] = mark;
        var oddity = Oddities[_dice.Next(Oddities.Length)];
        var twice = parent is JsonObject && _dice.Next(3) == 0 ? $"{oddity},{JsonValue.Create(name).ToJsonString()}:{oddity}" : oddity;
        return Encoding.UTF8.GetBytes(parent.Root.ToJsonString().Replace($"\"{mark}\"", twice));
    }

    private static List<(JsonNode Parent, string Name)> Places(byte[] body)
    {
        try
        {
            return [.. Places(JsonNode.Parse(body))];
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<(JsonNode Parent, string Name)> Places(JsonNode? json) => json switch
    {
        JsonObject fields => fields.SelectMany(field => Places(field.Value).Prepend((fields, field.Key))),
        JsonArray items => items.SelectMany((item, index) => Places(item).Prepend((items, $"{index}"))),
        _ => [],
    };
}
