using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Serialization;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Projection;

/// <summary>Reads facts out of journal entries.</summary>
internal static class JournalFacts
{
    /// <summary>The fact of an entry; null when it is none of ours, or can't be read (its actor is quarantined then).</summary>
    public static object? Read(JournalEntry entry)
    {
        if (entry.SerializerId != MessageSerializer.SerializerId || EntityAddress.Parse(entry.PersistenceId) is null)
            return null;
        var fact = MessageSerializer.Read(entry.Payload.Span, entry.Manifest);
        return fact is UnreadableMessage ? null : fact;
    }
}
