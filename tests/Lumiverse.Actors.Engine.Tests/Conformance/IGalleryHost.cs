using Lumiverse.Actors.Core.Gallery;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

/// <summary>Something that hosts the gallery of one user, with an outside that makes thumbnails and a connection that is told of images.</summary>
internal interface IGalleryHost
{
    /// <summary>What happened, in order: facts as they became durable, and what the connection was told.</summary>
    IReadOnlyList<Happening> Happenings { get; }

    void Tell(GalleryCommand command);

    /// <summary>The host goes down when the facts of this command are durable; what its effects bring is lost.</summary>
    void TellAndCrash(GalleryCommand.AddImage command);

    void CrashFor(TimeSpan time);

    /// <summary>The gallery may leave memory, and nobody calls it for so long.</summary>
    void LeaveAloneFor(TimeSpan time);

    /// <summary>The journal turns down the next write.</summary>
    void TurnDownNextWrite();

    /// <summary>False when it does not come to this, however long the host lives.</summary>
    bool ComesTo(Func<IReadOnlyList<Happening>, bool> isReached);
}

/// <param name="What">The name of a fact, or <see cref="Told"/>.</param>
/// <param name="Token">The public token that the connection was told.</param>
internal sealed record Happening(string What, string Image, string? Token = null)
{
    public const string Told = "told";
}
