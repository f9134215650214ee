using System.Globalization;
using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;
using SkiaSharp;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>A provider that outlives the servers that call it: it keeps the bill, and no two of its pictures are alike.</summary>
internal sealed class CountingPainter : IAsyncDisposable
{
    private const int LongestMilliseconds = 500;
    private const int Width = 900;
    private const int Height = 600;

    private readonly FakeServer _server;
    private int _painted;

    private CountingPainter(FakeServer server) => _server = server;

    /// <summary>Until it is done, nothing is painted.</summary>
    public Task Permission { get; set; } = Task.CompletedTask;

    /// <summary>Pictures that are on the bill, whether their answer arrived or not.</summary>
    public int Painted => Volatile.Read(ref _painted);

    /// <summary>The prompts that were sent, one for each call.</summary>
    public IReadOnlyList<string> Prompts => [.. _server.Requests.Where(IsGeneration).Select(request => (string?)request.Json["prompt"] ?? "")];

    public static async Task<CountingPainter> StartAsync()
    {
        var painter = new CountingPainter(await FakeServer.StartAsync());
        painter._server.Answer = painter.AnswerAsync;
        return painter;
    }

    /// <summary>Makes it the default connection of the user.</summary>
    public async Task ConnectAsync(ApiClient client) =>
        (await client.PostAsync("image-gen-connections", new { name = "Counts", provider = "nanogpt", api_url = _server.Address, api_key = "pst-0123456789", is_default = true })).Expect(HttpStatusCode.Created);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool IsGeneration(RecordedRequest request) => request.PathAndQuery == "/v1/images/generations";

    private async Task AnswerAsync(RecordedRequest request, HttpContext http)
    {
        if (!IsGeneration(request))
        {
            await http.RespondAsync(200, NanoGptAnswers.Balance((100 - Painted / 100m).ToString(CultureInfo.InvariantCulture)));
            return;
        }

        await Permission;
        await Task.Delay(Random.Shared.Next(LongestMilliseconds));
        var number = Interlocked.Increment(ref _painted);
        await http.RespondAsync(200, NanoGptAnswers.Picture(Paint(number)));
    }

    private static byte[] Paint(int number)
    {
        var dice = new Random(number);
        using var bitmap = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(bitmap);
        for (var patch = 0; patch < 12; patch++)
        {
            using var paint = new SKPaint { Color = new SKColor((uint)dice.Next() | 0xFF000000) };
            canvas.DrawRect(dice.Next(Width), dice.Next(Height), dice.Next(Width), dice.Next(Height), paint);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
