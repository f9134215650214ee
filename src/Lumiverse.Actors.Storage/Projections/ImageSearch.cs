using System.Text;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>
/// The full-text index of images. What lists are narrowed by is in it as well, as words of a column of its own, because a
/// look-up in the table for each hit of a common word would take longer than the search.
/// </summary>
internal static class ImageSearch
{
    /// <summary>Begins every facet and no word: nobody types it, and what is typed is freed of it.</summary>
    public const char FacetMark = '\uE000';

    public static void Put(SqliteConnection connection, ImageRow row, long number) => connection.Execute(
        """
        INSERT OR REPLACE INTO image_search (rowid, facets, prompt, scene, model, caption, tags)
        VALUES ($number, $facets, $prompt, $scene, $model, $caption, $tags)
        """,
        ("$number", number),
        ("$facets", string.Join(' ', Facets(row.User, row.Chat, row.CharacterId, row.Provider, row.Favorite))),
        ("$prompt", SearchText.Index(row.Prompt)), ("$scene", SearchText.IndexJson(row.SceneJson)), ("$model", SearchText.Index(row.Model)),
        ("$caption", SearchText.Index(row.Caption)), ("$tags", SearchText.Index(string.Join(' ', row.Tags))));

    public static void Remove(SqliteConnection connection, long number) =>
        connection.Execute("DELETE FROM image_search WHERE rowid = $number", ("$number", number));

    /// <summary>The query that finds a filter's images; null when it asks for words and there are none to look for.</summary>
    public static string? Match(UserId user, ImageFilter filter)
    {
        var facets = string.Join(" AND ", Facets(user, filter.Chat, filter.CharacterId, filter.Provider, filter.Favorite).Select(facet => $"\"{facet}\""));
        if (string.IsNullOrWhiteSpace(filter.Search))
            return facets;
        return SearchText.Query(filter.Search) is { } words ? $"{facets} AND {words}" : null;
    }

    /// <summary>Ids in hex: a word to the index whatever they are made of, and no part of another one.</summary>
    private static IEnumerable<string> Facets(UserId user, ChatId? chat, string? character, string? provider, bool? favorite)
    {
        yield return Facet('u', user.Value);
        if (chat is { } ofChat)
            yield return Facet('c', ofChat.Value);
        if (character is not null)
            yield return Facet('r', character);
        if (provider is not null)
            yield return Facet('p', provider);
        if (favorite is { } isFavorite)
            yield return Facet('f', isFavorite ? "1" : "0");
    }

    private static string Facet(char kind, string id) => $"{FacetMark}{kind}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(id))}";
}
