using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Ports.Providers;

/// <summary>
/// Keys of the host's own LLM connections, for settings of the older form that point at one instead of holding a key.
/// Implemented by hosts that have such connections.
/// </summary>
public interface ILanguageModelKeys
{
    /// <summary>The key in plain text, or null when the user has no such connection or it has no key.</summary>
    Task<string?> FindAsync(UserId user, string connectionProfileId, CancellationToken cancellation);
}
