using Lumiverse.Server.Access;
using Lumiverse.Server.Chats;
using Lumiverse.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lumiverse.Server.Samples;

internal static class SampleEndpoints
{
    public static IServiceCollection AddSamples(this IServiceCollection services) => services.AddSingleton<SampleShelf>();

    public static void MapSamples(this IEndpointRouteBuilder api)
    {
        api.MapGet("/samples", List);
        api.MapPost("/samples/{id}/chats", PostChat);
    }

    private static Listing<SampleSummary> List(SampleShelf shelf)
    {
        var samples = shelf.List();
        return new Listing<SampleSummary>(samples, samples.Count, Limit: samples.Count, Offset: 0);
    }

    private static Created<PreparedSample> PostChat(string id, CurrentUser user, SampleShelf shelf, ParticipantStore participants, ChatStore chats)
    {
        var sample = shelf.Find(id) ?? throw RefusedException.NotFound("sample");
        var character = Add(ParticipantKind.Character, sample.Character, user, participants);
        var persona = Add(ParticipantKind.Persona, sample.Persona, user, participants);
        var chat = chats.Add(user.Id, new NewChat(sample.Title, character.Id, persona.Id));
        return TypedResults.Created($"{ChatServer.ApiRoot}/chats/{chat.Id}", new PreparedSample(chat, sample.Messages));
    }

    private static Participant Add(ParticipantKind kind, SamplePart part, CurrentUser user, ParticipantStore participants) =>
        participants.Add(user.Id, kind, new NewParticipant(part.Name, part.Description, part.Scenario));
}
