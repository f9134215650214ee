using System.Text.Json;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Writes a layout as arrays instead of objects, straight into the answer: a large gallery has many of them.</summary>
internal sealed class LayoutResult(Page<ImageTile> page, ImageFilter filter, bool withPlaceholders) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "private, no-cache";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        Write(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("total", page.Total);
        writer.WriteNumber("limit", filter.Limit);
        writer.WriteNumber("offset", filter.Offset);
        writer.WriteStartArray("fields");
        foreach (var field in (ReadOnlySpan<string>)["id", "width", "height", "created_at", "favorite", "placeholder"])
            writer.WriteStringValue(field);
        writer.WriteEndArray();
        writer.WriteStartArray("images");
        foreach (var tile in page.Items)
            Write(writer, tile);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, ImageTile tile)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(tile.Id.Value);
        writer.WriteNumberValue(tile.WidthPixels);
        writer.WriteNumberValue(tile.HeightPixels);
        writer.WriteNumberValue(tile.CreatedAt.ToUnixTimeSeconds());
        writer.WriteNumberValue(tile.Favorite ? 1 : 0);
        if (withPlaceholders)
            writer.WriteStringValue(tile.Placeholder);
        writer.WriteEndArray();
    }
}
