using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Conformance;

/// <content>Keys, and servers that answer oddly, damaged or too much.</content>
public static partial class HttpProviderConformance
{
    /// <summary>Enough to meet every oddity in most places; more find the same.</summary>
    private const int DamagedAnswers = 300;

    /// <summary>Answers that hold something are damaged most often.</summary>
    private static readonly int[] StatusesOfDamage = [200, 200, 200, 400, 402, 429, 500];

    /// <summary>A long sentence and what a server adds to it; pages of proxies are longer.</summary>
    private const int LongestText = 1000;

    private static readonly int[] StatusesOfOddity = [200, 400, 429, 500];

    private static readonly int[] StatusesOfEcho = [200, 400, 401, 402, 403, 404, 413, 429, 500, 503];

    private static readonly string[] OddBodies =
    [
        "", "null", "[]", "{}", "\"text\"", "17", "{", "<html>", "[[[]]]", """{"error":null}""", """{"error":7,"message":{}}""", """{"error":[1]}""",
        """{"data":{},"models":7,"candidates":"x","images":{}}""", """{"data":[null,1,"x",{}],"models":[null,1,{}],"candidates":[null,{}],"images":[null]}""",
        """{"data":[{"b64_json":7}],"candidates":[{"content":{"parts":{}}}],"images":[{"image":"!!!"}]}""",
        """{"data":[{"id":7,"capabilities":[]}],"candidates":[{"content":{"parts":[{"inlineData":{"data":5}}]}}]}""",
        """{"usd_balance":{},"trainingStepsLeft":[],"tier":"x"}""", """{"error":{"details":[1,{"violations":[2,{}]}],"code":{}}}""",
    ];

    private static async Task MissingKeysAsync(HttpProviderStage stage)
    {
        if (!stage.Provider.Description.Capabilities.ApiKeyRequired)
            return;
        var answer = await stage.GenerateAsync(stage.Call() with { Target = stage.Target with { ApiKey = null } });
        Must.Hold(IsNotStarted(answer, temporary: false), $"It was told as {answer}.");
        WasNotAsked(stage);
    }

    private static async Task OddKeysAsync(HttpProviderStage stage)
    {
        foreach (var target in OddKeys.Select(key => stage.Target with { ApiKey = key }))
        {
            var answer = Must.Be<ProviderAnswer.NotStarted>(await stage.GenerateAsync(stage.Call() with { Target = target }), "The answer was another.");
            var test = await stage.Provider.TestAsync(target, default);
            Must.Hold(!answer.Temporary && !test.Success, "It was told as something that passes, or passed the test.");
            Must.Hold(Mentions(answer.Reason, "key") && Mentions(test.Message, "key"), $"The key is not named: {answer.Reason} {test.Message}");
        }

        WasNotAsked(stage);
        Must.Hold(!stage.Server.Requests.Any(request => request.Headers.ContainsKey("x-evil")), "A header of the key's own was sent.");
    }

    private static async Task WrongKeysAsync(HttpProviderStage stage)
    {
        foreach (var (status, body) in stage.WrongKeys)
        {
            stage.Generation = (_, http) => http.RespondAsync(status, body);
            var answer = Must.Be<ProviderAnswer.NotStarted>(await stage.GenerateAsync(), $"Status {status} was told as something else.");
            Must.Hold(!answer.Temporary && Mentions(answer.Reason, "key"), $"Status {status} was told as {answer}.");
        }

        Must.Hold(stage.Generations.Count == stage.WrongKeys.Count(), $"{stage.Generations.Count} requests for {stage.WrongKeys.Count()} calls.");
        foreach (var (status, body) in stage.WrongKeys)
        {
            stage.Server.Answer = (_, http) => http.RespondAsync(status, body);
            var test = await stage.Provider.TestAsync(stage.Target, default);
            Must.Hold(!test.Success && Mentions(test.Message, "key"), $"The test of the connection said: {test.Message}");
        }
    }

    private static async Task OddAnswersAsync(HttpProviderStage stage)
    {
        foreach (var body in OddBodies)
        {
            foreach (var status in StatusesOfOddity)
            {
                stage.Server.Answer = (_, http) => http.RespondAsync(status, body);
                Must.Hold(await NotThrownAsync(() => stage.GenerateAsync(), body) is not ProviderAnswer.Succeeded, $"“{body}” was taken for a picture.");
                await NotThrownAsync(() => FreeAnswersAsync(stage), body);
                Must.Hold(!(await stage.Provider.TestAsync(stage.Target, default)).Success, $"“{body}” passed the test of the connection.");
            }
        }
    }

    private static async Task DamagedAnswersAsync(HttpProviderStage stage)
    {
        for (var seed = 0; seed < DamagedAnswers; seed++)
        {
            var (damage, status) = (new Damage(seed), StatusesOfDamage[seed % StatusesOfDamage.Length]);
            stage.Server.Answer = (request, http) => DamageAsync(stage, request, http, damage, status);
            await NotThrownAsync(() => stage.GenerateAsync(), $"seed {seed}");
            await NotThrownAsync(() => FreeAnswersAsync(stage), $"seed {seed}");
        }
    }

    private static async Task KeysInAddressesAsync(HttpProviderStage stage)
    {
        await stage.GenerateAsync();
        await stage.AskEverythingFreeAsync();
        foreach (var request in stage.Server.Requests)
            Must.Hold(!Mentions(request.PathAndQuery, HttpProviderStage.Canary), $"It is in {request.PathAndQuery}.");
    }

    private static Task EchoedKeysAsync(HttpProviderStage stage) =>
        EveryEchoAsync(stage, (status, text) => Must.Hold(!Mentions(text, HttpProviderStage.Canary[..8]), $"Status {status}: {text}"));

    private static Task LongTextsAsync(HttpProviderStage stage) =>
        EveryEchoAsync(stage, (status, text) => Must.Hold(text.Length <= LongestText, $"Status {status}: {text.Length} characters."));

    private static async Task EveryEchoAsync(HttpProviderStage stage, Action<int, string> judge)
    {
        foreach (var status in StatusesOfEcho)
        {
            stage.Server.Answer = (request, http) =>
            {
                http.Response.Headers["x-echo"] = HttpProviderStage.Canary;
                return http.RespondAsync(status, Echoing(request));
            };
            foreach (var text in await EveryTextAsync(stage))
                judge(status, text);
        }
    }

    private static bool Mentions(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static async Task<T> NotThrownAsync<T>(Func<Task<T>> ask, string answer)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) // Any: that nothing is thrown is the promise.
        {
            throw new NotKeptException($"“{answer}” made it throw {failure.GetType().Name}: {failure.Message}");
        }
    }

    private static async Task<bool> FreeAnswersAsync(HttpProviderStage stage)
    {
        await stage.AskEverythingFreeAsync();
        return true;
    }

    private static async Task DamageAsync(HttpProviderStage stage, RecordedRequest request, HttpContext http, Damage damage, int status)
    {
        var (line, whole) = (http.Response.Body, new MemoryStream());
        http.Response.Body = whole;
        await stage.AnswerWellAsync(request, http);
        http.Response.Body = line;
        await http.RespondAsync(status, http.Response.ContentType ?? "", damage.Of(whole.ToArray()));
    }

    private static async Task<IReadOnlyList<string>> EveryTextAsync(HttpProviderStage stage)
    {
        var catalog = await stage.Provider.ListModelsAsync(stage.Target, default);
        var usage = await stage.Provider.ReadUsageAsync(stage.Target, stage.Parameters, default);
        return
        [
            ReasonOf(await stage.GenerateAsync()), (await stage.Provider.TestAsync(stage.Target, default)).Message,
            catalog.Failure ?? "", usage?.Summary ?? "", usage?.Failure ?? "", usage?.NextImage?.Explanation ?? "",
            .. catalog.Models.SelectMany(TextsOf), .. usage?.Meters.Select(meter => $"{meter.Name} {meter.Unit}") ?? [],
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
        _ => "",
    };

    /// <summary>Every field that any provider reads as words, each with the key and a long tail.</summary>
    private static string Echoing(RecordedRequest request)
    {
        const string key = HttpProviderStage.Canary;
        var words = $"{key} {string.Join(" ", request.Headers.Values)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(key))} {new string('x', 3000)}";
        var error = new JsonObject { ["message"] = words, ["code"] = 400, ["status"] = words };
        return new JsonObject
        {
            ["error"] = error,
            ["message"] = words,
            ["promptFeedback"] = new JsonObject { ["blockReason"] = words, ["blockReasonMessage"] = words },
            ["candidates"] = new JsonArray(new JsonObject { ["content"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = words }) } }),
            ["models"] = new JsonArray(new JsonObject { ["name"] = $"models/{key}-image", ["displayName"] = words, ["supportedGenerationMethods"] = new JsonArray("generateContent") }),
            ["data"] = new JsonArray(new JsonObject { ["id"] = key, ["name"] = words, ["url"] = $"nowhere:{words}", ["supported_parameters"] = new JsonObject { ["resolutions"] = new JsonArray(words) } }),
            ["tier"] = 1,
            ["usd_balance"] = "1.5",
        }.ToJsonString();
    }
}
