using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Hostile;

/// <summary>Uploads of strangers: what is no picture is refused in words, and what is too large before it is read.</summary>
public sealed class UploadTests
{
    private const long Huge = 300L * 1024 * 1024;
    private const string Boundary = "hostile";

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("images")]
    [InlineData("characters/any/avatar")]
    public async Task A_body_that_says_it_is_too_large_is_refused_before_any_of_it_is_sent(string path)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await SendHeadAsync(server.Address, path, $"Content-Length: {Huge.ToString(CultureInfo.InvariantCulture)}");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("urn:lumiverse:problem:too-large", answer, StringComparison.Ordinal);
    }

    /// <summary>Most clients send all of it before they read anything; one whose connection is closed meanwhile loses the answer.</summary>
    [Theory]
    [InlineData("image-gen/jobs", "application/json", 8)]
    [InlineData("images", "multipart/form-data; boundary=edge", 52)]
    [InlineData("chats", "application/json", 8)]
    public async Task Whoever_sends_all_of_a_body_that_is_too_large_can_read_the_answer_and_go_on(string path, string type, int mebibytes)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var line = client.GetStream();
        var body = new byte[mebibytes * 1024 * 1024];
        await line.WriteAsync(Head($"POST /api/v1/{path}", server.Address, $"Content-Type: {type}", $"Content-Length: {body.Length}"));

        await line.WriteAsync(body);
        await line.WriteAsync(Head("GET /health/live", server.Address, "Connection: close"));

        var answers = await new StreamReader(line).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 413", answers, StringComparison.Ordinal);
        Assert.Contains("urn:lumiverse:problem:too-large", answers, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200", answers, StringComparison.Ordinal);
    }

    private static byte[] Head(string request, Uri server, params string[] headers) =>
        Encoding.ASCII.GetBytes($"{request} HTTP/1.1\r\nHost: {server.Authority}\r\n{string.Join("\r\n", headers)}\r\n\r\n");

    [Fact]
    public async Task A_body_that_does_not_say_how_large_it_is_is_read_up_to_the_limit()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        using var body = new EndlessUpload(Huge);
        try
        {
            (await client.SendAsync(HttpMethod.Post, "images", body)).ExpectProblem(HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException refused) when (refused.InnerException is IOException or SocketException)
        {
            // The server closes while the client still sends; a client may see that before it sees the answer.
        }

        Assert.InRange(body.Sent, 1, Huge / 2);
        (await client.GetAsync("images")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("images")]
    [InlineData("images/download")]
    [InlineData("characters/{0}/avatar")]
    public async Task A_form_that_breaks_off_or_is_none_is_refused_in_words(string pattern)
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var character = (await client.PostAsync("characters", new { name = "Mira" })).Expect(HttpStatusCode.Created)["id"];
        var path = string.Format(CultureInfo.InvariantCulture, pattern, character);
        foreach (var form in new[] { "", $"--{Boundary}", $"--{Boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\nhalf of it", "--another--" })
        {
            using var body = new StringContent(form);
            body.Headers.Remove("Content-Type");
            body.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
            (await client.SendAsync(path.EndsWith("avatar", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post, path, body)).ExpectProblem(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_in_words()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        foreach (var (name, bytes) in NoPictures())
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "image", name } };
            var answer = await client.SendAsync(HttpMethod.Post, "images", form);
            Assert.True((int)answer.Status is 400 or 413 or 415 or 422, $"{name} was answered {answer.Status}");
            answer.ExpectProblem(answer.Status);
        }

        Assert.Equal("0", (await client.GetAsync("images"))["total"]);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> NoPictures() =>
    [
        ("empty.png", []),
        ("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
        ("page.png", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
        ("signature.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        ("signature.jpg", [0xff, 0xd8, 0xff, 0xe0]),
        ("signature.webp", "RIFF\0\0\0\0WEBPVP8 "u8.ToArray()),
        ("bomb.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, .. "IHDR"u8, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 8, 2, 0, 0, 0, 0, 0, 0, 0]),
        ("bomb.gif", [.. "GIF89a"u8, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x3b]),
        ("bomb.jpg", [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0, 0xff, 0xd9]),
        ("bomb.webp", [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ];

    /// <summary>Sends the head of a request and none of its body, and reads until the server has said all.</summary>
    private static async Task<string> SendHeadAsync(Uri server, string path, string length)
    {
        using var patience = new CancellationTokenSource(Generous);
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, patience.Token);
        await using var stream = socket.GetStream();
        var method = path == "images" ? "POST" : "PUT";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} /api/v1/{path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n{length}\r\nConnection: close\r\n\r\n"),
            patience.Token);
        using var reader = new StreamReader(stream);
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync(patience.Token) is { } line && !answer.Append(line).Append('\n').ToString().Contains("\"error\"", StringComparison.Ordinal))
        {
        }

        return answer.ToString();
    }

    /// <summary>A picture without an end, in pieces, that remembers how much of it was taken.</summary>
    private sealed class EndlessUpload : HttpContent
    {
        private readonly long _length;

        public EndlessUpload(long length)
        {
            _length = length;
            Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
        }

        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"));
            for (var piece = new byte[64 * 1024]; Sent < _length; Sent += piece.Length)
                await stream.WriteAsync(piece);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
