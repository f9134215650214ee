using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>What open pages are told, live and from the journal on resume.</summary>
public interface IPageFeed
{
    /// <summary>
    /// Everything of a user after a position (null = from this moment on), then live, until cancelled. Ends early when the
    /// reader is too slow; it then resumes from the last id it saw.
    /// </summary>
    IAsyncEnumerable<PageEvent> FollowAsync(UserId user, ChatId? chat, long? after, CancellationToken cancellation);

    /// <summary>
    /// Tells the user's pages on this node what is in no journal. Nobody misses it for good: pages read everything again
    /// when they come back.
    /// </summary>
    void Publish(UserId user, PageEvent pageEvent);
}

/// <summary>One event for a page.</summary>
/// <param name="Id">Its position in the journal; null for what is not kept for resume.</param>
/// <param name="Name">As in the API, such as <c>IMAGE_READY</c>.</param>
/// <param name="Json">The payload in the form of the API.</param>
public sealed record PageEvent(long? Id, string Name, ChatId? Chat, string Json);
