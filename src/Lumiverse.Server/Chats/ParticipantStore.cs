using System.Text.Json;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Server.Chats;

/// <summary>Characters and personas of each user.</summary>
internal sealed class ParticipantStore(ChatDatabase database, TimeProvider time)
{
    private const string Columns = "id, name, description, scenario, tags, avatar, created_at, kind";

    public Participant Add(UserId user, ParticipantKind kind, NewParticipant body)
    {
        var id = Guid.CreateVersion7().ToString("n");
        database.Write(connection => connection.Run(
            """
            INSERT INTO participants (id, user, kind, name, description, scenario, tags, created_at)
            VALUES ($id, $user, $kind, $name, $description, $scenario, $tags, $now)
            """,
            ("$id", id), ("$user", user.Value), ("$kind", kind.ToString()), ("$name", body.Name), ("$description", body.Description ?? ""),
            ("$scenario", body.Scenario ?? ""), ("$tags", JsonSerializer.Serialize(body.Tags ?? [])), ("$now", time.GetUtcNow().ToUnixTimeSeconds())));
        return Find(user, kind, id) ?? throw new InvalidOperationException("A participant vanished while it was being added.");
    }

    public Participant? Find(UserId user, ParticipantKind kind, string id) => database.Read(connection => connection.Query(
        $"SELECT {Columns} FROM participants WHERE id = $id AND user = $user AND kind = $kind", Read,
        ("$id", id), ("$user", user.Value), ("$kind", kind.ToString())).SingleOrDefault());

    /// <summary>The newest first.</summary>
    public Listing<Participant> List(UserId user, ParticipantKind kind, int limit, int offset) => database.Read(connection => new Listing<Participant>(
        connection.Query(
            $"SELECT {Columns} FROM participants WHERE user = $user AND kind = $kind ORDER BY created_at DESC, id DESC LIMIT $limit OFFSET $offset", Read,
            ("$user", user.Value), ("$kind", kind.ToString()), ("$limit", limit), ("$offset", offset)),
        connection.Number("SELECT count(*) FROM participants WHERE user = $user AND kind = $kind", ("$user", user.Value), ("$kind", kind.ToString())),
        limit, offset));

    /// <summary>The file of an avatar; null when the user has no such participant, or it no avatar.</summary>
    public string? FindAvatar(UserId user, ParticipantKind kind, string id) => database.Read(connection => connection.Query(
        "SELECT avatar FROM participants WHERE id = $id AND user = $user AND kind = $kind", row => row.TextOrNull(0),
        ("$id", id), ("$user", user.Value), ("$kind", kind.ToString())).SingleOrDefault());

    public void SetAvatar(string id, string file) => database.Write(connection =>
        connection.Run("UPDATE participants SET avatar = $file WHERE id = $id", ("$id", id), ("$file", file)));

    private static Participant Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3),
        JsonSerializer.Deserialize<string[]>(row.GetString(4)) ?? [],
        row.TextOrNull(5) is null ? null : AvatarUrl(row.GetString(7), row.GetString(0)), row.GetInt64(6));

    private static string AvatarUrl(string kind, string id) => $"{ChatServer.ApiRoot}/{kind.ToLowerInvariant()}s/{id}/avatar";
}
