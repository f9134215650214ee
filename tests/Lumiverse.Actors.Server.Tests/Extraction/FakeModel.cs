using System.Text.Json.Nodes;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Server.Tests.Extraction;

/// <summary>A server that speaks the OpenAI chat completions protocol: real HTTP, scripted words.</summary>
internal sealed class FakeModel : IAsyncDisposable
{
    public const string Key = "sk-very-secret-key";

    private readonly FakeServer _server;

    private FakeModel(FakeServer server) => _server = server;

    public string Url => $"{_server.Address}/v1";

    public IReadOnlyList<RecordedRequest> Requests => _server.Requests;

    /// <summary>What the server does with a call; by default it says nothing.</summary>
    public Func<RecordedRequest, HttpContext, Task> Answer { set => _server.Answer = value; }

    /// <summary>What the model says to every call.</summary>
    public string Words { set => Answer = (_, http) => SayAsync(http, value); }

    /// <summary>The settings that make a chat server use this model.</summary>
    public string[] Settings =>
        [$"Lumiverse:SceneExtractor:Url={Url}", "Lumiverse:SceneExtractor:Model=small-one", $"Lumiverse:SceneExtractor:ApiKey={Key}"];

    public static async Task<FakeModel> StartAsync() => new(await FakeServer.StartAsync()) { Words = "" };

    public static Task SayAsync(HttpContext http, string words) => http.RespondAsync(200, new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_700_000_000,
        ["model"] = "small-one",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = "stop",
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = words },
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 900, ["completion_tokens"] = 90, ["total_tokens"] = 990 },
    }.ToJsonString());

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
