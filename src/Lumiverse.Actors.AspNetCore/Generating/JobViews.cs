using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>Finds jobs and shows them with their image and their place in the queue.</summary>
internal sealed class JobViews(IProjectionStore tables, IImageEngine engine, PageUrls urls)
{
    /// <summary>A job of the caller as it stands at this moment.</summary>
    public async Task<JobRow> RequireAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var job = Ids.Parse<JobId>(id, "id");
        await engine.CatchUpAsync(cancellation);
        return await tables.FindJobAsync(job, cancellation) is { } row && row.User == caller.User
            ? row
            : throw Problems.Missing("job").ToException();
    }

    public async Task<IReadOnlyList<JsonObject>> ShowAsync(IReadOnlyList<JobRow> rows, CancellationToken cancellation)
    {
        var queues = await QueuesAsync(rows, cancellation);
        var shown = new List<JsonObject>(rows.Count);
        foreach (var row in rows)
            shown.Add(PageJson.Job(row, await ImageOfAsync(row, cancellation), PositionIn(queues, row), urls));
        return shown;
    }

    private async Task<ImageRow?> ImageOfAsync(JobRow row, CancellationToken cancellation) =>
        row.Image is { } image ? await tables.FindImageAsync(row.User, image, cancellation) : null;

    /// <summary>Each connection is asked once. One that does not answer leaves the positions out.</summary>
    private async Task<Dictionary<ConnectionId, ImmutableArray<JobId>>> QueuesAsync(IReadOnlyList<JobRow> rows, CancellationToken cancellation)
    {
        var queues = new Dictionary<ConnectionId, ImmutableArray<JobId>>();
        foreach (var connection in rows.Where(row => row.State == JobStates.Queued).Select(row => row.Connection).OfType<ConnectionId>().Distinct())
        {
            if (await engine.AskConnectionAsync(connection, new ConnectionCommand.GetQueue(), cancellation) is Answer.QueueIs queue)
                queues[connection] = queue.Waiting;
        }

        return queues;
    }

    private static int? PositionIn(Dictionary<ConnectionId, ImmutableArray<JobId>> queues, JobRow row) =>
        row.Connection is { } connection && queues.TryGetValue(connection, out var waiting) && waiting.IndexOf(row.Id) is >= 0 and var index
            ? index + 1
            : null;
}
