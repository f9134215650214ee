using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Events;

/// <summary>What open pages are told.</summary>
internal static class EventRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/events", Follow).WithTags("Events")
        .DescribeStream("FollowEvents", "Everything of the user, live; Last-Event-ID resumes")
        .WithQuery("chat_id", "Events of one chat").WithQuery("after", "Resume after this event id, where Last-Event-ID can't be sent")
        .Refuses(StatusCodes.Status429TooManyRequests);

    private static EventStreamResult Follow(
        Caller caller, QueryFields query, HttpContext http, IPageFeed feed, EventPlaces places, LumiverseOptions options, TimeProvider time)
    {
        var chat = query.Id<ChatId>("chat_id");
        var after = QueryFields.ParsePosition(http.Request.Headers["Last-Event-ID"], "Last-Event-ID") ?? query.Position("after");
        var relay = new EventRelay(options.EventKeepAwake, time);
        return new EventStreamResult((stream, cancellation) =>
            relay.RunAsync(ended => feed.FollowAsync(caller.User, chat, after, ended), stream, cancellation), places.Take(caller.User));
    }
}
