using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Serialization;

/// <summary>
/// The one serializer of the engine's messages. What it cannot read becomes an <see cref="UnreadableMessage"/> instead of
/// an exception: a throw during replay would stop the actor, and a shard would start it again at once, for ever.
/// </summary>
public sealed class MessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Stored with every event; must never change.</summary>
    public const int SerializerId = 5210;

    public override int Identifier => SerializerId;

    public override string Manifest(object o) => o is EntityMessage ? Manifests.EntityMessage : Manifests.NameOf(o.GetType());

    public override byte[] ToBinary(object obj) => obj is EntityMessage message ? WriteEntityMessage(message) : Seal.Put(Write(obj), Manifest(obj));

    public override object FromBinary(byte[] bytes, string manifest) =>
        manifest == Manifests.EntityMessage ? ReadEntityMessage(bytes) : Read(bytes, manifest);

    internal static byte[] Write(object message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Of(message.GetType()));

    /// <summary>Reads JSON with or without a seal.</summary>
    internal static object Read(ReadOnlySpan<byte> bytes, string manifest)
    {
        if (Manifests.TypeOf(manifest) is not { } type)
            return new UnreadableMessage(manifest, "no such manifest; it was written by another version, or is damaged");
        if (!Seal.TryOpen(bytes, manifest, out var json))
            return new UnreadableMessage(manifest, "it was changed after it was written: its check value does not fit");
        try
        {
            return JsonSerializer.Deserialize(json, MessageJson.Of(type)) ?? new UnreadableMessage(manifest, "it is empty");
        }
        catch (JsonException failure)
        {
            return new UnreadableMessage(manifest, $"its JSON is damaged at byte {failure.BytePositionInLine}");
        }
        catch (NotSupportedException) // What a case of a closed family without its name comes to.
        {
            return new UnreadableMessage(manifest, "its JSON does not say which case it is");
        }
    }

    private static byte[] WriteEntityMessage(EntityMessage message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", message.To.Kind.ToString());
            writer.WriteString("id", message.To.Id);
            if (message.Deadline is { } deadline)
                writer.WriteString("deadline", deadline);
            writer.WriteString("manifest", Manifests.NameOf(message.Command.GetType()));
            writer.WritePropertyName("command");
            JsonSerializer.Serialize(writer, message.Command, MessageJson.Of(message.Command.GetType()));
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static object ReadEntityMessage(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return ReadEntityMessage(document.RootElement);
        }
        catch (JsonException failure)
        {
            return new UnreadableMessage(Manifests.EntityMessage, $"its JSON is damaged at byte {failure.BytePositionInLine}");
        }
    }

    private static EntityMessage ReadEntityMessage(JsonElement root)
    {
        if (!Enum.TryParse<EntityKind>(Text(root, "kind"), out var kind) || !root.TryGetProperty("command", out var command))
            throw new JsonException("It says neither whom nor what.");
        return new EntityMessage(
            new EntityAddress(kind, Text(root, "id")), Read(Encoding.UTF8.GetBytes(command.GetRawText()), Text(root, "manifest")),
            root.TryGetProperty("deadline", out var deadline) ? deadline.GetDateTimeOffset() : null);
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.GetString() is { } text ? text : throw new JsonException($"{name} is missing.");
}

/// <summary>Something in the journal or on the wire that this version cannot read.</summary>
public sealed record UnreadableMessage(string Manifest, string Reason);
