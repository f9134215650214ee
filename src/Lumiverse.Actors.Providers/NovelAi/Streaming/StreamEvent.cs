using System.Buffers;
using MessagePack;

namespace Lumiverse.Actors.Providers.NovelAi.Streaming;

/// <summary>One event of a generation, as MessagePack. Keys and events that are not known are passed over.</summary>
/// <param name="Kind">intermediate, final or error.</param>
/// <param name="Index">Of the intermediate picture, from 0; finals have none.</param>
internal sealed record StreamEvent(string? Kind, int? Index, byte[]? Image, string? Message)
{
    public const string Intermediate = "intermediate";
    public const string Final = "final";
    public const string Failure = "error";

    private static readonly StreamEvent Nothing = new(null, null, null, null);

    /// <summary>Reads a frame; null when it is no map.</summary>
    public static StreamEvent? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return Read(new MessagePackReader(frame));
        }
        // The last one is what the library makes of a length beyond two gigabytes.
        catch (Exception failure) when (failure is MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static StreamEvent Read(MessagePackReader reader)
    {
        var read = Nothing;
        for (var left = reader.ReadMapHeader(); left > 0; left--)
            read = read.WithEntry(ref reader);
        return read;
    }

    private StreamEvent WithEntry(ref MessagePackReader reader)
    {
        switch (Text(ref reader))
        {
            case "event_type": return this with { Kind = Text(ref reader) };
            case "step_ix": return this with { Index = Number(ref reader) };
            case "image": return this with { Image = Bytes(ref reader) };
            case "message": return this with { Message = Text(ref reader) };
            default:
                reader.Skip();
                return this;
        }
    }

    private static string? Text(ref MessagePackReader reader) =>
        Is(ref reader, MessagePackType.String) ? reader.ReadString() : null;

    private static int? Number(ref MessagePackReader reader) =>
        Is(ref reader, MessagePackType.Integer) ? reader.ReadInt32() : null;

    private static byte[]? Bytes(ref MessagePackReader reader) =>
        Is(ref reader, MessagePackType.Binary) && reader.ReadBytes() is { } bytes ? bytes.ToArray() : null;

    /// <summary>Whether this type comes next; another one is passed over.</summary>
    private static bool Is(ref MessagePackReader reader, MessagePackType type)
    {
        if (reader.NextMessagePackType == type)
            return true;
        reader.Skip();
        return false;
    }
}
