using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Images;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>Tells whoever waited what became of a job.</summary>
internal sealed class GenerateAnswer(IProjectionStore tables, IImageEngine engine, ImageFiles files, PageUrls urls)
{
    /// <param name="withPicture">Carry the picture inline, as data URL.</param>
    public async Task<IResult> OfAsync(JobRow row, bool withPicture, CancellationToken cancellation) => row.State switch
    {
        JobStates.Done => Json.Ok(await DoneAsync(row, withPicture, cancellation)),
        JobStates.Refused when IsNotEnoughChange(row) => Json.Ok(await UnchangedAsync(row, cancellation)),
        JobStates.Cancelled or JobStates.Superseded => Json.Ok(NotGenerated(row, row.Reason ?? "")),
        _ => FailureOf(row).ToResult(),
    };

    /// <summary>Without a single call nobody but the request is to blame; else the provider is.</summary>
    public static Problem FailureOf(JobRow row)
    {
        var sentence = row.Reason is { Length: > 0 } reason ? reason : "No picture came of it. Try again.";
        var problem = row.Attempts.IsEmpty
            ? Problems.CannotGenerate(sentence)
            : new Problem(StatusCodes.Status502BadGateway, $"provider-{row.State}", "The provider painted nothing", sentence);
        return problem with { Job = row.Id.Value, State = row.State, MayHaveBeenCharged = row.MayHaveBeenCharged, RetryAfter = row.RetryAfter };
    }

    private static bool IsNotEnoughChange(JobRow row) =>
        row.Reason?.StartsWith(SceneJudge.NotEnoughChange, StringComparison.Ordinal) == true;

    private async Task<JsonObject> DoneAsync(JobRow row, bool withPicture, CancellationToken cancellation)
    {
        var json = new JsonObject
        {
            ["generated"] = true,
            ["jobId"] = row.Id.Value,
            ["prompt"] = row.Prompt,
            ["negativePrompt"] = row.NegativePrompt,
            ["provider"] = row.Provider,
        };
        if (row.Image is not { } id || await tables.FindImageAsync(row.User, id, cancellation) is not { } image)
            return json; // Deleted by now.
        json["imageId"] = image.Id.Value;
        json["imageUrl"] = urls.Result(image.PublicToken);
        json["scene"] = PageJson.Image(image, urls)["scene"]?.DeepClone();
        if (withPicture)
            json["imageDataUrl"] = await files.ReadDataUrlAsync(image.Picture, cancellation);
        return json;
    }

    /// <summary>Clients know the reason by its exact words; the detail says what was weighed.</summary>
    private async Task<JsonObject> UnchangedAsync(JobRow row, CancellationToken cancellation)
    {
        var json = NotGenerated(row, SceneJudge.NotEnoughChange);
        json["detail"] = row.Reason;
        if (await engine.AskSceneAsync(new ChatKey(row.User, row.Chat), new SceneCommand.GetScene(), cancellation) is Answer.SceneIs { View: { Scene: { } scene } view })
            json["scene"] = SceneJson.Scene(scene, view.PicturedScene);
        return json;
    }

    private static JsonObject NotGenerated(JobRow row, string reason) => new()
    {
        ["generated"] = false,
        ["reason"] = reason,
        ["jobId"] = row.Id.Value,
        ["prompt"] = row.Prompt,
        ["provider"] = row.Provider,
    };
}
