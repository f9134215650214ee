using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Records what is asked and answers what a test wrote down.</summary>
internal sealed class FakeEngine : IImageEngine
{
    public ConcurrentQueue<(ChatKey Chat, SceneCommand Command)> SceneAsks { get; } = new();
    public ConcurrentQueue<ConnectionCommand> ConnectionAsks { get; } = new();
    public ConcurrentQueue<GalleryCommand> GalleryAsks { get; } = new();
    public ConcurrentQueue<ReadOnlyMemory<byte>> Uploads { get; } = new();

    public Func<SceneCommand, Answer> OnScene { get; set; } = Agree;

    public Func<ConnectionCommand, Answer> OnConnection { get; set; } = Agree;

    public Func<GalleryCommand, Answer> OnGallery { get; set; } = Agree;

    public Func<JobId, JobRow?> OnEnd { get; set; } = Nowhere;

    public PromptPreview Preview { get; set; } = new(null, null, null, "Nothing to paint.");

    public Func<UploadResult> OnUpload { get; set; } = NoPicture;

    public void Clear()
    {
        SceneAsks.Clear();
        ConnectionAsks.Clear();
        GalleryAsks.Clear();
        Uploads.Clear();
        (OnScene, OnConnection, OnGallery, OnEnd, OnUpload) = (Agree, Agree, Agree, Nowhere, NoPicture);
    }

    public IEnumerable<T> Asked<T>() where T : SceneCommand => SceneAsks.Select(ask => ask.Command).OfType<T>();

    public Task<Answer> AskSceneAsync(ChatKey chat, SceneCommand command, CancellationToken cancellation)
    {
        SceneAsks.Enqueue((chat, command));
        return Task.FromResult(OnScene(command));
    }

    public Task<Answer> AskConnectionAsync(ConnectionId connection, ConnectionCommand command, CancellationToken cancellation)
    {
        ConnectionAsks.Enqueue(command);
        return Task.FromResult(OnConnection(command));
    }

    public Task<Answer> AskGalleryAsync(UserId user, GalleryCommand command, CancellationToken cancellation)
    {
        GalleryAsks.Enqueue(command);
        return Task.FromResult(OnGallery(command));
    }

    public Task<PromptPreview> PreviewAsync(ChatKey chat, ImageOrder order, CancellationToken cancellation) => Task.FromResult(Preview);

    public Task<JobRow?> WaitForEndAsync(UserId user, JobId job, CancellationToken cancellation) => Task.FromResult(OnEnd(job));

    public Task<UploadResult> UploadAsync(UserId user, ReadOnlyMemory<byte> bytes, string? fileName, CancellationToken cancellation)
    {
        Uploads.Enqueue(bytes);
        return Task.FromResult(OnUpload());
    }

    public Task CatchUpAsync(CancellationToken cancellation) => Task.CompletedTask;

    private static Answer Agree(SceneCommand command) => command switch
    {
        SceneCommand.RequestImage request => new Answer.JobStands(request.Order.Job, null),
        SceneCommand.CancelJob cancel => new Answer.JobStands(cancel.Job, null),
        SceneCommand.GetScene => new Answer.SceneIs(new SceneView(null, null, null, null)),
        SceneCommand.GetBackground => new Answer.BackgroundIs(null),
        _ => new Answer.Done(),
    };

    private static Answer Agree(ConnectionCommand command) =>
        command is ConnectionCommand.GetQueue ? new Answer.QueueIs([]) : new Answer.Done();

    private static Answer Agree(GalleryCommand command) => new Answer.Done();

    private static JobRow? Nowhere(JobId job) => null;

    private static UploadResult NoPicture() => new(null, "Not a picture.");
}
