using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>
/// What an <see cref="IImageProvider"/> that is called over the network promises besides: one request for each call, no
/// outcome that is guessed, and a key that goes nowhere else.
/// </summary>
public static partial class HttpProviderConformance
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(7);

    private static readonly int[] Failures = [500, 502, 503, 504];

    private static readonly int[] Redirects = [301, 302, 307, 308];

    /// <summary>A line break in a header would end it, and what follows would be a header of the key's own.</summary>
    private static readonly string[] OddKeys = ["key\r\nx-evil: 1", "key\nx-evil: 1", "kéy", "key\u200B1"];

    private static readonly Promises<HttpProviderStage> All = new(
        ("A good answer is the picture in it, for one request", GoodAnswersAsync),
        ("What is composed is what is sent", ComposedIsSentAsync),
        ("A call that is cancelled before it goes out asks nothing", CancelledBeforeAsync),
        ("A call that is cancelled after its body went out is not certain, and not repeated", CancelledAfterAsync),
        ("A line that drops after the body is not certain, and not repeated", DroppedAsync),
        ("An answer that stops halfway is not certain, and not repeated", HalfAnswersAsync),
        ("Nobody listening is not started, and may pass", NobodyListensAsync),
        ("Too many requests may pass after the pause that was asked for", ThrottledAsync),
        ("A failure of the server is one request and no picture", FailuresAsync),
        ("A redirect is not followed, and takes no key along", RedirectsAsync),
        ("A key that is missing is told without asking", MissingKeysAsync),
        ("A key with odd letters is told without asking", OddKeysAsync),
        ("A wrong key is told in words, and not tried again", WrongKeysAsync),
        ("What is free never makes the request that costs", FreeAsync),
        ("A list of models that can't be had is told", MissingModelsAsync),
        ("Odd answers are never a picture and never thrown", OddAnswersAsync),
        ("Damaged answers are never thrown", DamagedAnswersAsync),
        ("The key is in no address", KeysInAddressesAsync),
        ("A key that the server echoes is in no text", EchoedKeysAsync),
        ("However much a server says, a text stays short enough to be read", LongTextsAsync));

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> Names => [.. ProviderConformance.Names, .. All.Names];

    /// <param name="open">Opens a stage; the check disposes it.</param>
    public static IReadOnlyList<Check> Of(Func<Task<HttpProviderStage>> open) =>
        [.. ProviderConformance.Of(async () => await open()), .. All.Over(open)];

    private static async Task GoodAnswersAsync(HttpProviderStage stage)
    {
        var answer = Must.Be<ProviderAnswer.Succeeded>(await stage.GenerateAsync(), "The call did not succeed.");
        Must.Hold(answer.Bytes.Span.SequenceEqual(stage.Picture), "The picture is another.");
        WasAskedOnce(stage);
    }

    private static async Task ComposedIsSentAsync(HttpProviderStage stage)
    {
        ImagePrompt[] prompts =
        [
            new("A harbour at night.", null), new("Ein Hafen — “still” + 100 %", "people, text"),
            new("harbour, night", "blurry") { Characters = ["girl, red hair"] },
        ];
        foreach (var call in prompts.Select(stage.Call))
        {
            await stage.GenerateAsync(call);
            var (sent, composed) = (Worded(stage.ReadSent(stage.Generations[^1])), Worded(stage.Provider.Compose(call.Draft)));
            Must.Hold(sent == composed, $"Composed: {composed}. Sent: {sent}.");
        }
    }

    private static async Task CancelledBeforeAsync(HttpProviderStage stage)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Must.Be<ProviderAnswer.NotStarted>(await stage.GenerateAsync(cancellation: cancelled.Token), "The answer was another.");
        WasNotAsked(stage);
    }

    private static async Task CancelledAfterAsync(HttpProviderStage stage)
    {
        using var cancelled = new CancellationTokenSource();
        stage.Generation = async (_, http) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        IsOpen(stage, await stage.GenerateAsync(cancellation: cancelled.Token));
        WasAskedOnce(stage);
    }

    private static async Task DroppedAsync(HttpProviderStage stage)
    {
        stage.Generation = (_, http) => http.DropAsync();
        IsOpen(stage, await stage.GenerateAsync());
        WasAskedOnce(stage);
    }

    private static async Task HalfAnswersAsync(HttpProviderStage stage)
    {
        stage.Generation = (_, http) => http.StopHalfwayAsync();
        IsOpen(stage, await stage.GenerateAsync());
        WasAskedOnce(stage);
    }

    private static async Task NobodyListensAsync(HttpProviderStage stage)
    {
        var call = stage.Call();
        await stage.Server.DisposeAsync();
        Must.Hold(IsNotStarted(await stage.GenerateAsync(call), temporary: true), "It was told as something else, or as final.");
    }

    private static async Task ThrottledAsync(HttpProviderStage stage)
    {
        stage.Generation = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "7";
            return http.RespondAsync(StatusCodes.Status429TooManyRequests, "{}");
        };
        var answer = Must.Be<ProviderAnswer.NotStarted>(await stage.GenerateAsync(), "The answer was another.");
        Must.Hold(answer is { Temporary: true } && answer.RetryAfter == Pause, $"It was told as {answer}.");
        WasAskedOnce(stage);
    }

    private static async Task FailuresAsync(HttpProviderStage stage)
    {
        foreach (var (status, index) in Failures.Select((status, index) => (status, index)))
        {
            stage.Generation = (_, http) => http.RespondAsync(status, "text/html", "<html>Bad gateway</html>"u8.ToArray());
            Must.Hold(await stage.GenerateAsync() is ProviderAnswer.Ambiguous or ProviderAnswer.FailedUncharged, $"Status {status} was told as something else.");
            Must.Hold(stage.Generations.Count == index + 1, $"Status {status}: {stage.Generations.Count - index} requests.");
        }
    }

    private static async Task RedirectsAsync(HttpProviderStage stage)
    {
        await using var elsewhere = await FakeServer.StartAsync();
        foreach (var status in Redirects)
        {
            stage.Generation = (_, http) =>
            {
                http.Response.Headers.Location = $"{elsewhere.Address}/stolen";
                return http.RespondAsync(status, "{}");
            };
            Must.Hold(IsNotStarted(await stage.GenerateAsync(), temporary: false), $"Status {status} was told as something else, or as one that passes.");
        }

        Must.Hold(elsewhere.Requests.Count == 0, "The other server was asked.");
        Must.Hold(stage.Generations.Count == Redirects.Length, $"{stage.Generations.Count} requests for {Redirects.Length} calls.");
    }

    private static async Task FreeAsync(HttpProviderStage stage)
    {
        await stage.AskEverythingFreeAsync();
        WasNotAsked(stage);
    }

    private static async Task MissingModelsAsync(HttpProviderStage stage)
    {
        stage.Server.Answer = (_, http) => http.RespondAsync(StatusCodes.Status503ServiceUnavailable, "{}");
        var catalog = await stage.Provider.ListModelsAsync(stage.Target, default);
        Must.Hold(!catalog.Models.IsEmpty, "There is nothing to choose.");
        Must.Hold(
            catalog.Source == CatalogSource.BuiltIn ? catalog.Failure is null : catalog is { Source: CatalogSource.Fallback, Failure.Length: > 0 },
            $"{catalog.Source}, and “{catalog.Failure}”.");
    }

    private static void WasAskedOnce(HttpProviderStage stage) => Must.Hold(stage.Generations.Count == 1, $"{stage.Generations.Count} requests were made.");

    private static void WasNotAsked(HttpProviderStage stage) => Must.Hold(stage.Generations.Count == 0, "The request that costs was made.");

    private static bool IsNotStarted(ProviderAnswer answer, bool temporary) => answer is ProviderAnswer.NotStarted not && not.Temporary == temporary;

    /// <summary>Nobody knows whether it ran; what is free has failed then.</summary>
    private static void IsOpen(HttpProviderStage stage, ProviderAnswer answer) => Must.Hold(
        answer is ProviderAnswer.Ambiguous || (stage.Provider.Description.Terms.IsFree && answer is ProviderAnswer.FailedUncharged),
        $"It was told as {answer.GetType().Name}.");

    private static string Worded(ImagePrompt prompt) => ProviderConformance.Told(prompt);
}
