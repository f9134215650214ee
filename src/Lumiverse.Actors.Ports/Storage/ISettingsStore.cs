using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Ports.Storage;

/// <summary>Image-generation settings as JSON objects: what a user set, and what one chat sets over it.</summary>
public interface ISettingsStore
{
    /// <summary>What was stored for the user; an empty object when nothing.</summary>
    Task<JsonObject> ReadAsync(UserId user, CancellationToken cancellation);

    /// <summary>What was stored for one chat of the user; an empty object when nothing.</summary>
    Task<JsonObject> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation);

    /// <summary>Merges top-level keys into the user's settings in one transaction and returns the result; null removes a key.</summary>
    Task<JsonObject> MergeAsync(UserId user, JsonObject patch, CancellationToken cancellation);

    /// <summary>The same for one chat.</summary>
    Task<JsonObject> MergeAsync(UserId user, ChatId chat, JsonObject patch, CancellationToken cancellation);
}
