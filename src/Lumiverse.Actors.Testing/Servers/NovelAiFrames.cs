using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>Writes the frames of a generation as the real server does: a length, highest byte first, and a map.</summary>
public static class NovelAiFrames
{
    /// <summary>A picture on its way.</summary>
    public static byte[] Intermediate(int index, byte[] preview, bool wholeSigma = false) => Frame(5, (ref writer) =>
    {
        writer.Write("event_type");
        writer.Write("intermediate");
        writer.Write("samp_ix");
        writer.Write(0);
        writer.Write("step_ix");
        writer.Write(index);
        writer.Write("sigma");
        if (wholeSigma)
            writer.Write(20000);
        else
            writer.Write(14.6146f);
        writer.Write("image");
        writer.Write(preview);
    });

    /// <summary>No index and no sigma: finals have none.</summary>
    public static byte[] Final(byte[] picture, object? generation = null) => Frame(4, (ref writer) =>
    {
        writer.Write("event_type");
        writer.Write("final");
        writer.Write("samp_ix");
        writer.Write(0);
        writer.Write("gen_id");
        if (generation is string name)
            writer.Write(name);
        else
            writer.Write(generation as long? ?? 7_000_000_000L);
        writer.Write("image");
        writer.Write(picture);
    });

    /// <summary>The generation breaks off.</summary>
    public static byte[] Failure(string message) => Frame(3, (ref writer) =>
    {
        writer.Write("event_type");
        writer.Write("error");
        writer.Write("message");
        writer.Write(message);
        writer.Write("samp_ix");
        writer.Write(0);
    });

    /// <summary>An event that nobody knows, with values of every shape.</summary>
    public static byte[] Unknown() => Frame(3, (ref writer) =>
    {
        writer.Write("event_type");
        writer.Write("heartbeat");
        writer.Write("image");
        writer.WriteNil();
        writer.Write("extra");
        writer.WriteArrayHeader(2);
        writer.WriteMapHeader(1);
        writer.Write(1);
        writer.Write(true);
        writer.Write(1.5);
    });

    /// <summary>Any payload in a frame.</summary>
    public static byte[] Of(byte[] payload)
    {
        var frame = new byte[4 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length);
        payload.CopyTo(frame, 4);
        return frame;
    }

    private delegate void Write(ref MessagePackWriter writer);

    private static byte[] Frame(int entries, Write write)
    {
        var payload = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(payload);
        writer.WriteMapHeader(entries);
        write(ref writer);
        writer.Flush();
        return Of(payload.WrittenSpan.ToArray());
    }
}
