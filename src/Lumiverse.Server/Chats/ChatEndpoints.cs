using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Server.Access;
using Lumiverse.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Lumiverse.Server.Chats;

internal static class ChatEndpoints
{
    private const int LongestTitle = 200;

    /// <summary>The largest message with every character escaped, and what stands around it.</summary>
    public static RequestSizeLimitAttribute BodyLimit { get; } = new(2 * 1024 * 1024);

    public static void MapChats(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/chats");
        group.MapGet("", List);
        group.MapPost("", Post).WithMetadata(BodyLimit);
        group.MapGet("/{id}", Get);
        group.MapDelete("/{id}", DeleteAsync);
    }

    /// <summary>The chat of a route, or the refusal that all routes under it share.</summary>
    public static Chat Require(this ChatStore chats, UserId user, string id) =>
        chats.Find(user, Fields.Id<ChatId>(id, "id")) ?? throw RefusedException.NotFound("chat");

    private static Listing<Chat> List(CurrentUser user, ChatStore chats, int? limit, int? offset) =>
        chats.List(user.Id, Fields.Limit(limit, otherwise: 50), Fields.Offset(offset));

    private static Created<Chat> Post(NewChat? body, CurrentUser user, ChatStore chats, ParticipantStore participants)
    {
        var character = Existing(ParticipantKind.Character, body?.CharacterId, "character_id", user, participants);
        var persona = Existing(ParticipantKind.Persona, body?.PersonaId, "persona_id", user, participants);
        var title = Fields.Optional(body?.Title, "title", LongestTitle);
        var chat = chats.Add(user.Id, new NewChat(title.Length > 0 ? title : character?.Name, character?.Id, persona?.Id));
        return TypedResults.Created($"{ChatServer.ApiRoot}/chats/{chat.Id}", chat);
    }

    private static Participant? Existing(ParticipantKind kind, string? id, string field, CurrentUser user, ParticipantStore participants) =>
        id is null ? null
        : participants.Find(user.Id, kind, id) ?? throw RefusedException.Invalid(field, $"'{field}' names no {kind.ToString().ToLowerInvariant()} of yours.");

    private static Chat Get(string id, CurrentUser user, ChatStore chats) => chats.Require(user.Id, id);

    private static async Task<Deleted> DeleteAsync(string id, CurrentUser user, ChatStore chats, Teller teller)
    {
        var chat = chats.Require(user.Id, id);
        chats.Delete(user.Id, ChatId.Of(chat.Id));
        await teller.ChatDeletedAsync(user.Id, ChatId.Of(chat.Id));
        return new Deleted(Success: true);
    }
}
