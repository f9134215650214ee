using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

/// <summary>The gallery that every host is examined with.</summary>
internal static class Gallery
{
    public static UserId Owner { get; } = UserId.Of("ann");

    /// <summary>What every image of it shows.</summary>
    public static BlobHash Bytes { get; } = BlobHash.Of(new string('a', 64));

    private static ConnectionId Connection { get; } = ConnectionId.Of("paints");

    public static GalleryCommand.AddImage Add(string image) => new(new NewImage(
        ImageId.Of(image), Owner, new Picture(Bytes, "image/png", 10, 1, 1, "p", 0.5, null, null),
        new ImageSource(JobId.Of($"job-of-{image}"), Connection), null, null, null, null, null, null, null));
}
