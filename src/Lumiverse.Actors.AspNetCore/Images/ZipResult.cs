using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>A file of an archive; null when its bytes are gone by the time it is its turn.</summary>
internal sealed record ZipItem(string Name, DateTimeOffset At, Func<Stream?> Open);

/// <summary>
/// Sends an archive while it is being written: one picture is read at a time, a buffer of it in memory. Pictures are stored as
/// they are, because they are compressed already. A client that goes away ends it; an archive without its end is no archive.
/// </summary>
internal sealed class ZipResult(string name, IReadOnlyList<ZipItem> items) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, gone) = (httpContext.Response, httpContext.RequestAborted);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true; // The framework's archive writes the few bytes between two files that way.
        await using var archive = await ZipArchive.CreateAsync(response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, gone);
        foreach (var item in items)
            await AddAsync(archive, item, gone);
    }

    private static async Task AddAsync(ZipArchive archive, ZipItem item, CancellationToken gone)
    {
        await using var picture = item.Open();
        if (picture is null)
            return;
        var entry = archive.CreateEntry(item.Name, CompressionLevel.NoCompression);
        entry.LastWriteTime = item.At;
        await using var stream = await entry.OpenAsync(gone);
        await picture.CopyToAsync(stream, gone);
    }
}
