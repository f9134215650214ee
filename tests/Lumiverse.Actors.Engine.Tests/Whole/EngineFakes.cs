using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>A provider that answers as it is told.</summary>
public sealed class FakeProvider : IImageProvider
{
    public ProviderDescription Description { get; init; } = new(
        "sketch", "Sketch",
        new ProviderCapabilities(ImmutableSortedDictionary<string, ParameterSchema>.Empty, false, "static", [], ""),
        new ConnectionTerms(100, null, 1, IsFree: false));

    public ConcurrentQueue<ProviderCall> Calls { get; } = new();

    /// <summary>By default a picture that no other call makes.</summary>
    public Func<ProviderCall, CancellationToken, Task<ProviderAnswer>> Answer { get; set; } =
        (call, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Succeeded(Guid.NewGuid().ToByteArray()));

    /// <summary>By default nothing is added to a prompt.</summary>
    public Func<PromptDraft, ImagePrompt> Composing { get; set; } = draft => draft.Prompt;

    public ImagePrompt Compose(PromptDraft draft) => Composing(draft);

    /// <summary>By default any length is read.</summary>
    public PromptLimits Limits { get; set; } = PromptLimits.None;

    public PromptLimits LimitsOf(string? model, System.Text.Json.Nodes.JsonObject parameters) => Limits;

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        Calls.Enqueue(call);
        progress.Report(new ProviderProgress(1, 2, null));
        return await Answer(call, cancellation);
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>Takes any bytes for a picture with two thumbnails.</summary>
public sealed class FakeInspector : IPictureInspector
{
    public Task<Inspection> InspectAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Task.FromResult<Inspection>(
        new Inspection.Readable("image/png", 640, 480, "placeholder", 0.5, Thumbnail(bytes, 1), Thumbnail(bytes, 2)));

    private static EncodedThumbnail Thumbnail(ReadOnlyMemory<byte> bytes, byte size) => new((byte[])[.. bytes.Span, size], "image/webp", 300 * size, 200 * size);
}

/// <summary>Every chat exists, and its messages tell a place of their own.</summary>
public sealed class FakeChats : IChatSource, ISceneExtractor
{
    public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
        Task.FromResult<ChatExcerpt?>(new ChatExcerpt([new ChatLine(upTo ?? MessageId.Of("last"), false, "Mira", $"the {upTo} of {chat}")], "mira", null));

    public Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation) => Task.FromResult(new SceneReading(
        new Scene(context.Lines[^1].Content, TimeOfDay.Night, "rain", "tense", $"lantern of {context.Lines[^1].Content}"), "fake"));
}
