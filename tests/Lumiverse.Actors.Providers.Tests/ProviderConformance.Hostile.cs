using Lumiverse.Actors.Testing.Servers;
using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests;

/// <content>Servers that answer oddly, damaged or without end, or repeat the key.</content>
public abstract partial class ProviderConformance
{
    /// <summary>Enough to meet every oddity in most places; more find the same.</summary>
    private const int DamagedAnswers = 300;

    /// <summary>Answers that hold something are damaged most often.</summary>
    private static readonly int[] StatusesOfDamage = [200, 200, 200, 400, 402, 429, 500];

    [Fact]
    public async Task An_answer_without_end_is_broken_off_and_ambiguous_and_one_request()
    {
        _generation = (_, http) => FloodAsync(http, WireRequest.MostBytesOfAPicture);

        Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync());
        Assert.Single(Generations);
    }

    [Fact]
    public async Task Pages_without_end_are_broken_off()
    {
        Server.Answer = (_, http) => FloodAsync(http, WireRequest.MostBytesOfAPage);

        await AskEverythingFreeAsync();

        Assert.False((await Provider.TestAsync(Target(), default)).Success);
    }

    [Theory]
    [MemberData(nameof(OddBodies))]
    public async Task Odd_answers_are_never_a_picture_and_never_thrown(string body)
    {
        foreach (var status in (int[])[200, 400, 429, 500])
        {
            _generation = (_, http) => http.RespondAsync(status, body);
            Assert.IsNotType<ProviderAnswer.Succeeded>(await GenerateAsync());
            Server.Answer = (_, http) => http.RespondAsync(status, body);
            await AskEverythingFreeAsync();
            Assert.False((await Provider.TestAsync(Target(), default)).Success);
        }
    }

    /// <summary>A failure names its seed.</summary>
    [Fact]
    public async Task Damaged_answers_are_never_thrown()
    {
        for (var seed = 0; seed < DamagedAnswers; seed++)
        {
            var (damage, status) = (new Damage(seed), StatusesOfDamage[seed % StatusesOfDamage.Length]);
            Server.Answer = (request, http) => DamageAsync(request, http, damage, status);

            var thrown = await Record.ExceptionAsync(async () => await AskEverythingAsync());

            Assert.True(thrown is null, $"seed {seed}: {thrown}");
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_key_that_the_server_echoes_is_in_no_text_that_leaves_the_provider(int status)
    {
        Server.Answer = (request, http) =>
        {
            http.Response.Headers["x-echo"] = Canary;
            return http.RespondAsync(status, Echoing(request));
        };

        var texts = await EveryTextAsync();

        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Canary[..8], text, StringComparison.OrdinalIgnoreCase);
            Assert.True(text.Length <= Redaction.LongestText + 1, $"{text.Length} characters");
        });
    }

    public static TheoryData<string> OddBodies => new(
        "", "null", "[]", "{}", "\"text\"", "17", "{", "<html>", "[[[]]]", """{"error":null}""", """{"error":7,"message":{}}""", """{"error":[1]}""",
        """{"data":{},"models":7,"candidates":"x","images":{}}""", """{"data":[null,1,"x",{}],"models":[null,1,{}],"candidates":[null,{}],"images":[null]}""",
        """{"data":[{"b64_json":7}],"candidates":[{"content":{"parts":{}}}],"images":[{"image":"!!!"}]}""",
        """{"data":[{"id":7,"capabilities":[]}],"candidates":[{"content":{"parts":[{"inlineData":{"data":5}}]}}]}""",
        """{"usd_balance":{},"trainingStepsLeft":[],"tier":"x"}""", """{"error":{"details":[1,{"violations":[2,{}]}],"code":{}}}""");

    internal IEnumerable<RecordedRequest> Generations => Server.Requests.Where(IsGeneration);

    private static async Task FloodAsync(HttpContext http, long limit)
    {
        var chunk = Enumerable.Repeat((byte)' ', 1024 * 1024).ToArray();
        for (long sent = 0; sent <= limit && !http.RequestAborted.IsCancellationRequested; sent += chunk.Length)
            await http.Response.Body.WriteAsync(chunk);
    }

    private async Task DamageAsync(RecordedRequest request, HttpContext http, Damage damage, int status)
    {
        var (line, whole) = (http.Response.Body, new MemoryStream());
        http.Response.Body = whole;
        await AnswerWellAsync(request, http);
        http.Response.Body = line;
        await http.RespondAsync(status, http.Response.ContentType ?? "", damage.Of(whole.ToArray()));
    }

    private async Task AskEverythingAsync()
    {
        await GenerateAsync();
        await AskEverythingFreeAsync();
    }

    private async Task<List<string>> EveryTextAsync()
    {
        var catalog = await Provider.ListModelsAsync(Target(), default);
        var usage = await Provider.ReadUsageAsync(Target(), [], default);
        return
        [
            ReasonOf(await GenerateAsync()), (await Provider.TestAsync(Target(), default)).Message, catalog.Failure ?? "", usage?.Summary ?? "", usage?.Failure ?? "",
            .. catalog.Models.SelectMany(TextsOf), .. usage?.Meters.Select(meter => $"{meter.Name} {meter.Unit}") ?? [], usage?.NextImage?.Explanation ?? "",
        ];
    }

    private static IEnumerable<string> TextsOf(ModelOption option) =>
        [option.Id, option.Label, .. option.Choices.Values.SelectMany(choices => choices).SelectMany(TextsOf)];

    private static string ReasonOf(ProviderAnswer answer) => answer switch
    {
        ProviderAnswer.NotStarted turned => turned.Reason,
        ProviderAnswer.Refused refused => refused.Reason,
        ProviderAnswer.FailedUncharged failed => failed.Reason,
        ProviderAnswer.Ambiguous ambiguous => ambiguous.Reason,
        _ => throw new InvalidOperationException($"{answer.GetType().Name} has no words."),
    };

    /// <summary>Every field that any provider reads as words, each with the key and a long tail.</summary>
    private static string Echoing(RecordedRequest request)
    {
        var words = $"{Canary} {string.Join(" ", request.Headers.Values)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))} {new string('x', 3000)}";
        var error = new JsonObject { ["message"] = words, ["code"] = 400, ["status"] = words };
        return new JsonObject
        {
            ["error"] = error,
            ["message"] = words,
            ["promptFeedback"] = new JsonObject { ["blockReason"] = words, ["blockReasonMessage"] = words },
            ["candidates"] = new JsonArray(new JsonObject { ["content"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = words }) } }),
            ["models"] = new JsonArray(new JsonObject { ["name"] = $"models/{Canary}-image", ["displayName"] = words, ["supportedGenerationMethods"] = new JsonArray("generateContent") }),
            ["data"] = new JsonArray(new JsonObject { ["id"] = Canary, ["name"] = words, ["url"] = $"nowhere:{words}", ["supported_parameters"] = new JsonObject { ["resolutions"] = new JsonArray(words) } }),
            ["tier"] = 1,
            ["usd_balance"] = "1.5",
        }.ToJsonString();
    }
}
