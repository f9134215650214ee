using Lumiverse.Actors.AspNetCore.Chats;
using Lumiverse.Actors.AspNetCore.Connections;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>A request for an image, read and named.</summary>
/// <param name="IsNamed">The client named the job, so that it may exist already.</param>
internal sealed record ImageRequest(ChatKey Chat, ImageOrder Order, bool IsNamed);

/// <summary>A job that stands, and how far it is.</summary>
internal sealed record StandingJob(JobId Job, string State);

/// <summary>Takes requests for images to the scene of their chat.</summary>
internal sealed class GenerateDesk(IChatSource chats, ConnectionDesk connections, IProjectionStore tables, IImageEngine engine)
{
    public async Task<ImageRequest> ReadAsync(Caller caller, HttpContext http)
    {
        var fields = await JsonBody.ReadAsync(http);
        var chat = caller.Chat(fields.RequiredId<ChatId>("chatId"));
        var named = JobIds.Named(http, fields, chat);
        var order = OrderForm.Read(fields, named ?? JobIds.Fresh());
        await chats.RequireAsync(caller, chat.Chat, http.RequestAborted);
        return new ImageRequest(chat, order, IsNamed: named is not null);
    }

    /// <summary>The job of a request, made now or before.</summary>
    public async Task<StandingJob> SubmitAsync(ImageRequest request, CancellationToken cancellation)
    {
        if (request.IsNamed && await FindAsync(request, cancellation) is { } standing)
            return standing;
        await connections.WelcomeAsync(request.Chat.User, cancellation);
        var command = new SceneCommand.RequestImage(request.Chat, request.Order);
        return await engine.AskSceneAsync(request.Chat, command, cancellation) switch
        {
            Answer.JobStands stands => new StandingJob(stands.Job, stands.End is { } end ? JobStates.Of(end.Outcome) : JobStates.Queued),
            var refusal => throw Problems.Of(refusal).ToException(),
        };
    }

    /// <summary>
    /// Scenes remember only their latest jobs; the table remembers all, so that an old id never starts a second job.
    /// </summary>
    private async Task<StandingJob?> FindAsync(ImageRequest request, CancellationToken cancellation)
    {
        await engine.CatchUpAsync(cancellation);
        if (await tables.FindJobAsync(request.Order.Job, cancellation) is not { } row)
            return null;
        return new ChatKey(row.User, row.Chat) == request.Chat
            ? new StandingJob(row.Id, row.State)
            : throw Problems.InvalidField("clientJobId", "clientJobId is the id of another job. Use another one.").ToException();
    }
}
