using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>Rows with every field set, to be changed by <c>with</c>.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Start = new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(789);
    public static readonly UserId Alice = new("alice");
    public static readonly UserId Bob = new("bob");
    public static readonly ChatId Chat = new("chat");

    public static ImageRow Image(string id) => new(
        new ImageId(id), Alice, Picture(id), $"token-{id}", new JobId($"job-{id}"), Chat, "character", "sketch", "model-one",
        "a dim tavern by the river", "blurry", 42, """{"steps":28}""", """{"environment":"tavern","mood":"calm"}""", "file.png",
        false, "caption", ["one", "two"], Start);

    public static Picture Picture(string id) => new(
        Hash($"picture-{id}"), "image/png", 1000, 640, 480, "placeholder", 0.25, Thumbnail($"small-{id}"), Thumbnail($"large-{id}"));

    public static Thumbnail Thumbnail(string name) => new(Hash(name), "image/webp", 10, 300, 225);

    public static JobRow Job(string id) => new(
        new JobId(id), Alice, Chat, "running", "reason", "automatic", "background", "sketch", new ConnectionId("connection"), "model", "prompt",
        "negative", [new AttemptRow(new AttemptId("attempt"), 1, Start, Start.AddSeconds(2), "failed", "message")], new ImageId("image"),
        true, new JobId("earlier"), """{"mode":"scene"}""", [Hash($"pending-{id}")], Start, Start.AddSeconds(3));

    public static DecisionRow Decision(int number) =>
        new(Alice, Chat, new MessageId($"message-{number}"), Start.AddSeconds(number), $$"""{"number":{{number}}}""");

    public static BlobHash Hash(string name) =>
        new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))));
}
