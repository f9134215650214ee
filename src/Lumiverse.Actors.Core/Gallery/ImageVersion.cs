using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>Which image another one is a version of.</summary>
/// <param name="Of">The image it was painted anew from.</param>
/// <param name="First">The first of all its versions: they are found together also when one between them is deleted.</param>
public sealed record ImageVersion(ImageId Of, ImageId First);
