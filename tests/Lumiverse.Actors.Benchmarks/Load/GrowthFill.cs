using Lumiverse.Actors.Benchmarks.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage;
using Lumiverse.Server.Chats;
using Lumiverse.Server.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>Puts into a data folder what would take hours to make over HTTP.</summary>
internal static class GrowthFill
{
    /// <summary>Images without files: lists and tables don't open them.</summary>
    public static async Task FillImagesAsync(string folder, int images)
    {
        var services = new ServiceCollection();
        services.AddLumiverseStorage(folder);
        await using var provider = services.BuildServiceProvider();
        await GalleryFill.FillAsync(provider.GetRequiredService<IProjectionStore>(), UserId.Of(LoadedServer.User), images);
        await ForgetPositionAsync(provider.GetRequiredService<DataDirectory>().TablesFile);
    }

    /// <summary>Chats with as many replies, all told long ago. Answers their ids.</summary>
    public static Task<IReadOnlyList<string>> FillMessagesAsync(string folder, int chats, int messages)
    {
        Directory.CreateDirectory(folder);
        var database = new ChatDatabase(new ServerOptions { DataDirectory = folder });
        var store = new ChatStore(database, TimeProvider.System);
        var ids = Enumerable.Range(0, chats).Select(number => store.Add(UserId.Of(LoadedServer.User), new NewChat($"Chat {number}", null, null)).Id).ToList();
        foreach (var chat in ids)
            database.Write(connection => AddMessages(connection, chat, messages));
        return Task.FromResult<IReadOnlyList<string>>(ids);
    }

    /// <summary>The images come from no journal: what the server writes into its own is read from the beginning.</summary>
    private static async Task ForgetPositionAsync(string file)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        connection.Run("UPDATE projection_position SET position = 0");
    }

    private static int AddMessages(SqliteConnection connection, string chat, int messages)
    {
        connection.Run(
            """
            WITH RECURSIVE count (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM count WHERE value < $messages)
            INSERT INTO messages (id, chat_id, is_user, name, swipe, created_at, told_at)
            SELECT $chat || '-' || value, $chat, value % 2, 'Iris', 0, 1, 1 FROM count
            """,
            ("$chat", chat), ("$messages", messages));
        return connection.Run(
            """
            INSERT INTO swipes (message, number, content)
            SELECT position, 0, 'The boats are in. We sit in the harbour tavern, and the rain goes on. ' || position FROM messages WHERE chat_id = $chat
            """,
            ("$chat", chat));
    }
}
