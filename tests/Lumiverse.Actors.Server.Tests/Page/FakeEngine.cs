using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>
/// Answers the engine's routes in their documented shapes and lets a test say what happens next: which event comes
/// when, which answer is late, which call fails. So the page meets orders that a real engine rarely gives.
/// </summary>
internal sealed class FakeEngine
{
    private const string Root = "/api/v1";

    private readonly ConcurrentDictionary<string, string> _backgrounds = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new();
    private readonly ConcurrentDictionary<Channel<string>, string> _streams = new();
    private readonly ConcurrentDictionary<string, string> _svgs = new();
    private int _eventId;

    public JsonObject Settings { get; } = new() { ["backgroundOpacity"] = 0.35, ["fadeTransitionMs"] = 0, ["sceneChangeThreshold"] = 2, ["autoGenerate"] = true };

    /// <summary>The bodies of every call that would start a job, oldest first.</summary>
    public ConcurrentQueue<JsonObject> Asked { get; } = new();

    public ConcurrentQueue<string> Cancelled { get; } = new();

    /// <summary>What the scene of every chat is read as.</summary>
    public JsonObject Scene { get; set; } = new() { ["scene"] = null, ["sources"] = new JsonObject(), ["fields"] = new JsonArray() };

    /// <summary>A scene with all its fields, one of them changed.</summary>
    public static JsonObject Lighthouse() => JsonNode.Parse("""
        {"scene":{"environment":"lighthouse","time_of_day":"dusk","weather":"heavy rain","mood":"tense","focal_detail":"lantern"},
         "sources":{"environment":{"messageId":"m1","words":"the windows of the lighthouse"}},
         "fields":[{"name":"environment","before":"harbour","after":"lighthouse","distance":0.9,"changed":true}],
         "extractor":"built-in","outlook":"Next image when 1 more field changes."}
        """)?.AsObject() ?? [];

    /// <summary>What a preview of the prompt answers.</summary>
    public JsonObject Prompt { get; set; } = new() { ["prompt"] = "A harbour at dusk.", ["negativePrompt"] = "people" };

    /// <summary>What the next job answers instead of being accepted; null = it is accepted.</summary>
    public (int Status, object Body)? NextAnswer { get; set; }

    public FakeConnections Connections { get; } = new();

    public bool StreamsAreRefused { get; set; }

    public int OpenStreams => _streams.Count;

    /// <summary>A folder of photos to serve instead of plain colours, for looking at the page.</summary>
    public string? Photos { get; init; }

    public void Map(WebApplication app)
    {
        app.MapGet(Root + "/settings/imageGeneration", () => new { key = "imageGeneration", value = Settings });
        app.MapPut(Root + "/settings/imageGeneration", SaveSettings);
        app.MapPost(Root + "/image-gen/jobs", Accept);
        app.MapGet(Root + "/image-gen/jobs", () => EmptyPage);
        app.MapDelete(Root + "/image-gen/jobs/{id}", (string id) => { Cancelled.Enqueue(id); return new { success = true }; });
        app.MapGet(Root + "/image-gen/chats/{chat}/background", BackgroundAsync);
        app.MapPut(Root + "/image-gen/chats/{chat}/background", (string chat, JsonObject body) => SetBackground(chat, $"{body["imageId"]}"));
        app.MapDelete(Root + "/image-gen/chats/{chat}/background", (string chat) => { ClearBackground(chat); return new { success = true }; });
        app.MapGet(Root + "/image-gen/chats/{chat}/backgrounds", (string chat) => new { data = Past(chat), total = Past(chat).Count, limit = 24, offset = 0 });
        app.MapGet(Root + "/image-gen/chats/{chat}/scene", () => Scene);
        app.MapGet(Root + "/image-gen/chats/{chat}/decisions", () => EmptyPage);
        app.MapPost(Root + "/image-gen/preview-prompt", () => Prompt);
        app.MapGet(Root + "/images", (string chat_id) => List(chat_id));
        app.MapGet(Root + "/images/layout", () => new { fields = Array.Empty<string>(), images = Array.Empty<object>(), total = 0 });
        app.MapGet(Root + "/images/{id}", ImageAsync);
        app.MapGet(Root + "/events", StreamAsync);
        Connections.Map(app);
    }

    /// <summary>Makes a colour (or a photo's name) the background, as the next reading will see it.</summary>
    public object SetBackground(string chat, string image)
    {
        _backgrounds[chat] = image;
        return Background(image);
    }

    /// <summary>Lets the background of a chat be answered only after the returned source is set.</summary>
    public TaskCompletionSource HoldBackground(string chat) => _held[chat] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ChangeBackground(string chat, string image)
    {
        SetBackground(chat, image);
        var change = JsonSerializer.SerializeToNode(Background(image))?.AsObject() ?? [];
        change["chatId"] = chat;
        Emit(chat, "BACKGROUND_CHANGED", change);
    }

    public string? BackgroundOf(string chat) => _backgrounds.GetValueOrDefault(chat);

    public void ClearBackground(string chat)
    {
        _backgrounds.Remove(chat, out _);
        Emit(chat, "BACKGROUND_CHANGED", new { chatId = chat, imageId = (string?)null });
    }

    /// <summary>Sends an event to every open stream of a chat.</summary>
    public void Emit(string chat, string name, object data)
    {
        var text = $"id: {Interlocked.Increment(ref _eventId)}\nevent: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n";
        foreach (var (stream, of) in _streams)
            if (of == chat)
                stream.Writer.TryWrite(text);
    }

    /// <summary>Breaks every stream off, as a proxy or a restart would.</summary>
    public void DropStreams()
    {
        foreach (var stream in _streams.Keys)
            stream.Writer.TryComplete();
    }

    private static object EmptyPage { get; } = new { data = Array.Empty<object>(), total = 0, limit = 1, offset = 0 };

    private object SaveSettings(JsonObject body)
    {
        foreach (var (key, value) in body["value"]?.AsObject() ?? [])
            Settings[key] = value?.DeepClone();
        return new { key = "imageGeneration", value = Settings };
    }

    private IResult Accept(JsonObject body)
    {
        Asked.Enqueue(body);
        if (NextAnswer is not { } answer)
            return Results.Json(new { jobId = $"job{Asked.Count}", state = "queued" }, statusCode: StatusCodes.Status202Accepted);
        NextAnswer = null;
        return Results.Json(answer.Body, statusCode: answer.Status);
    }

    private async Task<IResult> BackgroundAsync(string chat)
    {
        var image = _backgrounds.GetValueOrDefault(chat);
        if (_held.TryGetValue(chat, out var held))
            await held.Task;
        return image is null ? Results.NoContent() : Results.Json(Background(image));
    }

    private object Background(string image) => new
    {
        imageId = image,
        url = $"{Root}/images/{image}",
        opacity = Settings["backgroundOpacity"],
        fadeMs = Settings["fadeTransitionMs"],
        width = 160,
        height = 90,
    };

    private List<object> Past(string chat) => [.. Pictures(chat).Select(Background)];

    private List<string> Pictures(string chat) => _backgrounds.TryGetValue(chat, out var image) ? [.. new[] { image }.Union(Others())] : [];

    private object List(string chat)
    {
        var pictures = Pictures(chat);
        return new { data = pictures.Select(id => new { id, url = $"{Root}/images/{id}", has_thumbnail = false, prompt = $"A picture in {id}" }), total = pictures.Count, limit = 60, offset = 0 };
    }

    private IEnumerable<string> Others() => Photos is null ? ["teal"] : Directory.GetFiles(Photos, "*.jpg").Select(Path.GetFileName).OfType<string>();

    private Task ImageAsync(string id, HttpContext context)
    {
        if (Photos is not null && File.Exists(Path.Combine(Photos, id)))
            return context.Response.SendFileAsync(Path.Combine(Photos, id));
        context.Response.ContentType = "image/svg+xml";
        return context.Response.WriteAsync(_svgs.GetOrAdd(id, colour => $"""<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><rect width="160" height="90" fill="{colour}"/></svg>"""));
    }

    private async Task StreamAsync(HttpContext context, string? chat_id)
    {
        if (StreamsAreRefused)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var stream = Channel.CreateUnbounded<string>();
        _streams[stream] = chat_id ?? "";
        try
        {
            await WriteAsync(stream.Reader, context);
        }
        catch (OperationCanceledException)
        {
            // The page left.
        }
        finally
        {
            _streams.TryRemove(stream, out _);
        }
    }

    private static async Task WriteAsync(ChannelReader<string> events, HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.WriteAsync("retry: 50\n: open\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var text in events.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(text, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
