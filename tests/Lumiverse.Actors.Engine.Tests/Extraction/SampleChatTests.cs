using Lumiverse.Actors.Core.Scenes;
using Xunit.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

public sealed class SampleChatTests(ITestOutputHelper output)
{
    public static TheoryData<string, int> SlugsAndWindows()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in Directory.GetFiles(SampleChat.Shipped, "*.json").Order())
            foreach (var window in new[] { 1, 2, 3, 10 })
                data.Add(Path.GetFileNameWithoutExtension(file), window);
        return data;
    }

    [Theory, MemberData(nameof(SlugsAndWindows))]
    public async Task A_reply_that_moves_changes_place_time_or_weather_at_least_twice(string slug, int window)
    {
        Scene? labelled = null;
        foreach (var (reply, scene) in await SampleChat.Load(SampleChat.Shipped, slug).ReadAsync(window))
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
        foreach (var (reply, scene) in await SampleChat.Load(SampleChat.Shipped, slug).ReadAsync(window))
            if (reply.Scene is not null)
                (label, labelled) = (reply.Scene, scene);
            else
            {
                output.WriteLine($"{label}: {Show(scene)} {string.Join(',', Differences(labelled, scene))}");
                Assert.True(Differences(labelled, scene).Count() <= 1, $"{label}: {Show(labelled)} -> {Show(scene)} at {reply.Content}");
            }
    }

    /// <summary>
    /// How often the promise of the samples holds on chats that were written after the rules: 8 of 8 and 9 of 10 replies
    /// on their first run. The one it misses opens with the place as its subject and says "we got there".
    /// </summary>
    [Theory]
    [InlineData("chat.quiet-ring")]
    [InlineData("chat.thornfield-lane")]
    public async Task Most_replies_of_an_unseen_chat_are_judged_right(string slug)
    {
        var readings = await SampleChat.Load(SampleChat.Unseen, slug).ReadAsync(window: 3);
        var (right, all, labelled) = (0, 0, readings[0].Scene);
        foreach (var (reply, scene) in readings.Skip(1))
        {
            var differences = Differences(labelled, scene).ToArray();
            var isRight = reply.Scene is null ? differences.Length <= 1 : differences.Count(IsSetting) >= 2;
            output.WriteLine($"{(isRight ? "right" : "WRONG")} [{reply.Scene}] {Show(scene)}");
            (right, all, labelled) = (right + (isRight ? 1 : 0), all + 1, reply.Scene is null ? labelled : scene);
        }
        Assert.InRange(right * 100 / all, 85, 100);
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
