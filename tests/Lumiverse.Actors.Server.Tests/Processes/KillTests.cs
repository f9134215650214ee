using System.Globalization;
using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>
/// A server that is killed at random moments over the same data, and the promises of the engine checked from outside: by
/// HTTP, by the files, by the database and by the provider's bill. <c>LUMIVERSE_KILLS</c> and <c>LUMIVERSE_KILL_SEED</c>
/// make it longer and another one.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Deeds before people are killed in the middle of others: counted, so that slow machines see as much as fast ones.</summary>
    private const int MostDeeds = 25;

    private const int LatestKillMilliseconds = 400;

    private static readonly string[] Ends = ["done", "refused", "failed", "cancelled", "superseded", "uncertain"];

    private static readonly int Kills = Trial.Size("LUMIVERSE_KILLS", 4);

    private static readonly int Seed = Trial.Size("LUMIVERSE_KILL_SEED", 1);

    [Fact]
    public async Task Every_promise_is_kept_however_often_the_server_is_killed()
    {
        output.WriteLine($"LUMIVERSE_KILLS={Kills} LUMIVERSE_KILL_SEED={Seed}");
        var dice = new Random(Seed);
        using var folder = new TemporaryFolder();
        await using var painter = await CountingPainter.StartAsync();
        var (people, page) = (new BusyPeople(new Random(Seed + 1)), new AttentivePage());
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(folder);
            if (kill == 0)
                await BeginAsync(server, people, painter);
            var hearing = page.HearAsync(server.Address);
            await people.LiveAsync(server.Address, dice.Next(MostDeeds));
            var living = people.LiveAsync(server.Address, int.MaxValue);
            await Task.Delay(dice.Next(LatestKillMilliseconds));
            await server.KillAsync();
            await Task.WhenAll(living, hearing);
        }

        var images = await CheckAsync(folder, painter, people, page);
        await CheckFilesAsync(folder, images);
    }

    private static async Task BeginAsync(ServerProcess server, BusyPeople people, CountingPainter painter)
    {
        using var client = new ApiClient(server.Address);
        await painter.ConnectAsync(client);
        await people.BeginAsync(client);
    }

    private async Task<int> CheckAsync(TemporaryFolder folder, CountingPainter painter, BusyPeople people, AttentivePage page)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        using var client = new ApiClient(server.Address);
        await people.RepeatAsync(client);
        var story = new Storyteller(client, people.Told);
        await story.AllJobsEndedAsync();
        await SayLastWordsAsync(client);
        await page.HearAsync(server.Address, LastWords);

        var jobs = (await story.AllJobsEndedAsync()).ToDictionary(job => Storyteller.Text(job, "jobId"));
        var images = await story.PageAsync("images?limit=1000");
        CheckJobs(jobs, images, people);
        CheckBill(jobs.Values, painter);
        foreach (var chat in people.Ordered)
            await CheckBackgroundAsync(client, jobs, chat, people);
        await CheckEventsAsync(server, page);
        Assert.Equal(images.Count, CountRows(folder));
        output.WriteLine($"{jobs.Count} jobs ({string.Join(", ", jobs.Values.GroupBy(job => Storyteller.Text(job, "state")).Select(state => $"{state.Count()} {state.Key}"))}), {painter.Prompts.Count} calls, {painter.Painted} paid, {images.Count} images, {page.Ids.Count} events");
        return images.Count;
    }

    /// <summary>An accepted job is never lost and ends once; what is done is an image, and an image was made by a job.</summary>
    private static void CheckJobs(Dictionary<string, JsonElement> jobs, IReadOnlyList<JsonElement> images, BusyPeople people)
    {
        Assert.All(people.Accepted, accepted => Assert.Contains(accepted.Job, jobs.Keys));
        Assert.Equal(people.Accepted.Count, people.Accepted.Distinct().Count());
        Assert.All(jobs.Values, job => Assert.Contains(Storyteller.Text(job, "state"), Ends));
        var made = images.Select(image => Storyteller.Text(image, "job_id")).Order().ToList();
        Assert.Equal(made.Distinct(), made);
        // What was cancelled or superseded after it was paid for is kept.
        Assert.All(jobs.Values.Where(job => Storyteller.Text(job, "state") == "done"), job => Assert.Contains(Storyteller.Text(job, "jobId"), made));
        Assert.All(made, job => Assert.Contains(job, jobs.Keys));
    }

    /// <summary>No call is repeated whose outcome is unknown, and all money is accounted for: it became an image, or the job says that it may be gone.</summary>
    private static void CheckBill(IEnumerable<JsonElement> jobs, CountingPainter painter)
    {
        var all = jobs.ToList();
        var attempts = all.Sum(job => job.GetProperty("attempts").GetArrayLength());
        Assert.InRange(painter.Prompts.Count, 0, attempts);
        foreach (var sent in painter.Prompts.Where(prompt => prompt.Contains("order-", StringComparison.Ordinal)).GroupBy(prompt => prompt))
        {
            var job = all.Single(job => Storyteller.Text(job, "prompt") == sent.Key);
            Assert.InRange(sent.Count(), 1, job.GetProperty("attempts").GetArrayLength());
        }

        var images = all.Count(job => Storyteller.Text(job, "imageId").Length > 0);
        var perhaps = all.Count(job => Storyteller.Text(job, "imageId").Length == 0 && job.GetProperty("mayHaveBeenCharged").GetBoolean());
        Assert.InRange(painter.Painted, images, images + perhaps);
    }

    /// <summary>A chat in which only pictures were ordered shows the one that was ordered last of those that are done.</summary>
    private static async Task CheckBackgroundAsync(ApiClient client, Dictionary<string, JsonElement> jobs, string chat, BusyPeople people)
    {
        var shown = await client.GetAsync($"image-gen/chats/{chat}/background");
        var wanted = people.Accepted.Where(accepted => accepted.Chat == chat).Select(accepted => accepted.Job).LastOrDefault(job => Storyteller.Text(jobs[job], "state") == "done");
        if (wanted is null)
            Assert.Equal(HttpStatusCode.NoContent, shown.Status);
        else
            Assert.Equal(Storyteller.Text(jobs[wanted], "imageId"), shown.Expect(HttpStatusCode.OK)["imageId"]);
    }

    /// <summary>What the page heard over all lives is what one reading from the beginning hears: each once, in order.</summary>
    private static async Task CheckEventsAsync(ServerProcess server, AttentivePage page)
    {
        var whole = new AttentivePage();
        await whole.HearAsync(server.Address, LastWords);

        Assert.Equal(whole.Ids.Order().Distinct(), whole.Ids);
        Assert.Equal(whole.Ids, page.Ids);
    }

    private const string LastWords = "the last words";

    /// <summary>An event that nothing else makes.</summary>
    private static async Task SayLastWordsAsync(ApiClient client)
    {
        var connection = Storyteller.Text((await client.GetAsync("image-gen-connections")).Expect(HttpStatusCode.OK).Json.GetProperty("data").EnumerateArray().Single(one => Storyteller.Text(one, "provider") == "nanogpt"), "id");
        (await client.PutAsync($"image-gen-connections/{connection}", new { name = LastWords })).Expect(HttpStatusCode.OK);
    }

    private static int CountRows(TemporaryFolder folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "lumiverse.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM images";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>After one more start, which removes what nothing names, each image has its picture and two thumbnails, and there is nothing else.</summary>
    private static async Task CheckFilesAsync(TemporaryFolder folder, int images)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        using var client = new ApiClient(server.Address);
        await Trial.UntilAsync(() => FilesIn(folder, "blobs") == images * 3 && FilesIn(folder, "staged") == 0, () => $"{FilesIn(folder, "blobs")} files of {images} images, {FilesIn(folder, "staged")} staged");
        foreach (var image in await new Storyteller(client, "").PageAsync("images?limit=1000"))
            foreach (var size in new[] { "", "?size=sm", "?size=lg" })
                Assert.NotEmpty((await client.GetAsync($"images/{Storyteller.Text(image, "id")}{size}")).Expect(HttpStatusCode.OK).Bytes);
    }

    private static int FilesIn(TemporaryFolder folder, string name) => Directory.GetFiles(Path.Combine(folder.Path, name), "*", SearchOption.AllDirectories).Length;
}
