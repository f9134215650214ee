using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>Jobs, from acceptance to their one end.</summary>
internal static class JobRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/image-gen/jobs").WithTags("Jobs");
        group.MapGet("", ListAsync).Describe<PageShape<JobShape>>("ListJobs", "Jobs, newest first").WithPaging()
            .WithQuery("state", $"One of {string.Join(", ", JobStates.All)}").WithQuery("chat_id", "Jobs of one chat");
        group.MapGet("/{id}", GetAsync).Describe<JobShape>("GetJob", "One job");
        group.MapDelete("/{id}", CancelAsync).Describe<JobShape>("CancelJob", "Cancel a job; an image that was already paid for is kept");
        group.MapPost("/{id}/retry", RetryAsync).Describe<StandingJobShape>("RetryJob", "Consent to repeat a failed or uncertain job", StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, QueryFields query, IProjectionStore tables, IImageEngine engine, JobViews views, CancellationToken cancellation)
    {
        var filter = new JobFilter(query.Limit, query.Offset, query.Word("state", JobStates.All), query.Id<ChatId>("chat_id"));
        await engine.CatchUpAsync(cancellation);
        var page = await tables.ListJobsAsync(caller.User, filter, cancellation);
        var shown = await views.ShowAsync(page.Items, cancellation);
        return Json.Page(new Page<JsonObject>(shown, page.Total), query, job => job);
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, JobViews views, CancellationToken cancellation)
    {
        var row = await views.RequireAsync(caller, id, cancellation);
        return Json.Ok((await views.ShowAsync([row], cancellation))[0]);
    }

    private static async Task<IResult> CancelAsync(Caller caller, string id, IImageEngine engine, JobViews views, CancellationToken cancellation)
    {
        var row = await views.RequireAsync(caller, id, cancellation);
        var answer = await engine.AskSceneAsync(caller.Chat(row.Chat), new SceneCommand.CancelJob(row.Id), cancellation);
        return answer is Answer.JobStands or Answer.Missing // A scene forgets jobs that ended long ago.
            ? await GetAsync(caller, id, views, cancellation)
            : Problems.Of(answer).ToResult();
    }

    private static async Task<IResult> RetryAsync(
        Caller caller, string id, GenerateDesk desk, RegenerateDesk again, JobViews views, PageUrls urls, CancellationToken cancellation)
    {
        var row = await views.RequireAsync(caller, id, cancellation);
        if (!JobStates.MayBeRetried(row.State))
            return Problems.Conflict($"Only failed and uncertain jobs can be retried; this one is {row.State}.").ToResult();
        return GenerateRoutes.Accepted(await desk.SubmitAsync(await AgainAsync(caller, row, again, cancellation), cancellation), urls);
    }

    /// <summary>The request as it was, asked for explicitly this time: a person pressed a button.</summary>
    private static async Task<ImageRequest> AgainAsync(Caller caller, JobRow row, RegenerateDesk again, CancellationToken cancellation)
    {
        var chat = new ChatKey(row.User, row.Chat);
        var request = JsonNode.Parse(row.RequestJson ?? "{}") as JsonObject ?? [];
        var fields = new JsonFields(request);
        var order = OrderForm.Read(fields, JobIds.RetryOf(chat, row.Id));
        order = await again.AgainAsync(caller, fields, order, cancellation) ?? order;
        return new ImageRequest(chat, order with { Trigger = JobTrigger.Force, RetryOf = row.Id }, IsNamed: true);
    }
}
