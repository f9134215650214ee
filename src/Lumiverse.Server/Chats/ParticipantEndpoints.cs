using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Server.Access;
using Lumiverse.Server.Http;
using Lumiverse.Server.Startup;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Lumiverse.Server.Chats;

/// <summary>Characters and personas: the same routes under two names.</summary>
internal static class ParticipantEndpoints
{
    private const int LongestName = 200;

    /// <summary>A full character card; longer ones are refused rather than cut.</summary>
    private const int LongestText = 64 * 1024;

    private const int MostTags = 50;
    private const int LongestTag = 100;

    /// <summary>Boundary lines and headers around the picture in a multipart body.</summary>
    private const int MultipartAllowance = 64 * 1024;

    public static void MapParticipants(this IEndpointRouteBuilder api, ParticipantKind kind, string path)
    {
        var group = api.MapGroup(path);
        var avatarLimit = api.ServiceProvider.GetRequiredService<ServerOptions>().Limits.AvatarBytes;

        group.MapGet("", (CurrentUser user, ParticipantStore store, int? limit, int? offset) =>
            store.List(user.Id, kind, Fields.Limit(limit, otherwise: 50), Fields.Offset(offset)));

        group.MapPost("", (NewParticipant body, CurrentUser user, ParticipantStore store) =>
            TypedResults.Created((string?)null, store.Add(user.Id, kind, Checked(body)))).WithMetadata(ChatEndpoints.BodyLimit);

        group.MapGet("/{id}/avatar", (string id, CurrentUser user, ParticipantStore store, AvatarFiles files, HttpContext context) =>
            Avatar(store.FindAvatar(user.Id, kind, id), files, context));

        // Antiforgery tokens are not used here: SameOriginGuard refuses foreign forms.
        group.MapPut("/{id}/avatar", (string id, IFormFile? image, CurrentUser user, ParticipantStore store, AvatarFiles files) =>
                PutAvatarAsync(user.Id, kind, id, Checked(image, avatarLimit), store, files))
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(avatarLimit + MultipartAllowance));
    }

    private static NewParticipant Checked(NewParticipant body) => new(
        Fields.Required(body.Name, "name", LongestName),
        Fields.Optional(body.Description, "description", LongestText),
        Fields.Optional(body.Scenario, "scenario", LongestText),
        Tags(body.Tags ?? []));

    private static List<string?> Tags(IReadOnlyList<string?> tags) => tags.Count <= MostTags
        ? [.. tags.Select((tag, index) => Fields.Required(tag, $"tags[{index}]", LongestTag))]
        : throw RefusedException.Invalid("tags", $"'tags' has more than {MostTags} entries.");

    private static IFormFile Checked(IFormFile? image, int limitBytes)
    {
        if (image is null)
            throw RefusedException.Invalid("image", "Send the picture as the multipart field 'image'.");
        return image.Length <= limitBytes
            ? image
            : throw RefusedException.TooLarge("image", $"The picture is larger than {limitBytes / 1024} KiB.");
    }

    private static async Task<Participant> PutAvatarAsync(
        UserId user, ParticipantKind kind, string id, IFormFile image, ParticipantStore store, AvatarFiles files)
    {
        if (store.Find(user, kind, id) is null)
            throw RefusedException.NotFound(kind.ToString().ToLowerInvariant());
        var bytes = await ReadAsync(image);
        var ending = AvatarFiles.Sniff(bytes) ?? throw RefusedException.Invalid("image", "The picture must be a PNG, JPEG or WebP file.");

        var old = store.FindAvatar(user, kind, id);
        store.SetAvatar(id, files.Save(bytes, ending));
        if (old is not null)
            files.Delete(old);
        return store.Find(user, kind, id) ?? throw RefusedException.NotFound(kind.ToString().ToLowerInvariant());
    }

    private static async Task<byte[]> ReadAsync(IFormFile image)
    {
        var bytes = new byte[image.Length];
        await using var stream = image.OpenReadStream();
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static PhysicalFileHttpResult Avatar(string? file, AvatarFiles files, HttpContext context)
    {
        if (file is null)
            throw RefusedException.NotFound("avatar");
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.PhysicalFile(files.PathOf(file), AvatarFiles.ContentTypeOf(file), lastModified: File.GetLastWriteTimeUtc(files.PathOf(file)));
    }
}
