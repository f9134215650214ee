using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Gathers the pictures that a call goes by, as far as the provider's schema knows them: those in the connection's
/// parameters, then the avatars of the chat.
/// </summary>
/// <param name="avatars">Null where the chat server has none.</param>
internal sealed class ReferenceReader(IAvatarSource? avatars = null)
{
    public const string Images = "referenceImages";
    public const string CharacterAvatar = "includeCharacterAvatar";
    public const string PersonaAvatar = "includePersonaAvatar";

    /// <summary>As many as any provider takes.</summary>
    public const int MostPictures = 16;

    /// <summary>As large as an avatar may be.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>What one call holds in memory; twice what a connection can be given in one request.</summary>
    public const int MostBytesTogether = 32 * 1024 * 1024;

    private const int Mebibyte = 1024 * 1024;

    public async Task<ReferenceReading> ReadAsync(
        ProviderCapabilities capabilities, JsonObject parameters, ChatKey chat, CancellationToken cancellation)
    {
        var pictures = new List<ReferencePicture>();
        var given = capabilities.Parameters.TryGetValue(Images, out var schema) && schema.Type == "image_array" ? parameters[Images] as JsonArray : null;
        var obstacle = given is null ? null : Decode(given, pictures);
        if (obstacle is null)
            await AddAvatarsAsync(capabilities, parameters, chat, pictures, cancellation);
        return new ReferenceReading(given is null ? parameters : WithoutBytes(parameters), [.. pictures], obstacle ?? TooMuch(pictures));
    }

    /// <summary>Fills the list in the order of the entries; a sentence when one of them is no picture.</summary>
    private static string? Decode(JsonArray given, List<ReferencePicture> pictures)
    {
        foreach (var entry in given)
        {
            if (Decode(JsonValues.AsText((entry as JsonObject)?["data"])) is not { } bytes)
                return $"{Images}[{pictures.Count}] can't be read: its data is not base64. Choose the picture again.";
            pictures.Add(new ReferencePicture(ReferenceSource.Manual, bytes));
        }

        return null;
    }

    /// <summary>Base64, bare or as a data URL; null when it is neither.</summary>
    private static ReadOnlyMemory<byte>? Decode(string? text)
    {
        if (text is null)
            return null;
        var start = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
        var bytes = new byte[(text.Length - start) * 3 / 4 + 3];
        return Convert.TryFromBase64Chars(text.AsSpan(start), bytes, out var count) && count > 0
            ? bytes.AsMemory(0, count)
            : default(ReadOnlyMemory<byte>?);
    }

    private async Task AddAvatarsAsync(
        ProviderCapabilities capabilities, JsonObject parameters, ChatKey chat, List<ReferencePicture> pictures, CancellationToken cancellation)
    {
        var (wantsCharacter, wantsPersona) = (IsOn(CharacterAvatar), IsOn(PersonaAvatar));
        if (avatars is null || !(wantsCharacter || wantsPersona))
            return;
        var found = await avatars.ReadAsync(chat.User, chat.Chat, cancellation);
        if (wantsCharacter && found.Character is { IsEmpty: false } character)
            pictures.Add(new ReferencePicture(ReferenceSource.CharacterAvatar, character));
        if (wantsPersona && found.Persona is { IsEmpty: false } persona)
            pictures.Add(new ReferencePicture(ReferenceSource.PersonaAvatar, persona));

        bool IsOn(string name) => capabilities.Parameters.TryGetValue(name, out var schema)
            && (JsonValues.AsFlag(parameters[name]) ?? JsonValues.AsFlag(schema.Default)) == true;
    }

    /// <summary>The parameters for the adapter: each entry keeps its strength and the like, the bytes travel beside it.</summary>
    private static JsonObject WithoutBytes(JsonObject parameters) => new(parameters.Select(parameter => KeyValuePair.Create(
        parameter.Key,
        parameter is { Key: Images, Value: JsonArray entries } ? new JsonArray([.. entries.Select(WithoutBytes)]) : parameter.Value?.DeepClone())));

    private static JsonNode? WithoutBytes(JsonNode? entry) => entry is JsonObject fields
        ? new JsonObject(fields.Where(field => field.Key != "data").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
        : entry?.DeepClone();

    private static string? TooMuch(List<ReferencePicture> pictures)
    {
        if (pictures.Count > MostPictures)
            return $"There are {pictures.Count} reference pictures; at most {MostPictures} can be sent. Remove some.";
        if (pictures.FindIndex(picture => picture.Bytes.Length > MostBytes) is >= 0 and var large)
            return $"{Name(pictures[large].Source, large)} is larger than {MostBytes / Mebibyte} MiB. Choose a smaller picture.";
        return pictures.Sum(picture => (long)picture.Bytes.Length) > MostBytesTogether
            ? $"The reference pictures are larger than {MostBytesTogether / Mebibyte} MiB together. Remove some, or choose smaller ones."
            : null;
    }

    private static string Name(ReferenceSource source, int index) => source switch
    {
        ReferenceSource.CharacterAvatar => "The character's avatar",
        ReferenceSource.PersonaAvatar => "The persona's avatar",
        _ => $"{Images}[{index}]",
    };
}

/// <summary>The pictures of a call, and its parameters without them.</summary>
/// <param name="Obstacle">Why nothing can be sent; null = nothing is in the way.</param>
internal sealed record ReferenceReading(JsonObject Parameters, ImmutableArray<ReferencePicture> Pictures, string? Obstacle);
