using System.Text.Json.Serialization;
using Lumiverse.Server.Chats;

namespace Lumiverse.Server.Samples;

/// <summary>A short story that is shipped as a file, to be played into a chat message by message.</summary>
internal sealed record Sample(
    string Title, string Summary, SamplePart Character, SamplePart Persona, IReadOnlyList<SampleMessage> Messages);

internal sealed record SamplePart(string Name, string Description, string? Scenario = null);

/// <summary>One line of a sample.</summary>
/// <param name="Scene">Set where the story moves to another scene, as a person would name it.</param>
internal sealed record SampleMessage([property: JsonPropertyName("is_user")] bool IsUser, string Content, string? Scene = null);

/// <summary>A sample in the list; <paramref name="Messages"/> is how many it has.</summary>
internal sealed record SampleSummary(string Id, string Title, string Summary, int Messages);

/// <summary>A fresh chat for a sample, with what is still to be played into it.</summary>
internal sealed record PreparedSample(Chat Chat, IReadOnlyList<SampleMessage> Messages);
