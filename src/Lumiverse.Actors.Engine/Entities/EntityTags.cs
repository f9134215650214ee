using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>The tags of journalled facts.</summary>
internal static class EntityTags
{
    /// <summary>From this fact on the actor has something to do by itself, or has nothing left to do.</summary>
    public const string Awake = "awake";
    public const string Asleep = "asleep";

    public static string Of(UserId user) => $"user-{user}";
}

/// <summary>Ends an incarnation so that the next one starts from the journal.</summary>
internal sealed class TurnFailedException(string message, Exception inner) : Exception(message, inner);

/// <summary>Reads tags back.</summary>
internal static class EntityTagReader
{
    private const string UserPrefix = "user-";

    public static UserId? UserOf(IReadOnlyList<string> tags) =>
        tags.FirstOrDefault(tag => tag.StartsWith(UserPrefix, StringComparison.Ordinal)) is { } tag
            ? UserId.Of(tag[UserPrefix.Length..])
            : null;

    /// <summary>Null = the entry says nothing of it.</summary>
    public static bool? AwakeOf(IReadOnlyList<string> tags) =>
        tags.Contains(EntityTags.Awake) ? true : tags.Contains(EntityTags.Asleep) ? false : null;
}
