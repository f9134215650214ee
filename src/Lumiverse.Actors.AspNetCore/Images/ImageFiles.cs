using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Imaging.Containers;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Finds images and sends their bytes.</summary>
internal sealed class ImageFiles(IProjectionStore tables, IBlobStore blobs, IImageEngine engine, ThumbnailRepair repair)
{
    /// <summary>Bytes never change under their id; nobody but the owner may keep them.</summary>
    private const string KeptByOwner = "private, max-age=31536000, immutable";

    /// <summary>Short, so that a revoked address is soon gone from caches as well.</summary>
    private const string KeptBriefly = "public, max-age=300";

    /// <summary>An image of the caller, also one that was added or changed a moment ago.</summary>
    public async Task<ImageRow> RequireAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var image = Ids.Parse<ImageId>(id, "id");
        await engine.CatchUpAsync(cancellation);
        return await tables.FindImageAsync(caller.User, image, cancellation) ?? throw Problems.Missing("image").ToException();
    }

    /// <summary>The stored bytes to their owner, with everything that came with them.</summary>
    /// <param name="size">sm or lg; null = the whole picture.</param>
    public Task<IResult> SendAsync(HttpContext http, ImageRow image, string? size, CancellationToken cancellation) =>
        SendAsync(http, image, size, KeptByOwner, isBare: false, cancellation);

    /// <summary>
    /// The picture to anybody: what providers and cameras write into files, prompts above all, is left out. Thumbnails never
    /// have any of it.
    /// </summary>
    public Task<IResult> SendPublicAsync(HttpContext http, ImageRow image, string? size, CancellationToken cancellation) =>
        SendAsync(http, image, size, KeptBriefly, isBare: true, cancellation);

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

    /// <summary>A thumbnail where there is one; else the whole picture stands in, and the thumbnail is made again.</summary>
    private async Task<IResult> SendAsync(
        HttpContext http, ImageRow image, string? size, string caching, bool isBare, CancellationToken cancellation)
    {
        var thumbnail = size switch { "sm" => image.Picture.Small, "lg" => image.Picture.Large, _ => null };
        if (thumbnail is not null && blobs.Open(thumbnail.Hash) is { } small)
            return Send(http, small, thumbnail.MimeType, thumbnail.Hash.Value, caching);
        if (size is not null)
            await repair.AskAsync(image, cancellation);
        if (blobs.Open(image.Picture.Hash) is not { } whole)
            return Problems.Missing("picture").ToResult();
        var kept = size is null ? caching : "no-cache";
        return isBare
            ? Send(http, PictureFile.Bare(whole), image.Picture.MimeType, $"{image.Picture.Hash}.bare", kept)
            : Send(http, whole, image.Picture.MimeType, image.Picture.Hash.Value, kept);
    }

    /// <summary>An ETag names the bytes, so that a browser asks again for little.</summary>
    private static IResult Send(HttpContext http, Stream bytes, string mimeType, string tag, string caching)
    {
        http.Response.Headers.CacheControl = caching;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(bytes, mimeType, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);
    }
}
