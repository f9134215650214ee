using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>Runs axe-core in a page and tells what it finds.</summary>
internal static class Accessibility
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>For people to look at, beside the tests.</summary>
    private static readonly string Screenshots = Path.Combine(AppContext.BaseDirectory, "screenshots");

    /// <summary>Fails with every broken rule, its help and the nodes. Leaves a screenshot of the view.</summary>
    public static async Task ExpectNoViolationAsync(this IPage page, string view)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{view} {await LookOfAsync(page)}.png") });
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        Assert.True(found.GetArrayLength() == 0, $"{view}:\n{string.Join('\n', found.EnumerateArray().Select(Tell))}");
    }

    private static Task<string> LookOfAsync(IPage page) =>
        page.EvaluateAsync<string>("`${innerWidth}x${innerHeight} ${matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'}`");

    private static string Tell(JsonElement violation)
    {
        var nodes = violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => $"{node.GetProperty("target")} {node.GetProperty("failureSummary")}");
        return $"{violation.GetProperty("id")}: {violation.GetProperty("help")}\n  {string.Join("\n  ", nodes)}";
    }
}
