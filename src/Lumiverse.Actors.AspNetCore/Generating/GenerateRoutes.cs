using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Chats;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>Asking for an image, waiting for it or not.</summary>
internal static class GenerateRoutes
{
    /// <summary>About as long as a start takes.</summary>
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(5);

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/image-gen").WithTags("Generate");
        group.MapPost("/generate", GenerateAsync).Describe<GeneratedShape>("Generate", "Paint now and wait for the end").Takes<GenerateBody>()
            .Refuses(StatusCodes.Status422UnprocessableEntity).Refuses(StatusCodes.Status502BadGateway);
        group.MapPost("/jobs", SubmitAsync).Describe<StandingJobShape>("SubmitJob", "Paint without waiting; the same Idempotency-Key gives the same job", StatusCodes.Status202Accepted).Takes<GenerateBody>();
        group.MapPost("/images/{id}/regenerate", RegenerateAsync).Describe<StandingJobShape>("RegenerateImage", "Paint an image once more, as it was ordered or with an edited prompt", StatusCodes.Status202Accepted)
            .Takes<RegenerateBody>().Refuses(StatusCodes.Status409Conflict);
        group.MapPost("/preview-prompt", PreviewAsync).Describe<PromptPreviewShape>("PreviewPrompt", "What would be sent, at no charge").Takes<GenerateBody>()
            .Refuses(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Whoever stops waiting does not stop the job.</summary>
    private static async Task<IResult> GenerateAsync(
        Caller caller, HttpContext http, GenerateDesk desk, GenerateAnswer answer, IImageEngine engine, CancellationToken cancellation)
    {
        var job = await desk.SubmitAsync(await desk.ReadAsync(caller, http), cancellation);
        var row = await engine.WaitForEndAsync(caller.User, job.Job, cancellation)
            ?? throw Problems.Missing("job").ToException();
        if (row.EndedAt is null)
            throw Problems.GoingDown(ComeBackAfter, row.Id).ToException();
        return await answer.OfAsync(row, withPicture: !PrefersMinimal(http), cancellation);
    }

    private static async Task<IResult> SubmitAsync(
        Caller caller, HttpContext http, GenerateDesk desk, PageUrls urls, CancellationToken cancellation) =>
        Accepted(await desk.SubmitAsync(await desk.ReadAsync(caller, http), cancellation), urls);

    private static async Task<IResult> RegenerateAsync(
        Caller caller, string id, HttpContext http, RegenerateDesk again, GenerateDesk desk, IChatSource chats, PageUrls urls, CancellationToken cancellation)
    {
        var request = await again.ReadAsync(caller, id, http);
        await chats.RequireAsync(caller, request.Chat.Chat, cancellation);
        return Accepted(await desk.SubmitAsync(request, cancellation), urls);
    }

    private static async Task<IResult> PreviewAsync(
        Caller caller, HttpContext http, GenerateDesk desk, IImageEngine engine, CancellationToken cancellation)
    {
        var request = await desk.ReadAsync(caller, http);
        var preview = await engine.PreviewAsync(request.Chat, request.Order, cancellation);
        return preview.Prompt is null
            ? Problems.CannotGenerate(preview.Failure ?? "Nothing would be sent.").ToResult()
            : Json.Ok(Preview(preview));
    }

    public static IResult Accepted(StandingJob job, PageUrls urls) => Results.Accepted<JsonNode>(
        urls.Job(job.Job), new JsonObject { ["jobId"] = job.Job.Value, ["state"] = job.State });

    private static JsonObject Preview(PromptPreview preview)
    {
        var json = new JsonObject { ["prompt"] = preview.Prompt?.Text, ["provider"] = preview.Provider };
        if (preview.Prompt?.Negative is { } negative)
            json["negativePrompt"] = negative;
        if (preview.Prompt is { Characters: { IsEmpty: false } characters })
            json["characterPrompts"] = new JsonArray([.. characters.Select(caption => JsonValue.Create(caption))]);
        if (preview.Model is { } model)
            json["model"] = model;
        if (!preview.References.IsNone)
            json["references"] = References(preview.References);
        if (preview.Scene is { } scene)
            json["scene"] = SceneJson.Scene(scene);
        json["notes"] = PageJson.Notes(preview.Prompt?.Notes ?? []);
        json["limits"] = new JsonObject { ["tokens"] = preview.Room.Most, ["promptTokens"] = preview.Room.Prompt, ["negativeTokens"] = preview.Room.Negative };
        return json;
    }

    private static JsonObject References(ReferenceCounts counts) => new()
    {
        ["manual"] = counts.Manual,
        ["characterAvatar"] = counts.CharacterAvatar,
        ["personaAvatar"] = counts.PersonaAvatar,
    };

    private static bool PrefersMinimal(HttpContext http) =>
        http.Request.Headers["Prefer"].ToString().Contains("return=minimal", StringComparison.OrdinalIgnoreCase);
}
