using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Serialization;

/// <summary>
/// Facts and states as a released version wrote them: one line each, the manifest, a space, the JSON. They must load for
/// ever, with nothing lost. A later file holds what was not in the earlier ones. To record the next version's file, set
/// LUMIVERSE_RECORD to its path and run this class.
/// </summary>
public sealed class GoldenJournalTests
{
    private const string RecordSwitch = "LUMIVERSE_RECORD";

    private static readonly Type[] Stored =
    [
        .. Filled.CasesOf(typeof(SceneFact)), .. Filled.CasesOf(typeof(ConnectionFact)), .. Filled.CasesOf(typeof(GalleryFact)),
        typeof(SceneState), typeof(ConnectionState), typeof(GalleryState),
    ];

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder(), "*.jsonl").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_journal_of_a_released_version_loads_and_loses_nothing_when_it_is_written_again(string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(Folder(), file)))
        {
            var (manifest, json) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var read = MessageSerializer.Read(Encoding.UTF8.GetBytes(json), manifest);

            Assert.False(read is UnreadableMessage, $"{manifest}: {(read as UnreadableMessage)?.Reason}");
            Assert.True(Holds(JsonNode.Parse(MessageSerializer.Write(read)), JsonNode.Parse(json)), $"{manifest} lost something of {json}");
        }
    }

    [Fact]
    public void What_a_journal_does_not_know_is_as_it_was_before()
    {
        var changed = (ConnectionFact.ProfileChanged)MessageSerializer.Read("{\"owner\":\"ann\",\"connection\":\"c\"}"u8, "connection.profile-changed.v1");
        var planned = (SceneFact.JobPlanned)MessageSerializer.Read(
            "{\"job\":\"j\",\"plan\":{\"connection\":{\"id\":\"c\",\"provider\":\"p\"},\"prompt\":{\"text\":\"a\"}}}"u8, "scene.job-planned.v1");

        Assert.False(changed.CallsDiffer);
        Assert.Equal(PromptStyle.Prose, planned.Plan.Connection.Style);
        Assert.Empty(planned.Plan.Prompt.Characters);
    }

    [Fact]
    public void Everything_that_is_stored_is_in_some_golden_journal()
    {
        Record();
        var recorded = Directory.GetFiles(Folder(), "*.jsonl").SelectMany(File.ReadLines).Select(line => line.Split(' ')[0]).ToHashSet();

        Assert.Empty(Stored.Select(Manifests.NameOf).Except(recorded));
    }

    [Fact]
    public void Recorded_facts_of_the_first_version_fold()
    {
        foreach (var fact in Read<GalleryFact>("journal.v1.jsonl"))
            Assert.NotNull(GalleryBehaviour.Evolve(GalleryBehaviour.Initial, fact));
    }

    private static IEnumerable<T> Read<T>(string file) => File.ReadLines(Path.Combine(Folder(), file))
        .Select(line => line.Split(' ', 2))
        .Select(parts => MessageSerializer.Read(Encoding.UTF8.GetBytes(parts[1]), parts[0]))
        .OfType<T>();

    private static void Record()
    {
        if (Environment.GetEnvironmentVariable(RecordSwitch) is not { Length: > 0 } path)
            return;
        var lines = Stored.SelectMany(_ => Enumerable.Range(0, Filled.Variants), (type, variant) =>
            $"{Manifests.NameOf(type)} {Encoding.UTF8.GetString(MessageSerializer.Write(Filled.Of(type, variant)))}");
        var known = Directory.GetFiles(Folder(), "*.jsonl").SelectMany(File.ReadLines);
        File.WriteAllText(path, string.Join('\n', lines.Distinct().Except(known)) + '\n');
    }

    /// <summary>Whether everything recorded is in what was written; members of a later version may stand beside it.</summary>
    private static bool Holds(JsonNode? written, JsonNode? recorded) => (written, recorded) switch
    {
        (JsonObject now, JsonObject then) => then.All(member => now.ContainsKey(member.Key) && Holds(now[member.Key], member.Value)),
        (JsonArray now, JsonArray then) => now.Count == then.Count && now.Zip(then, Holds).All(held => held),
        _ => JsonNode.DeepEquals(written, recorded),
    };

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "golden");
}
