using System.Net;
using System.Text;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Hostile;

/// <summary>
/// Whatever a stranger sends, the server answers in time and in words, keeps nothing of it in memory, and goes on serving.
/// LUMIVERSE_FUZZ sets how many requests are made, LUMIVERSE_FUZZ_SEED which.
/// </summary>
public sealed class EndpointFuzzTests
{
    private const int Rounds = 4;
    private const int MostShown = 10;

    /// <summary>Caches fill in the first round; a request that leaves its body behind grows far beyond this.</summary>
    private const long MostGrowth = 128L * 1024 * 1024;

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private static readonly int Seed = Trial.Size("LUMIVERSE_FUZZ_SEED", 1);
    private static readonly int Requests = Trial.Size("LUMIVERSE_FUZZ", 2_000);

    [Fact]
    public async Task Every_endpoint_answers_whatever_it_is_sent()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        var message = await story.ReplyAsync(Scenes.Forest);
        var image = Storyteller.Text(await story.BackgroundForAsync(message), "imageId");
        var connection = Storyteller.Text((await story.PageAsync("image-gen-connections"))[0], "id");
        var document = (await client.GetAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK).Json;
        var requests = new HostileRequests(document, story.Chat, message, image, connection);
        Assert.InRange(requests.Operations, 30, Requests);

        var (heaps, faults) = (new List<long>(), new List<string>());
        for (var round = 0; round < Rounds; round++)
        {
            for (var number = round * Requests / Rounds; number < (round + 1) * Requests / Rounds; number++)
                if (await SendAsync(client.Http, server.Address, requests.At(Seed, number), number) is { } fault)
                    faults.Add(fault);
            heaps.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults.Take(MostShown)));
        Assert.True(heaps[^1] - heaps[0] < MostGrowth, $"The heap grew over equal rounds: {string.Join(", ", heaps)} (seed {Seed})");
        await PaintsStillAsync(server);
    }

    /// <returns>What is wrong with the answer, and how to get it again; null when nothing is.</returns>
    private static async Task<string?> SendAsync(HttpClient http, Uri server, HostileRequest request, int number)
    {
        using var patience = new CancellationTokenSource(Generous);
        try
        {
            using var message = request.ToMessage(server);
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await FaultOfAsync(answer, request, patience.Token) is { } fault ? $"{fault}\n{Replay(request, server, number)}" : null;
        }
        catch (OperationCanceledException)
        {
            return $"No answer in {Generous.TotalSeconds} s\n{Replay(request, server, number)}";
        }
    }

    private static async Task<string?> FaultOfAsync(HttpResponseMessage answer, HostileRequest request, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return null;
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        if ((int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            return $"{answer.StatusCode}: {Encoding.UTF8.GetString(bytes)}";
        return (int)answer.StatusCode < 400 || request.Method == "HEAD" || IsProblem(answer, bytes)
            ? null
            : $"{answer.StatusCode} without a problem: {Encoding.UTF8.GetString(bytes)}";
    }

    private static string Replay(HostileRequest request, Uri server, int number) =>
        $"LUMIVERSE_FUZZ_SEED={Seed}, request {number}: {request.ToCurl(server)}";

    private static bool IsProblem(HttpResponseMessage answer, byte[] bytes)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return false;
        var problem = JsonDocument.Parse(bytes).RootElement;
        return problem.GetProperty("type").GetString() is { Length: > 0 } && problem.GetProperty("error").GetString() is { Length: > 0 };
    }

    /// <summary>The settings may be anything by then; a journey of a user begins with one's own.</summary>
    private static async Task PaintsStillAsync(TestServer server)
    {
        using var client = server.Client();
        (await client.PutAsync("settings/imageGeneration", new { value = new { enabled = true, activeImageGenConnectionId = (string?)null, autoGenerate = true, promptMode = "scene", outputTarget = "background" } })).Expect(HttpStatusCode.OK);
        (await client.PostAsync("image-gen-connections", new { name = "After", provider = "sketch", is_default = true })).Expect(HttpStatusCode.Created);
        var story = await Storyteller.BeginAsync(client);
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour));
    }
}
