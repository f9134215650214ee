using Lumiverse.Actors.Core.Scenes;
using Xunit.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

public sealed class SampleChatTests(ITestOutputHelper output)
{
    public static TheoryData<string, int> SlugsAndWindows()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in Directory.GetFiles(SampleChat.Directory, "*.json").Order())
            foreach (var window in new[] { 1, 2, 3, 10 })
                data.Add(Path.GetFileNameWithoutExtension(file), window);
        return data;
    }

    [Theory, MemberData(nameof(SlugsAndWindows))]
    public async Task A_reply_that_moves_changes_place_time_or_weather_at_least_twice(string slug, int window)
    {
        Scene? labelled = null;
        foreach (var (reply, scene) in await SampleChat.Load(slug).ReadAsync(window))
            if (reply.Scene is not null)
            {
                output.WriteLine($"MOVE [{reply.Scene}] {Show(scene)}");
                if (labelled is not null && Differences(labelled, scene).Count(IsSetting) < 2)
                    Assert.Fail($"{reply.Scene}: {Show(labelled)} -> {Show(scene)}");
                labelled = scene;
            }
    }

    [Theory, MemberData(nameof(SlugsAndWindows))]
    public async Task A_reply_that_stays_changes_one_field_at_most(string slug, int window)
    {
        var (label, labelled) = ("", Scene.Unknown);
        foreach (var (reply, scene) in await SampleChat.Load(slug).ReadAsync(window))
            if (reply.Scene is not null)
                (label, labelled) = (reply.Scene, scene);
            else
            {
                output.WriteLine($"{label}: {Show(scene)} {string.Join(',', Differences(labelled, scene))}");
                Assert.True(Differences(labelled, scene).Count() <= 1, $"{label}: {Show(labelled)} -> {Show(scene)} at {reply.Content}");
            }
    }

    private static IEnumerable<string> Differences(Scene one, Scene other)
    {
        if (one.Environment != other.Environment) yield return "environment";
        if (one.TimeOfDay != other.TimeOfDay) yield return "time_of_day";
        if (one.Weather != other.Weather) yield return "weather";
        if (one.Mood != other.Mood) yield return "mood";
        if (one.FocalDetail != other.FocalDetail) yield return "focal_detail";
    }

    private static bool IsSetting(string field) => field is "environment" or "time_of_day" or "weather";

    private static string Show(Scene scene) =>
        $"<{scene.Environment} | {scene.TimeOfDay.Name()} | {scene.Weather} | {scene.Mood} | {scene.FocalDetail}>";
}
