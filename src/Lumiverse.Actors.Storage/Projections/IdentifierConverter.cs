using System.Text.Json;
using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Writes an id as its text.</summary>
internal sealed class IdentifierConverter<T> : JsonConverter<T> where T : struct, IIdentifier<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} is missing."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
