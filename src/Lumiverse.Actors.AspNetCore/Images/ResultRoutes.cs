using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>
/// Public bytes: whoever knows the address may see the picture, until its owner revokes the address or deletes the image.
/// They see the picture and nothing else; what was written into its file stays with the owner.
/// </summary>
internal static class ResultRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGroup("/image-gen/results").WithTags("Images").AllowAnonymous()
        .MapMethods("/{token}", ["GET", "HEAD"], SendAsync)
        .DescribeBytes("GetPublicImage", "The bytes of an image by its public address, without what was written into the file").WithQuery("size", "sm (300 px) or lg (700 px)");

    private static async Task<IResult> SendAsync(
        string token, QueryFields query, HttpContext http, IProjectionStore tables, ImageFiles files, CancellationToken cancellation)
    {
        var size = query.Word("size", ImageRoutes.Sizes);
        // The form is that of an id; what has another form belongs to no image, and 404 says no more than that.
        var row = Identifier.TryCreate<ImageId>(token, out _) ? await tables.FindImageByTokenAsync(token, cancellation) : null;
        if (row is null)
            return Problems.Missing("image").ToResult();
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return await files.SendPublicAsync(http, row, size, cancellation);
    }
}
