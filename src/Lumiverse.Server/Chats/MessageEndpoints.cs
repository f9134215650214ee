using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Server.Access;
using Lumiverse.Server.Http;
using Lumiverse.Server.Startup;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lumiverse.Server.Chats;

internal static class MessageEndpoints
{
    private const int LongestName = 200;

    /// <summary>Nobody compares more alternatives of one reply; each may be as long as a message.</summary>
    private const int MostSwipes = 100;

    /// <summary>What a page shows at once when it does not say how much it wants.</summary>
    private const int UsualCount = 200;

    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/chats/{id}/messages").WithMetadata(ChatEndpoints.BodyLimit);
        group.MapGet("", List);
        group.MapPost("", PostAsync);
        group.MapPut("/{messageId}", PutAsync);
        group.MapDelete("/{messageId}", DeleteAsync);
        group.MapPost("/{messageId}/swipes", PostSwipeAsync);
    }

    private static MessageListing List(string id, CurrentUser user, ChatStore chats, MessageStore messages, int? limit, string? before)
    {
        var chat = ChatId.Of(chats.Require(user.Id, id).Id);
        return messages.List(chat, before is null ? null : Existing(before), Fields.Limit(limit, otherwise: UsualCount));

        MessageId Existing(string text) => messages.Find(chat, Fields.Id<MessageId>(text, "before")) is { } message
            ? MessageId.Of(message.Id)
            : throw RefusedException.Invalid("before", "'before' names no message of this chat.");
    }

    private static async Task<Created<Message>> PostAsync(
        string id, NewMessage body, CurrentUser user, ChatStore chats, ParticipantStore participants, MessageStore messages,
        Teller teller, ServerOptions options)
    {
        var chat = chats.Require(user.Id, id);
        var content = Fields.Content(body.Content, options.Limits.MessageBytes);
        var isUser = body.IsUser ?? throw RefusedException.Invalid("is_user", "'is_user' is missing.");
        var name = Fields.Optional(body.Name, "name", LongestName) is { Length: > 0 } given ? given : SpeakerOf(chat, isUser, user, participants);

        var message = messages.Add(ChatId.Of(chat.Id), isUser, name, content);
        await teller.MessageAddedAsync(user.Id, ChatId.Of(chat.Id), MessageId.Of(message.Id), isReply: !isUser);
        return TypedResults.Created($"{ChatServer.ApiRoot}/chats/{chat.Id}/messages/{message.Id}", message);
    }

    private static string SpeakerOf(Chat chat, bool isUser, CurrentUser user, ParticipantStore participants)
    {
        var (kind, id) = isUser ? (ParticipantKind.Persona, chat.PersonaId) : (ParticipantKind.Character, chat.CharacterId);
        return (id is null ? null : participants.Find(user.Id, kind, id)?.Name) ?? (isUser ? "You" : "Narrator");
    }

    private static async Task<Message> PutAsync(
        string id, string messageId, MessageChange body, CurrentUser user, ChatStore chats, MessageStore messages, Teller teller, ServerOptions options)
    {
        var (chat, message) = Require(id, messageId, user, chats, messages);
        if (body.Swipe is { } swipe && (swipe < 0 || swipe >= message.Swipes.Count))
            throw RefusedException.Invalid("swipe", $"'swipe' must be from 0 to {message.Swipes.Count - 1}.");
        var content = body.Content is null ? null : Fields.Content(body.Content, options.Limits.MessageBytes);

        var changed = messages.Change(chat, MessageId.Of(message.Id), body.Swipe, content);
        if (changed.Content != message.Content)
            await teller.MessageChangedAsync(user.Id, chat, MessageId.Of(message.Id));
        return changed;
    }

    private static async Task<Created<Message>> PostSwipeAsync(
        string id, string messageId, NewSwipe body, CurrentUser user, ChatStore chats, MessageStore messages, Teller teller, ServerOptions options)
    {
        var (chat, message) = Require(id, messageId, user, chats, messages);
        var content = Fields.Content(body.Content, options.Limits.MessageBytes);
        if (message.IsUser)
            throw RefusedException.Invalid("messageId", "Only a reply has alternatives; edit your own message instead.");
        if (message.Swipes.Count >= MostSwipes)
            throw RefusedException.Invalid("messageId", $"A reply has at most {MostSwipes} alternatives.");

        var changed = messages.AddSwipe(chat, MessageId.Of(message.Id), content);
        await teller.MessageChangedAsync(user.Id, chat, MessageId.Of(message.Id));
        return TypedResults.Created((string?)null, changed);
    }

    private static async Task<Deleted> DeleteAsync(
        string id, string messageId, CurrentUser user, ChatStore chats, MessageStore messages, Teller teller)
    {
        var (chat, message) = Require(id, messageId, user, chats, messages);
        messages.Delete(chat, MessageId.Of(message.Id));
        await teller.MessageDeletedAsync(user.Id, chat, MessageId.Of(message.Id));
        return new Deleted(Success: true);
    }

    private static (ChatId Chat, Message Message) Require(string id, string messageId, CurrentUser user, ChatStore chats, MessageStore messages)
    {
        var chat = ChatId.Of(chats.Require(user.Id, id).Id);
        return (chat, messages.Find(chat, Fields.Id<MessageId>(messageId, "messageId")) ?? throw RefusedException.NotFound("message"));
    }
}
