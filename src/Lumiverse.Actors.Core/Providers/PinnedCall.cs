namespace Lumiverse.Actors.Core.Providers;

/// <summary>What a call is made with in place of what the connection says today.</summary>
/// <param name="Model">Null = the provider's own choice.</param>
/// <param name="ParametersJson">As an image's record keeps them: without the pictures they carried.</param>
public sealed record PinnedCall(string? Model, string ParametersJson);
