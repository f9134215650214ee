using System.Text;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>One request as it came over the wire.</summary>
/// <param name="Headers">By name, in any case.</param>
public sealed record RecordedRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a JSON object; throws when it is none.</summary>
    public JsonObject Json => JsonNode.Parse(Body)?.AsObject() ?? throw new InvalidOperationException("The request has no JSON body.");
}
