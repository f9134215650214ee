using System.Net;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Actors.Storage.Tests;
using Lumiverse.Server.Startup;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>Disks that are read-only, full, or another's.</summary>
public sealed class DiskTests
{
    /// <summary>The files of an empty server, and room for some pictures.</summary>
    private const int Megabytes = 24;

    [SmallDiskFact]
    public async Task A_read_only_folder_stops_the_start_with_a_sentence_whether_it_was_used_before_or_not()
    {
        using var disk = new SmallDisk(Megabytes);
        disk.MakeReadOnly();
        await ExpectRefusalAsync(disk.Path, "can't be written to");

        disk.MakeWritable();
        await using (var server = await ServerProcess.StartAsync(disk.Path))
            Assert.Equal(0, await server.StopAsync());
        disk.MakeReadOnly();

        await ExpectRefusalAsync(disk.Path, "can't be written to");
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_and_the_first_one_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var first = await ServerProcess.StartAsync(folder.Path);

        await ExpectRefusalAsync(folder.Path, "is in use by process");

        using var client = new ApiClient(first.Address);
        (await client.PostAsync("chats", new { title = "Still there" })).Expect(HttpStatusCode.Created);
    }

    [SmallDiskFact]
    public async Task On_a_full_disk_nothing_paid_is_lost_and_the_server_goes_on_by_itself_when_there_is_room()
    {
        using var disk = new SmallDisk(Megabytes);
        var permission = new TaskCompletionSource();
        await using var painter = await CountingPainter.StartAsync();
        painter.Permission = permission.Task;
        await using var server = await ServerProcess.StartAsync(disk.Path);
        using var client = new ApiClient(server.Address);
        await painter.ConnectAsync(client);
        var story = await Storyteller.BeginAsync(client);
        var order = new { chatId = story.Chat, forceGeneration = true, promptMode = "custom", prompt = "a harbour", clientJobId = "before" };
        (await client.PostAsync("image-gen/jobs", order)).Expect(HttpStatusCode.Accepted);
        await Trial.UntilAsync(() => painter.Prompts.Count == 1, () => "the call");

        var filler = disk.Fill();
        permission.SetResult();
        await Trial.UntilAsync(() => painter.Painted == 1, () => "the picture");
        (await client.PostAsync("chats", new { title = new string('x', 200) })).ExpectProblem(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("images")).Expect(HttpStatusCode.OK);
        (await client.GetAsync("image-gen/jobs/before")).Expect(HttpStatusCode.OK);
        File.Delete(filler);

        var job = Assert.Single(await story.AllJobsEndedAsync());
        Assert.Equal("done", Storyteller.Text(job, "state"));
        Assert.Equal((1, 1), (painter.Prompts.Count, painter.Painted));
        (await client.PostAsync("image-gen/jobs", order with { clientJobId = "after" })).Expect(HttpStatusCode.Accepted);
        Assert.All(await story.AllJobsEndedAsync(), ended => Assert.Equal("done", Storyteller.Text(ended, "state")));
        Assert.Equal(2, (await story.PageAsync("images")).Count);
    }

    [SmallDiskFact]
    public async Task A_server_that_can_store_nothing_is_not_ready_until_it_can()
    {
        using var disk = new SmallDisk(Megabytes);
        await using var server = await ServerProcess.StartAsync(disk.Path);
        using var client = new ApiClient(server.Address);
        await ExpectReadyAsync(client);

        disk.TurnReadOnly();
        await ExpectNotReadyAsync(client, $"{disk.Path} can't be written to");
        disk.TurnBack();
        await ExpectReadyAsync(client);

        var filler = disk.Fill();
        await ExpectNotReadyAsync(client, $"no space left for {disk.Path}");
        File.Delete(filler);
        await ExpectReadyAsync(client);
    }

    [SmallDiskFact]
    public async Task A_full_disk_stops_the_start_with_a_sentence_whether_the_folder_was_used_before_or_not()
    {
        using var disk = new SmallDisk(Megabytes);
        var filler = disk.Fill();
        await ExpectRefusalAsync(disk.Path, "space");

        File.Delete(filler);
        await using (var server = await ServerProcess.StartAsync(disk.Path))
            Assert.Equal(0, await server.StopAsync());
        disk.Fill();

        await ExpectRefusalAsync(disk.Path, "space");
    }

    private static async Task ExpectReadyAsync(ApiClient client) =>
        (await client.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);

    private static async Task ExpectNotReadyAsync(ApiClient client, string words)
    {
        var answer = await client.GetAsync("/health/ready");
        answer.ExpectProblem(HttpStatusCode.ServiceUnavailable);
        Assert.Contains(words, answer["error"], StringComparison.Ordinal);
    }

    private static async Task ExpectRefusalAsync(string folder, string words)
    {
        var (exitCode, output) = await ServerProcess.RunToEndAsync(folder);

        Assert.Equal(StartRefusedException.ExitCode, exitCode);
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.Contains(folder, output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }
}
