namespace Lumiverse.Actors.Core.Primitives;

/// <summary>An opaque id: 1 to 128 characters of <c>A–Z a–z 0–9 . _ ~ -</c>, safe in URLs, file names and persistence ids.</summary>
public interface IIdentifier<TSelf> where TSelf : struct, IIdentifier<TSelf>
{
    string Value { get; }

    /// <summary>Wraps text that is known to be well formed; use <see cref="Identifier.TryCreate{T}"/> at the edge.</summary>
    static abstract TSelf Of(string value);
}

public static class Identifier
{
    /// <summary>Longer than any id made here (32) and than any seen from hosts; short enough for every key and file name.</summary>
    public const int LongestId = 128;

    /// <summary>Parses an id that came from outside; false when it has another form.</summary>
    public static bool TryCreate<T>(string? text, out T id) where T : struct, IIdentifier<T>
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > LongestId || !text.All(IsAllowed) || text is "." or "..")
            return false;
        id = T.Of(text);
        return true;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '~' or '-';
}

/// <summary>Who owns a thing; supplied by the host.</summary>
public readonly record struct UserId(string Value) : IIdentifier<UserId>
{
    public static UserId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A chat of the host.</summary>
public readonly record struct ChatId(string Value) : IIdentifier<ChatId>
{
    public static ChatId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A message of a chat.</summary>
public readonly record struct MessageId(string Value) : IIdentifier<MessageId>
{
    public static MessageId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A connection profile: a provider with one user's address, model, key and parameters.</summary>
public readonly record struct ConnectionId(string Value) : IIdentifier<ConnectionId>
{
    public static ConnectionId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A request for one image, from acceptance to its one end.</summary>
public readonly record struct JobId(string Value) : IIdentifier<JobId>
{
    public static JobId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>One call of a provider for a job.</summary>
public readonly record struct AttemptId(string Value) : IIdentifier<AttemptId>
{
    public static AttemptId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An image of a gallery.</summary>
public readonly record struct ImageId(string Value) : IIdentifier<ImageId>
{
    public static ImageId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>The SHA-256 of stored bytes, 64 lower-case hex digits.</summary>
public readonly record struct BlobHash(string Value) : IIdentifier<BlobHash>
{
    public static BlobHash Of(string value) => new(value);
    public override string ToString() => Value;
}
