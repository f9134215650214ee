using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Ids of many images, as requests name them and answers tell them.</summary>
internal static class ImageForm
{
    public const string Ids = "ids";

    /// <summary>Each once, in the order they were named.</summary>
    public static IReadOnlyList<ImageId> Read(JsonFields fields) =>
        Parse(fields.Texts(Ids, GalleryDesk.MostAtOnce, Identifier.LongestId) ?? []);

    /// <summary>Divided by commas, in a query or a form.</summary>
    public static IReadOnlyList<ImageId> Read(string text)
    {
        var ids = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ids.Length <= GalleryDesk.MostAtOnce ? Parse(ids) : throw Wrong();
    }

    public static JsonArray Write(IEnumerable<ImageId> ids) => new([.. ids.Select(id => JsonValue.Create(id.Value))]);

    private static IReadOnlyList<ImageId> Parse(IReadOnlyCollection<string> ids) =>
        ids.Count > 0 ? [.. ids.Select(id => Http.Ids.Parse<ImageId>(id, Ids)).Distinct()] : throw Wrong();

    private static ProblemException Wrong() =>
        Problems.InvalidField(Ids, $"{Ids} must be a list of 1 to {GalleryDesk.MostAtOnce} ids of images.").ToException();
}
