namespace Lumiverse.Actors.Core.Primitives;

/// <summary>
/// A chat of a user. The owner is part of the key, so that an id guessed by somebody else names another, empty chat.
/// </summary>
public readonly record struct ChatKey(UserId User, ChatId Chat)
{
    public override string ToString() => $"{User}:{Chat}";
}
