using Microsoft.Playwright;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>Photographs a page some hundred times: without Playwright's waits, in PNGs that are packed for speed.</summary>
internal sealed class Camera : IAsyncDisposable
{
    private readonly ICDPSession _session;

    private Camera(ICDPSession session) => _session = session;

    public static async Task<Camera> OpenAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    public async Task<LuminanceMap> LuminanceAsync()
    {
        var answer = await _session.SendAsync("Page.captureScreenshot", new Dictionary<string, object> { ["format"] = "png", ["optimizeForSpeed"] = true })
            ?? throw new InvalidOperationException("The browser took no picture.");
        return LuminanceMap.Read(answer.GetProperty("data").GetBytesFromBase64());
    }

    public async ValueTask DisposeAsync() => await _session.DetachAsync();
}
