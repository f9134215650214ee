using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Models;
using Lumiverse.Actors.Providers.NovelAi.References;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>The parameters of one order; whatever is missing or beyond its limits takes its default or the nearest limit.</summary>
internal sealed record NovelAiOptions(JsonObject Parameters)
{
    public const int DefaultSteps = 28;
    public const int MostSteps = 50;
    public const double DefaultGuidance = 5;
    public const double MostGuidance = 10;
    public const double DefaultStrength = 0.5;
    public const string DefaultSampler = "k_euler_ancestral";
    public const string DefaultSchedule = "karras";
    public const string DefaultReferenceKind = "character&style";
    public const string DefaultAvatarKind = "character";

    public string Sampler => Text("sampler", DefaultSampler);

    public string NoiseSchedule => Text("noiseSchedule", DefaultSchedule);

    public string Resolution => Text("resolution", Resolutions.Default);

    /// <summary>In pixels; the default size when the resolution is none.</summary>
    public (int Width, int Height) Size => Resolutions.Parse(Resolution) ?? Resolutions.DefaultSize;

    public int Steps => (int)Between("steps", DefaultSteps, 1, MostSteps);

    public double Guidance => Between("guidance", DefaultGuidance, 0, MostGuidance);

    public double CfgRescale => Share(Parameters, "cfgRescale", 0);

    public string? NegativePrompt => Parameters.Text("negativePrompt");

    public string UndesiredContentName => Text("undesiredContent", UndesiredContent.Heavy);

    public bool QualityTags => Parameters.Flag("qualityTags") ?? true;

    public bool VarietyPlus => Parameters.Flag("varietyPlus") ?? false;

    public bool Smea => Parameters.Flag("smea") ?? false;

    /// <summary>A kind of SMEA, and so nothing without it.</summary>
    public bool SmeaDyn => Smea && (Parameters.Flag("smeaDyn") ?? false);

    public bool DynamicThresholding => Parameters.Flag("dynamicThresholding") ?? false;

    /// <summary>References that the parameters ask for, before any of them is read.</summary>
    public int ReferenceCount =>
        Parameters.Items("referenceImages").Count()
        + (Parameters.Flag("includeCharacterAvatar") == true ? 1 : 0)
        + (Parameters.Flag("includePersonaAvatar") == true ? 1 : 0);

    /// <summary>The seed that was pinned; null = none was.</summary>
    public uint? Seed => Parameters.Integer("seed") is { } seed and >= 0 and <= uint.MaxValue ? (uint)seed : null;

    /// <summary>How a reference is used: as it says itself, else as all of them.</summary>
    /// <param name="place">Among the references of the call; those of one's own come first.</param>
    public ReferenceUse UseOf(ReferenceSource source, int place)
    {
        var own = source == ReferenceSource.Manual ? Parameters.Items("referenceImages").ElementAtOrDefault(place) : null;
        var kind = source == ReferenceSource.Manual ? Text("referenceType", DefaultReferenceKind) : Text("avatarReferenceType", DefaultAvatarKind);
        return new ReferenceUse(
            Share(own, "strength", Share(Parameters, "referenceStrength", DefaultStrength)),
            Share(own, "fidelity", Share(Parameters, "referenceFidelity", 1)),
            Share(Parameters, "referenceInfoExtracted", 1),
            own.Text("type") ?? kind);
    }

    private string Text(string name, string otherwise) => Parameters.Text(name) is { Length: > 0 } text ? text : otherwise;

    private double Between(string name, double otherwise, double least, double most) =>
        Math.Clamp(Parameters.Number(name) ?? otherwise, least, most);

    private static double Share(JsonNode? json, string name, double otherwise) => Math.Clamp(json.Number(name) ?? otherwise, 0, 1);
}
