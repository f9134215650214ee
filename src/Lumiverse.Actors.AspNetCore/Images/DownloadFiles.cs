using System.Security.Cryptography;
using System.Text;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Imaging.Containers;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Makes files of images, one or many.</summary>
internal sealed class DownloadFiles(IBlobStore blobs, TimeProvider clock)
{
    /// <summary>Characters of a label's hash in an ETag: enough to tell two labels of one picture apart.</summary>
    private const int TagLength = 16;

    /// <param name="isBare">Nothing but the picture, and a name that tells nothing; else with its label.</param>
    public IResult Send(HttpContext http, ImageRow row, bool isBare)
    {
        if (Open(row, isBare) is not { } file)
            return Problems.Missing("picture").ToResult();
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(
            file, row.Picture.MimeType, FileNames.Of(row, withWords: !isBare), entityTag: new EntityTagHeaderValue($"\"{TagOf(row, isBare)}\""),
            enableRangeProcessing: true);
    }

    public IResult Zip(IReadOnlyList<ImageRow> rows, bool isBare)
    {
        var names = FileNames.Unique(rows.Select(row => FileNames.Of(row, withWords: !isBare)));
        return new ZipResult(
            $"lumiverse-images-{clock.GetUtcNow():yyyy-MM-dd}.zip",
            [.. rows.Zip(names, (row, name) => new ZipItem(name, row.CreatedAt, () => Open(row, isBare)))]);
    }

    /// <summary>Null when the bytes are gone.</summary>
    private Stream? Open(ImageRow row, bool isBare)
    {
        if (blobs.Open(row.Picture.Hash) is not { } stored)
            return null;
        return isBare ? PictureFile.Bare(stored) : ImageLabel.Of(row) is { } label ? PictureFile.Labelled(stored, label) : stored;
    }

    private static string TagOf(ImageRow row, bool isBare)
    {
        var label = isBare ? "bare" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ImageLabel.Of(row) ?? "")))[..TagLength];
        return $"{row.Picture.Hash}.{label}";
    }
}
