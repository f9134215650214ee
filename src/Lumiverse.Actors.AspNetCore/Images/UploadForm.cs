using Lumiverse.Actors.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Reads a picture from a multipart form. The form is buffered on disk beyond 64 KiB, by the framework.</summary>
internal static class UploadForm
{
    private const string Field = "image";

    private static readonly Problem TooLarge = Problems.TooLarge($"{Field} is larger than {BodyLimits.Picture / 1024 / 1024} MB. Send a smaller picture.");

    public static async Task<(byte[] Bytes, string? FileName)> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        var file = await FindAsync(http, cancellation);
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        return (bytes, NameOf(file));
    }

    private static async Task<IFormFile> FindAsync(HttpContext http, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType)
            throw Missing();
        var form = await FormBody.ReadAsync(http, BodyLimits.PictureForm, TooLarge, cancellation);
        var file = form.Files.GetFile(Field) ?? throw Missing();
        return file.Length <= BodyLimits.Picture ? file : throw TooLarge.ToException();
    }

    /// <summary>The last part of the name, without what some browsers send before it.</summary>
    private static string? NameOf(IFormFile file)
    {
        const int Longest = 255;
        var name = file.FileName.Split('/', '\\')[^1].Replace("\0", "");
        return name.Length == 0 ? null : name.Length > Longest ? name[..Longest] : name;
    }

    private static ProblemException Missing() =>
        Problems.InvalidField(Field, $"{Field} must be given: a picture as a file of a multipart form.").ToException();
}
