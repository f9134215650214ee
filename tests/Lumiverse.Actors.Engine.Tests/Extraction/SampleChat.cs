using System.Collections.Immutable;
using System.Text.Json;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

/// <summary>The chats of config/samples, read as a chat server would: at each reply, with a window of recent lines.</summary>
internal sealed record SampleChat(string Title, string Summary, SampleCharacter Character, SamplePersona Persona, ImmutableArray<SampleMessage> Messages)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Chats that nothing was ever adjusted for.</summary>
    public static string Unseen { get; } = Path.Combine(AppContext.BaseDirectory, "unseen");

    public static SampleChat Load(string folder, string slug) =>
        JsonSerializer.Deserialize<SampleChat>(File.ReadAllText(Path.Combine(folder, slug + ".json")), Json)
        ?? throw new InvalidDataException(slug);

    /// <summary>Every reply with the scene that is read at it.</summary>
    public async Task<ImmutableArray<(SampleMessage Reply, Scene Scene)>> ReadAsync(int window)
    {
        var readings = ImmutableArray.CreateBuilder<(SampleMessage, Scene)>();
        Scene? previous = null;
        for (var at = 0; at < Messages.Length; at++)
            if (!Messages[at].IsUser)
            {
                var context = new SceneContext(LinesUpTo(at, window), previous, Character.Scenario);
                previous = (await new BuiltInSceneExtractor().ReadAsync(context, CancellationToken.None)).Scene;
                readings.Add((Messages[at], previous));
            }
        return readings.ToImmutable();
    }

    private ImmutableArray<ChatLine> LinesUpTo(int last, int window) =>
        [.. Messages.Take(last + 1).Select(LineOf).TakeLast(window)];

    private ChatLine LineOf(SampleMessage message, int index) =>
        new(new MessageId($"m{index}"), message.IsUser, message.IsUser ? Persona.Name : Character.Name, message.Content);
}

internal sealed record SampleCharacter(string Name, string Description, string Scenario);

internal sealed record SamplePersona(string Name, string Description);

/// <param name="Scene">The scene that begins with this message; null where the last one goes on.</param>
internal sealed record SampleMessage(bool IsUser, string Content, string? Scene = null);
