using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Projection;

/// <summary>An image's row as its facts make it.</summary>
internal static class ImageRows
{
    public static ImageRow From(GalleryFact.ImageAdded added)
    {
        var image = added.Image;
        return new ImageRow(
            image.Id, image.User, image.Picture, added.PublicToken, image.Source?.Job, image.Chat, image.CharacterId,
            image.Call?.Provider, image.Call?.Model, image.Prompt, image.NegativePrompt, image.Call?.Seed, image.Call?.ParametersJson,
            image.Scene is { } scene ? PageJson.Scene(scene).ToJsonString() : null, image.OriginalFileName, false, null, [], added.At);
    }
}
