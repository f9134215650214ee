using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>One HTTP request of a provider. Headers may hold the key: no part of a request is logged.</summary>
internal sealed record WireRequest(HttpMethod Method, Uri Address)
{
    /// <summary>Lists and account pages; the largest model list seen has a few hundred KB.</summary>
    public const long MostBytesOfAPage = 8L * 1024 * 1024;

    /// <summary>A picture of the largest size any provider sells, as base64 inside JSON, with previews before it.</summary>
    public const long MostBytesOfAPicture = 128L * 1024 * 1024;

    /// <summary>Base64 and prompts go out as they are: the default encoder would write every plus sign in six characters.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Null = no body.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>An answer beyond it is broken off while it is read.</summary>
    public long MostBytes { get; init; } = MostBytesOfAPage;

    /// <summary>What the answer is read into.</summary>
    public AnswerMemory Memory { get; init; } = AnswerMemory.Fresh;

    public static WireRequest Get(Uri address) => new(HttpMethod.Get, address);

    public static WireRequest Post(Uri address, JsonNode body) =>
        new(HttpMethod.Post, address) { Body = JsonSerializer.SerializeToUtf8Bytes(body, Plain), MostBytes = MostBytesOfAPicture };

    public WireRequest With(string header, string value) => this with { Headers = Headers.Add(KeyValuePair.Create(header, value)) };

    /// <summary>An address below a base, whether or not the base ends with a slash.</summary>
    public static Uri Below(string baseAddress, string path) => new($"{baseAddress.TrimEnd('/')}/{path.TrimStart('/')}", UriKind.Absolute);
}
