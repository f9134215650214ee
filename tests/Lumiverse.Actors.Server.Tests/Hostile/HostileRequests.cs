using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lumiverse.Actors.Server.Tests.Hostile;

/// <summary>Makes requests out of the API's own description: right shapes with wild values, and shapes that are wrong.</summary>
internal sealed class HostileRequests
{
    private const int LongestText = 20_000;
    private const int DeepestSchema = 6;

    private static readonly string[] Texts =
        ["", " ", "a", "null", "-1", "../../etc/passwd", "' OR 1=1 --", "{{scene}}", "\0", "\u202e", "\ufeff", "🌊", "e\u0301", "\U000E0001", "0x7fffffff", "data:image/png;base64,AAAA", "http://127.0.0.1:1/"];

    private static readonly string[] Numbers =
        ["0", "-1", "1e999", "-0.0", "2147483648", "9223372036854775808", "0.1e-400", "123456789012345678901234567890"];

    private static readonly string[] Broken = ["", "{", "[", "null", "\"", "{\"a\":}", "{\"a\":1,\"a\":2}", "[[[[", "\"\\ud800\"", "{}{}", "\ufeff{}", "{\"name\":\"\\ud83c\"}"];

    private static readonly string[] ContentTypes = ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "application/json; charset=utf-7", "image/png"];

    private readonly JsonElement _document;
    private readonly string[] _known;
    private readonly List<(string Path, string Method, JsonElement Operation)> _operations;

    /// <param name="document">The description of the API.</param>
    /// <param name="known">Ids of things that exist, so that some requests get behind the first look.</param>
    public HostileRequests(JsonElement document, params string[] known)
    {
        (_document, _known) = (document, known);
        _operations = [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(operation => operation.Value.TryGetProperty("responses", out _))
            .Select(operation => (path.Name, operation.Name.ToUpperInvariant(), operation.Value)))];
    }

    public int Operations => _operations.Count;

    /// <summary>The request of this number; the same one for the same seed.</summary>
    public HostileRequest At(int seed, int number)
    {
        var dice = new Random(unchecked((seed * 1_000_003) + number));
        var (path, method, operation) = _operations[number % _operations.Count];
        var address = Address(path, operation, dice);
        if (method is "GET" or "HEAD" or "DELETE" && dice.Next(8) > 0)
            return new HostileRequest(method, address, null, "");
        var type = dice.Next(6) == 0 ? Pick(ContentTypes, dice) : "application/json";
        return new HostileRequest(method, address, BodyOf(operation, dice), type);
    }

    private string Address(string path, JsonElement operation, Random dice)
    {
        var parts = path.Split('/').Select(part => part.StartsWith('{') ? dice.Next(2) == 0 ? Pick(_known, dice) : Escaped(Text(dice, 300)) : part);
        var names = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString() ?? "").ToArray()
            : [];
        var query = names.Where(_ => dice.Next(3) == 0).Select(name => $"{name}={Uri.EscapeDataString(dice.Next(2) == 0 ? Pick(Numbers, dice) : Text(dice, 600))}");
        return string.Join('/', parts) + "?" + string.Join('&', query);
    }

    /// <summary>An empty part, or one of dots, would be another path; a NUL in one the web server turns down by itself.</summary>
    private static string Escaped(string text) =>
        text.Replace('\0', 'x') is var part && part.Trim('.').Length == 0 ? "x" : Uri.EscapeDataString(part);

    private string BodyOf(JsonElement operation, Random dice)
    {
        if (dice.Next(8) == 0)
            return Pick(Broken, dice);
        if (dice.Next(40) == 0)
            return string.Concat(Enumerable.Repeat("{\"a\":[", 2_000));
        var schema = operation.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Value : default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("schema", out var shape) ? Value(shape, dice, 0) : Wild(dice);
    }

    private string Value(JsonElement schema, Random dice, int depth)
    {
        if (depth > DeepestSchema || dice.Next(6) == 0)
            return Wild(dice);
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(Resolve(reference.GetString() ?? ""), dice, depth + 1);
        if (schema.TryGetProperty("properties", out var properties))
            return Object(properties, dice, depth);
        return KindOf(schema) switch
        {
            "array" when schema.TryGetProperty("items", out var items) => $"[{string.Join(',', Enumerable.Range(0, dice.Next(4)).Select(_ => Value(items, dice, depth + 1)))}]",
            "integer" or "number" => dice.Next(2) == 0 ? dice.Next(-5, 2000).ToString(CultureInfo.InvariantCulture) : Pick(Numbers, dice),
            "boolean" => dice.Next(2) == 0 ? "true" : "false",
            _ => JsonSerializer.Serialize(Text(dice, LongestText)),
        };
    }

    private string Object(JsonElement properties, Random dice, int depth)
    {
        var fields = properties.EnumerateObject().Where(_ => dice.Next(5) > 0)
            .Select(property => $"{JsonSerializer.Serialize(property.Name)}:{Value(property.Value, dice, depth + 1)}").ToList();
        if (dice.Next(5) == 0)
            fields.Add($"{JsonSerializer.Serialize(Text(dice, 100))}:{Wild(dice)}");
        return $"{{{string.Join(',', fields)}}}";
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(_document, (at, name) => at.GetProperty(name));

    private static string KindOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? type[0].GetString() ?? "" : type.GetString() ?? ""
        : "";

    private static string Wild(Random dice) => dice.Next(7) switch
    {
        0 => "null",
        1 => "true",
        2 => Pick(Numbers, dice),
        3 => "[]",
        4 => "{}",
        5 => $"[{JsonSerializer.Serialize(Text(dice, 50))},1,null]",
        _ => JsonSerializer.Serialize(Text(dice, LongestText)),
    };

    private static string Text(Random dice, int longest) => dice.Next(10) switch
    {
        0 => new string(Pick(Texts, dice).FirstOrDefault('x'), dice.Next(longest)).Replace("\ud83c", "x", StringComparison.Ordinal),
        1 => string.Concat(Enumerable.Range(0, dice.Next(20)).Select(_ => Anyone(dice).ToString())),
        _ => Pick(Texts, dice),
    };

    private static Rune Anyone(Random dice) => Rune.TryCreate(dice.Next(0x110000), out var rune) ? rune : Rune.ReplacementChar;

    private static T Pick<T>(T[] from, Random dice) => from[dice.Next(from.Length)];
}

/// <summary>One request as it goes over the wire.</summary>
internal sealed record HostileRequest(string Method, string Address, string? Body, string ContentType)
{
    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(server, Address));
        if (Body is null)
            return message;
        message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return message;
    }

    public string ToCurl(Uri server) =>
        $"curl -X {Method} '{new Uri(server, Address).AbsoluteUri}'" + (Body is null ? "" : $" -H 'Content-Type: {ContentType}' --data-binary {Quoted(Body)}");

    private static string Quoted(string body) => $"'{body.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
