using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Finds images and sends their bytes.</summary>
internal sealed class ImageFiles(IProjectionStore tables, IBlobStore blobs, IImageEngine engine)
{
    /// <summary>An image of the caller, also one that was added or changed a moment ago.</summary>
    public async Task<ImageRow> RequireAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var image = Ids.Parse<ImageId>(id, "id");
        await engine.CatchUpAsync(cancellation);
        return await tables.FindImageAsync(caller.User, image, cancellation) ?? throw Problems.Missing("image").ToException();
    }

    /// <summary>
    /// The bytes in the size that was asked for; the whole picture where there is no thumbnail. An ETag names the
    /// bytes, so that a browser asks again for little.
    /// </summary>
    /// <param name="size">sm or lg; null = the whole picture.</param>
    public IResult Send(HttpContext http, Picture picture, string? size, string caching)
    {
        var thumbnail = size switch { "sm" => picture.Small, "lg" => picture.Large, _ => null };
        var hash = thumbnail?.Hash ?? picture.Hash;
        if (blobs.Open(hash) is not { } stream)
            return Problems.Missing("picture").ToResult();
        var isStandIn = size is not null && thumbnail is null;
        http.Response.Headers.CacheControl = isStandIn ? "no-cache" : caching;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(
            stream, thumbnail?.MimeType ?? picture.MimeType, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }

    /// <summary>The whole picture as text; null when its bytes are gone.</summary>
    public async Task<string?> ReadDataUrlAsync(Picture picture, CancellationToken cancellation)
    {
        await using var stream = blobs.Open(picture.Hash);
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return $"data:{picture.MimeType};base64,{Convert.ToBase64String(bytes)}";
    }
}
