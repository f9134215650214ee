using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi.Accounts;

/// <summary>What a generation takes from an account, by the formula of the web site; the server has no endpoint for it.</summary>
/// <param name="Share">Of the work that is done: 1, or the strength with which another picture is painted over.</param>
internal sealed record GenerationCost(ModelFamily Family, long Pixels, int Steps, double SmeaFactor, double Share, int Samples, int References)
{
    public const string Unit = "Anlas";

    /// <summary>Dearer samples are not sold.</summary>
    public const int MostPerSample = 140;

    private const double PerPixel = 2.951823174884865e-6;
    private const double PerPixelAndStep = 5.753298233447344e-7;
    private const double LeastPerSample = 2;
    private const int PerReference = 5;

    /// <summary>An active Opus subscription makes one sample free up to here.</summary>
    private const long MostFreePixels = 1024 * 1024;
    private const int MostFreeSteps = 28;

    /// <summary>In doubles and in this order, so that it rounds where the web site does.</summary>
    public int PerSample => (int)Math.Max(Math.Ceiling(Full * Share), LeastPerSample);

    public string? Obstacle => PerSample > MostPerSample
        ? $"One picture of this size and number of steps would cost {PerSample} Anlas, and NovelAI sells none above {MostPerSample}. Choose a smaller resolution or fewer steps."
        : null;

    private double Full => Math.Ceiling((PerPixel * Pixels) + (PerPixelAndStep * Pixels * Steps)) * SmeaFactor * Family.PriceFactor;

    /// <summary>Reads the cost off a request as it goes out, whoever wrote its numbers.</summary>
    public static GenerationCost Of(ModelFamily family, JsonObject body, int references)
    {
        var parameters = body.At("parameters");
        return new GenerationCost(
            family, (parameters.Integer("width") ?? 0) * (parameters.Integer("height") ?? 0), (int)(parameters.Integer("steps") ?? 0),
            parameters.Flag("sm_dyn") == true ? 1.4 : parameters.Flag("sm") == true ? 1.2 : 1,
            ShareOf(body.Text("action"), parameters), (int)Math.Max(parameters.Integer("n_samples") ?? 1, 1), references);
    }

    /// <param name="account">Null = not known, and so nothing is free.</param>
    public ImagePrice For(NovelAiAccount? account)
    {
        var isFree = account is not null && IsFreeFor(account);
        var amount = (PerSample * (Samples - (isFree ? 1 : 0))) + (PerReference * References * Samples);
        return new ImagePrice(amount, Unit, amount == 0 ? "Included in Opus: up to one megapixel and 28 steps, one picture at a time." : Explanation);
    }

    private static double ShareOf(string? action, JsonNode? parameters) => action switch
    {
        "img2img" => parameters.Number("strength") ?? 1,
        "infill" => parameters.Number("inpaintImg2ImgStrength") ?? 1,
        _ => 1,
    };

    private string Explanation =>
        Obstacle is { } obstacle ? obstacle
        : References > 0 ? $"At most {PerSample} Anlas for size and steps and {PerReference} for each of {References} references."
        : $"{PerSample} Anlas for {Pixels / 1_000_000.0:0.00} megapixels and {Steps} steps.";

    private bool IsFreeFor(NovelAiAccount account) =>
        account.IsOpus && Pixels <= MostFreePixels && Steps <= MostFreeSteps && References == 0
        && (!Family.HasAllowance || account.Allowance is { IsUsedUp: false });
}
