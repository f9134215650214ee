using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>The kinds of actors that the engine hosts.</summary>
public enum EntityKind { Scene, Connection, Gallery }

/// <summary>Names one actor, wherever it lives.</summary>
public readonly record struct EntityAddress(EntityKind Kind, string Id)
{
    public static EntityAddress Of(ChatKey chat) => new(EntityKind.Scene, chat.ToString());

    public static EntityAddress Of(ConnectionId connection) => new(EntityKind.Connection, connection.Value);

    public static EntityAddress Of(UserId user) => new(EntityKind.Gallery, user.Value);

    /// <summary>The name in the journal. The part before the first dash never changes: it is stored.</summary>
    public string PersistenceId => $"{Prefix(Kind)}-{Id}";

    /// <summary>Reads a name from the journal; null when it is none of ours (such as cluster sharding's own).</summary>
    public static EntityAddress? Parse(string persistenceId)
    {
        foreach (var kind in Enum.GetValues<EntityKind>())
        {
            if (persistenceId.StartsWith($"{Prefix(kind)}-", StringComparison.Ordinal))
                return new EntityAddress(kind, persistenceId[(Prefix(kind).Length + 1)..]);
        }

        return null;
    }

    private static string Prefix(EntityKind kind) => kind switch
    {
        EntityKind.Scene => "scene",
        EntityKind.Connection => "connection",
        _ => "gallery",
    };
}
