using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>Text over pictures, measured: the ratio between its colour and the pixels that are really behind it.</summary>
[Collection(PageCollection.Name)]
public sealed class ContrastTests(Browser browser, ITestOutputHelper output)
{
    /// <summary>WCAG's ratio for text.</summary>
    private const double Least = 4.5;

    /// <summary>Wide enough for all three columns, and quick to photograph some hundred times.</summary>
    private static readonly ViewportSize SmallDesktop = new() { Width = 1040, Height = 620 };

    /// <summary>The ends for each background, and by turns one of those between.</summary>
    private static readonly double[] Between = [0.35, 0.6, 0.8];

    /// <summary>Texts on every kind of surface, the faint ones above all.</summary>
    private static readonly string[] Texts = ["#chat-title", "#connection", ".speaker", ".story", "#draft-hint", ".stage-line", "#panel summary", "#panel dt", ".paints-with p"];

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Text_keeps_its_ratio_over_every_background_at_every_opacity(ColorScheme scheme)
    {
        using var folder = new TemporaryFolder();
        var backgrounds = Backgrounds.WriteTo(Directory.CreateDirectory(folder.Path).FullName);
        await using var world = await PageWorld.OpenAsync(browser, SmallDesktop, scheme, photos: folder.Path);
        world.Engine.Scene = FakeEngine.Lighthouse();
        var chat = await world.OpenNewChatAsync();
        await SayAsync(world);
        var places = await PlacesAsync(world.Page);
        await HideLettersAsync(world.Page);

        var worst = (Ratio: double.MaxValue, Where: "");
        await using var camera = await Camera.OpenAsync(world.Page);
        foreach (var (number, background) in backgrounds.Index())
        {
            world.Engine.ChangeBackground(chat, background);
            await world.ExpectBackgroundAsync(background);
            foreach (var opacity in (double[])[0.1, Between[number % Between.Length], 1])
                worst = Lower(worst, await MeasureAsync(world.Page, camera, places, background, opacity));
        }

        output.WriteLine($"{backgrounds.Count} backgrounds, lowest ratio {worst.Ratio:0.00}: {worst.Where}");
        Assert.True(backgrounds.Count >= 40);
        Assert.True(worst.Ratio >= Least, $"{worst.Ratio:0.00} at {worst.Where}");
    }

    private static async Task SayAsync(PageWorld world)
    {
        await world.Page.GetByLabel("Your message").FillAsync("Is the boat ready?");
        await world.Page.Keyboard.PressAsync("Enter");
        await Expect(world.Messages).ToHaveCountAsync(1);
        await Expect(world.Page.Locator("#panel dt").First).ToBeVisibleAsync();
    }

    private static async Task<(double, string)> MeasureAsync(IPage page, Camera camera, List<TextPlace> places, string background, double opacity)
    {
        await page.Locator("#backdrop").EvaluateAsync("(node, opacity) => node.setAttribute('opacity', opacity)", opacity);
        var seen = await camera.LuminanceAsync();
        var worst = places.Select(place => (Ratio: WorstOf(seen, place), place.Name)).MinBy(one => one.Ratio);
        return (worst.Ratio, $"{worst.Name} over {background} at {opacity}");
    }

    private static (double Ratio, string Where) Lower((double Ratio, string Where) one, (double Ratio, string Where) other) => other.Ratio < one.Ratio ? other : one;

    /// <summary>Where the texts stand, and the colour of their letters.</summary>
    private static async Task<List<TextPlace>> PlacesAsync(IPage page)
    {
        var places = new List<TextPlace>();
        foreach (var name in Texts)
        {
            var text = page.Locator(name).First;
            var ink = await text.EvaluateAsync<double[]>("node => getComputedStyle(node).color.match(/[\\d.]+/g).slice(0, 3).map(Number)");
            if (await text.BoundingBoxAsync() is { } box)
                places.Add(new TextPlace(name, SKRectI.Round(new SKRect(box.X, box.Y, box.X + box.Width, box.Y + box.Height)), LuminanceMap.Of((byte)ink[0], (byte)ink[1], (byte)ink[2])));
        }

        Assert.Equal(Texts.Length, places.Count);
        return places;
    }

    /// <summary>Only what is behind the letters is to be seen; their colour stays what it is.</summary>
    private static async Task HideLettersAsync(IPage page) => await page.EvaluateAsync("""
        () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('* { -webkit-text-fill-color: transparent !important; transition: none !important; } button, input, textarea, *::before, *::after { visibility: hidden !important; }');
          for (const root of [document, ...[...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)])
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }
        """);

    private static double WorstOf(LuminanceMap seen, TextPlace place)
    {
        var worst = double.MaxValue;
        for (var y = Math.Max(0, place.Box.Top); y < Math.Min(seen.Height, place.Box.Bottom); y += 2)
            for (var x = Math.Max(0, place.Box.Left); x < Math.Min(seen.Width, place.Box.Right); x += 2)
                worst = Math.Min(worst, Ratio(place.Ink, seen[x, y]));
        return worst;
    }

    private static double Ratio(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private sealed record TextPlace(string Name, SKRectI Box, double Ink);
}
