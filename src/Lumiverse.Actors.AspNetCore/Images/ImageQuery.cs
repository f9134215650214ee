using System.Collections.Immutable;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Builder;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Which images a list is of; every list takes the same filters.</summary>
internal static class ImageQuery
{
    private static readonly ImmutableArray<string> Sortings = ["newest", "oldest", "largest"];

    public static ImageFilter Read(QueryFields query, int limit) => new(
        limit, query.Offset, query.Id<ChatId>("chat_id"), query.Text("character_id"), query.Text("provider"), query.Text("q"),
        query.Flag("favorite"), (ImageSorting)Math.Max(0, Sortings.IndexOf(query.Word("sort", Sortings) ?? "newest")));

    public static RouteHandlerBuilder WithImageFilters(this RouteHandlerBuilder route) => route
        .WithQuery("chat_id", "Images of one chat").WithQuery("character_id", "Images of one character").WithQuery("provider", "Images by one provider")
        .WithQuery("q", "Searches prompt, scene, model, caption and tags; the end of each word is left open")
        .WithQuery("favorite", "true or false").WithQuery("sort", "newest, oldest or largest");
}
