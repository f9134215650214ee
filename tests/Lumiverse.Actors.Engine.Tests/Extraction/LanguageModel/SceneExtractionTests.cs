using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Extraction.LanguageModel;

/// <summary>What becomes of a reading when the extractor fails, and what is counted.</summary>
public sealed class SceneExtractionTests : IDisposable
{
    private static readonly SceneContext Harbour = new(
        [new ChatLine(MessageId.Of("m1"), false, "Mira", "*We step out onto the harbour quay at dusk.*")], null, null);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<SceneMeter>().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();

    public SceneExtractionTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Lumiverse.Actors" && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => _counted.Enqueue(instrument.Name));
        _listener.Start();
    }

    private SceneMeter Meter => _services.GetRequiredService<SceneMeter>();

    [Fact]
    public async Task What_an_extractor_reads_is_taken_as_it_is()
    {
        var reading = await ReadAsync((context, _) => Task.FromResult(new SceneReading(Scene.Unknown with { Environment = "moon" }, "mine")));

        Assert.Equal(("moon", "mine", null), (reading?.Scene.Environment, reading?.Extractor, reading?.Note));
        Assert.Empty(_counted);
    }

    [Fact]
    public async Task The_built_in_extractor_steps_in_and_says_why()
    {
        var unreadable = await ReadAsync((_, _) => throw new SceneUnreadableException("the model answered nothing"));
        var broken = await ReadAsync((_, _) => throw new InvalidOperationException("key sk-123 was refused"));

        Assert.Equal(("harbour quay", "built-in", "the model answered nothing"), (unreadable?.Scene.Environment, unreadable?.Extractor, unreadable?.Note));
        Assert.Equal(("harbour quay", "the model could not be asked"), (broken?.Scene.Environment, broken?.Note));
        Assert.Equal(["lumiverse.scene.fallbacks", "lumiverse.scene.fallbacks"], _counted);
    }

    [Fact]
    public async Task An_extractor_that_takes_too_long_is_replaced()
    {
        var reading = await ReadAsync(Forever, seconds: 1);

        Assert.Equal(("harbour quay", "the model did not answer in time"), (reading?.Scene.Environment, reading?.Note));
    }

    [Fact]
    public async Task What_the_shutdown_breaks_off_is_read_by_nobody()
    {
        using var stopping = new CancellationTokenSource();
        var reading = ReadAsync(Forever, cancellation: stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Empty(_counted);
    }

    [Fact]
    public async Task Saved_calls_are_counted_and_noted()
    {
        using var client = new CountingClient();
        var extractor = new ChatClientSceneExtractor(client, Meter);
        var previous = (await extractor.ReadAsync(Harbour, CancellationToken.None)).Scene;

        var saved = await extractor.ReadAsync(
            new SceneContext([new ChatLine(MessageId.Of("m2"), false, "Mira", "*She laughs.* \"You always say that.\"")], previous, null), CancellationToken.None);

        Assert.Equal(1, client.Calls);
        Assert.Equal(previous, saved.Scene);
        Assert.Equal(("model small-one", "not asked: nothing tells of a place, time, weather or movement"), (saved.Extractor, saved.Note));
        Assert.Equal(["lumiverse.scene.model_calls", "lumiverse.scene.model_calls_saved"], _counted);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private static async Task<SceneReading> Forever(SceneContext context, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("The wait ended without being broken off.");
    }

    private async Task<SceneReading?> ReadAsync(
        Func<SceneContext, CancellationToken, Task<SceneReading>> read, int seconds = 0, CancellationToken cancellation = default)
    {
        using var extraction = new SceneExtraction(new ScriptedExtractor(read), Meter, NullLogger<SceneExtraction>.Instance);
        return await extraction.ReadAsync(Harbour, seconds, cancellation);
    }

    private sealed class ScriptedExtractor(Func<SceneContext, CancellationToken, Task<SceneReading>> read) : ISceneExtractor
    {
        public Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation) => read(context, cancellation);
    }

    private sealed class CountingClient : IChatClient
    {
        public int Calls { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, """{"environment":"harbour quay","time_of_day":"dusk"}""")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("tests", null, "small-one") : null;

        public void Dispose()
        {
        }
    }
}
