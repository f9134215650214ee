using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>Ids as they come from outside.</summary>
internal static class Ids
{
    public static T Parse<T>(string? text, string field) where T : struct, IIdentifier<T> =>
        Identifier.TryCreate<T>(text, out var id)
            ? id
            : throw Problems.InvalidField(field, $"{field} must be an id: 1 to {Identifier.LongestId} letters, digits and . _ ~ -").ToException();
}
