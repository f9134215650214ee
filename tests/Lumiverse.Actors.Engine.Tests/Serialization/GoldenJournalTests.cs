using System.Text;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Serialization;

/// <summary>
/// Facts and states as a released version wrote them: one line each, the manifest, a space, the JSON. They must load for
/// ever. To record the next version's file, set LUMIVERSE_RECORD to its path and run this class.
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
    public void A_journal_of_a_released_version_loads_and_is_written_the_same(string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(Folder(), file)))
        {
            var (manifest, json) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var read = MessageSerializer.Read(Encoding.UTF8.GetBytes(json), manifest);

            Assert.False(read is UnreadableMessage, $"{manifest}: {(read as UnreadableMessage)?.Reason}");
            Assert.Equal(json, Encoding.UTF8.GetString(MessageSerializer.Write(read)));
        }
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
        File.WriteAllText(path, string.Join('\n', lines.Distinct()) + '\n');
    }

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "golden");
}
