using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Server.Chats;

/// <summary>Lets the engine go by the avatars of a chat.</summary>
internal sealed class AvatarSource(ChatStore chats, ParticipantStore participants, AvatarFiles files) : IAvatarSource
{
    public async Task<ChatAvatars> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation) => chats.Find(user, chat) is { } found
        ? new ChatAvatars(
            await ReadAsync(user, ParticipantKind.Character, found.CharacterId, cancellation),
            await ReadAsync(user, ParticipantKind.Persona, found.PersonaId, cancellation))
        : new ChatAvatars(null, null);

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(UserId user, ParticipantKind kind, string? id, CancellationToken cancellation)
    {
        if (id is null || participants.FindAvatar(user, kind, id) is not { } file)
            return null;
        try
        {
            return await File.ReadAllBytesAsync(files.PathOf(file), cancellation);
        }
        catch (FileNotFoundException)
        {
            return null; // Replaced in this very moment.
        }
    }
}
