using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>Addresses as pages see them, below the prefix of the API.</summary>
public sealed record PageUrls(string Prefix)
{
    public static PageUrls Default { get; } = new("/api/v1");

    /// <summary>For the owner.</summary>
    public string Image(ImageId id) => $"{Prefix}/images/{id}";

    /// <summary>For the owner; fits 300 px.</summary>
    public string Small(ImageId id) => $"{Image(id)}?size=sm";

    /// <summary>For the owner; fits 700 px.</summary>
    public string Large(ImageId id) => $"{Image(id)}?size=lg";

    /// <summary>For anybody who knows it, until it is revoked.</summary>
    public string Result(string token) => $"{Prefix}/image-gen/results/{token}";

    public string Job(JobId id) => $"{Prefix}/image-gen/jobs/{id}";
}
