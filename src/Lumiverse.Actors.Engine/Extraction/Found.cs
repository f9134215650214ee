namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>What is known of a field after a passage.</summary>
/// <param name="At">The token that tells it; null = the passage doesn't, it is as before.</param>
internal readonly record struct Found<T>(T Value, int? At)
{
    /// <summary>The same while the value is the same: who repeats what is known tells nothing.</summary>
    public Found<T> Then(T value, int at) => EqualityComparer<T>.Default.Equals(Value, value) ? this : new Found<T>(value, at);
}
