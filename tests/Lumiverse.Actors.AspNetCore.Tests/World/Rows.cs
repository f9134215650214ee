using System.Text;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Rows that tests put into the tables.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static JobRow Job(string id, string state, string user = "alice", string chat = "c1") => new(
        JobId.Of(id), UserId.Of(user), ChatId.Of(chat), state, null, "manual", "background", "sketch", ConnectionId.Of("k1"), "m1",
        "a tavern", null, [], null, false, null, $$"""{"chatId":"{{chat}}","promptMode":"custom","prompt":"a castle"}""", [], Noon,
        state is JobStates.Queued or JobStates.Running or JobStates.Saving ? null : Noon.AddSeconds(9));

    public static JobRow Called(this JobRow job) =>
        job with { Attempts = [new AttemptRow(AttemptId.Of("a1"), 1, Noon, Noon.AddSeconds(5), "refused", "No.")] };

    /// <summary>Stores the bytes of a picture with both thumbnails, and its row.</summary>
    public static ImageRow AddImage(this ApiWorld world, string id, string user = "alice", string? chat = "c1", bool hasThumbnails = true)
    {
        var row = new ImageRow(
            ImageId.Of(id), UserId.Of(user), world.Picture(id, hasThumbnails), $"token-{id}", JobId.Of($"job-{id}"),
            chat is null ? null : ChatId.Of(chat), null, "sketch", "m1", $"prompt of {id}", null, 7, """{"steps":28}""",
            """{"environment":"tavern"}""", null, false, null, [], Noon);
        world.Tables.Images[row.Id] = row;
        return row;
    }

    private static Picture Picture(this ApiWorld world, string id, bool hasThumbnails)
    {
        var hash = world.Blobs.Put(Encoding.UTF8.GetBytes($"full {id}"));
        var small = hasThumbnails ? new Thumbnail(world.Blobs.Put(Encoding.UTF8.GetBytes($"small {id}")), "image/webp", 7, 30, 20) : null;
        var large = hasThumbnails ? new Thumbnail(world.Blobs.Put(Encoding.UTF8.GetBytes($"large {id}")), "image/webp", 7, 70, 50) : null;
        return new Picture(hash, "image/png", 5 + id.Length, 640, 480, "cGg=", 0.4, small, large);
    }
}
