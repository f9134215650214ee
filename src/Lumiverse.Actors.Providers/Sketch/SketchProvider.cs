using System.Diagnostics;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Threads;
using Lumiverse.Actors.Providers.Sketch.Reading;

namespace Lumiverse.Actors.Providers.Sketch;

/// <summary>
/// The built-in provider: paints a landscape or an interior for the scene with brush and palette, offline, at no charge,
/// and the same for the same scene, size and seed. It can also be told to be slow or to fail.
/// </summary>
public sealed class SketchProvider : IImageProvider, IDisposable
{
    /// <summary>What a rate limit asks for when a test wants one.</summary>
    private static readonly TimeSpan StagedRetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Enough to look like a picture that was cut while it travelled.</summary>
    private const int CorruptBytes = 2000;

    /// <summary>One painting per core; more would only take memory.</summary>
    private readonly SemaphoreSlim _easels = new(Environment.ProcessorCount);

    public ProviderDescription Description => SketchSchema.Description;

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        var parameters = SketchParameters.Read(call);
        try
        {
            await Task.Delay(parameters.Latency, cancellation);
            await _easels.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return new ProviderAnswer.NotStarted("The painting was cancelled before it began.", Temporary: false);
        }
        return await AnswerAsync(SketchReader.Read(call, parameters), parameters.Failure, cancellation);
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ConnectionTest(true, "Sketch is built in: it needs neither an address nor a key."));

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) =>
        Task.FromResult(new ModelCatalog(Description.Capabilities.StaticModels, CatalogSource.BuiltIn, Failure: null));

    public void Dispose() => _easels.Dispose();

    private async Task<ProviderAnswer> AnswerAsync(SketchBrief brief, StagedFailure failure, CancellationToken cancellation)
    {
        try
        {
            return await PaintingAsync(brief, failure) switch
            {
                _ when cancellation.IsCancellationRequested => new ProviderAnswer.FailedUncharged("The painting was cancelled."),
                var answer => answer,
            };
        }
        finally
        {
            _easels.Release();
        }
    }

    /// <summary>A thread of its own for each painting: the pool's threads serve requests and actors.</summary>
    private static Task<ProviderAnswer> PaintingAsync(SketchBrief brief, StagedFailure failure) => Task.Factory.StartNew(
        () =>
        {
            YieldingThread.Become();
            return Answer(brief, failure);
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static ProviderAnswer Answer(SketchBrief brief, StagedFailure failure) => failure switch
    {
        StagedFailure.None => new ProviderAnswer.Succeeded(Painter.Paint(brief)),
        StagedFailure.Refused => new ProviderAnswer.Refused("The sketch was told to refuse."),
        StagedFailure.NotStarted => new ProviderAnswer.NotStarted("The sketch was told not to start.", Temporary: false),
        StagedFailure.RateLimited => new ProviderAnswer.NotStarted("The sketch was told to limit its rate.", Temporary: true, StagedRetryAfter),
        StagedFailure.Failed => new ProviderAnswer.FailedUncharged("The sketch was told to fail."),
        StagedFailure.Ambiguous => new ProviderAnswer.Ambiguous("The sketch was told to leave its outcome open."),
        StagedFailure.Corrupt => new ProviderAnswer.Succeeded(Cut(Painter.Paint(brief))),
        _ => throw new UnreachableException(failure.ToString()),
    };

    private static ReadOnlyMemory<byte> Cut(byte[] picture) => picture.AsMemory(0, Math.Min(CorruptBytes, picture.Length / 2));
}
