using System.Collections.Immutable;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Pictures as files to keep: with what is known of their making written into them, or with nothing but the picture.</summary>
internal static class DownloadRoutes
{
    private const string Metadata = "metadata";
    private const string Omit = "omit";

    private static readonly ImmutableArray<string> Choices = ["include", Omit];

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapMethods("/{id}/download", ["GET", "HEAD"], SendOneAsync).DescribeBytes("DownloadImage", "The picture as a file with a name of its own")
            .WithQuery(Metadata, "include (the default) writes prompt and parameters into the file, omit takes every remark out");
        group.MapGet("/download", ZipByQueryAsync).DescribeZip("DownloadImagesByQuery", "Many pictures in one archive")
            .WithQuery(ImageForm.Ids, "Ids, divided by commas").WithQuery(Metadata, "include or omit");
        group.MapPost("/download", ZipAsync).DescribeZip("DownloadImages", "Many pictures in one archive; a form with the same fields lets a browser save it as it comes")
            .Takes<DownloadBody>();
    }

    private static async Task<IResult> SendOneAsync(
        Caller caller, string id, QueryFields query, HttpContext http, ImageFiles files, DownloadFiles downloads, CancellationToken cancellation)
    {
        var isBare = query.Word(Metadata, Choices) == Omit;
        return downloads.Send(http, await files.RequireAsync(caller, id, cancellation), isBare);
    }

    private static async Task<IResult> ZipByQueryAsync(
        Caller caller, QueryFields query, GalleryDesk desk, DownloadFiles downloads, CancellationToken cancellation) =>
        await SendAsync(caller, ImageForm.Read(query.Raw(ImageForm.Ids)), query.Word(Metadata, Choices), desk, downloads, cancellation);

    private static async Task<IResult> ZipAsync(
        Caller caller, HttpContext http, GalleryDesk desk, DownloadFiles downloads, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType)
        {
            var fields = await JsonBody.ReadAsync(http);
            return await SendAsync(caller, ImageForm.Read(fields), fields.Word(Metadata, Choices), desk, downloads, cancellation);
        }

        var form = await FormBody.ReadAsync(http, BodyLimits.Json, Problems.TooLarge($"The form is larger than {BodyLimits.Json / 1024} KiB. Name fewer pictures."), cancellation);
        var word = form[Metadata].ToString();
        return await SendAsync(caller, ImageForm.Read(form[ImageForm.Ids].ToString()), Choices.Contains(word) ? word : null, desk, downloads, cancellation);
    }

    private static async Task<IResult> SendAsync(
        Caller caller, IReadOnlyList<ImageId> ids, string? metadata, GalleryDesk desk, DownloadFiles downloads, CancellationToken cancellation) =>
        downloads.Zip((await desk.RequireAsync(caller, ids, cancellation)).Rows, isBare: metadata == Omit);
}
