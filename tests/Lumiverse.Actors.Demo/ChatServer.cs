using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Demo;

/// <summary>The few calls of the HTTP API that a demo needs.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly HttpClient _http;

    public ChatServer(Uri url, string? token)
    {
        _http = new HttpClient { BaseAddress = new Uri(url, "/api/v1/") };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<JsonNode> GetAsync(string path) =>
        await _http.GetFromJsonAsync<JsonNode>(path) ?? throw new HttpRequestException($"{path} is empty");

    public async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonNode>() ?? throw new HttpRequestException($"{path} is empty");
    }

    public void Dispose() => _http.Dispose();
}
