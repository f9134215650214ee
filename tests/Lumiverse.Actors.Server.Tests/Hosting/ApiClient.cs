using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>Speaks to the API as any program would.</summary>
internal sealed class ApiClient : IDisposable
{
    public ApiClient(Uri server, string? token = null)
    {
        Http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(server, "api/v1/") };
        if (token is not null)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpClient Http { get; }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> PostTextAsync(string path, string json) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, byte[] Bytes, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string this[string property] => Json.GetProperty(property).ToString();

    /// <summary>Asserts the status and hands the answer on.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Encoding.UTF8.GetString(Bytes)}");
        return this;
    }

    /// <summary>Asserts problem details with this status and, when named, this field.</summary>
    public void ExpectProblem(HttpStatusCode status, string? field = null)
    {
        Expect(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.StartsWith("urn:lumiverse:problem:", this["type"], StringComparison.Ordinal);
        Assert.NotEmpty(this["error"]);
        if (field is not null)
            Assert.Equal(field, this["field"]);
    }
}
