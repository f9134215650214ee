using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Where a field of a scene was read.</summary>
/// <param name="Message">The message that tells it.</param>
/// <param name="Words">The words that tell it, as they stand there.</param>
public sealed record FieldSource(MessageId Message, string Words);
