namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>
/// What the server takes as it grows: with chats it knows, images it holds, and messages in a chat. Sixty-four chats ask for
/// images of a provider that costs no time, then get replies that are judged. The clients share the machine.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Chats = 64;
    private const int Images = 400;

    /// <summary>Each waits its second, in which the next one could replace it: so 64 chats get 64 a second at most.</summary>
    private const int Replies = 20 * Chats;

    private const int Listings = 200;

    public static async Task RunAsync(TextWriter output)
    {
        var picture = TestPicture.Png(1216, 832);
        output.WriteLine("                          | images/s  CPU s each  GET p99 ms | replies/s  CPU ms each  median    p99 ms | 50 images ms | peak MB");
        foreach (var images in (int[])[1000, 100_000])
            await GrowImagesAsync(output, picture, images);
        foreach (var messages in (int[])[10, 10_000])
            await GrowMessagesAsync(output, picture, messages);
        await GrowChatsAsync(output, picture);
    }

    /// <summary>One server that comes to know more and more chats, so that its journal grows with them.</summary>
    private static async Task GrowChatsAsync(TextWriter output, byte[] picture)
    {
        await using var server = await LoadedServer.StartAsync(new LoadPlan(Chats, Images), picture);
        using var crowd = await Crowd.OpenAsync(server, Chats);
        await WarmAsync(crowd);
        var known = 0;
        foreach (var chats in (int[])[0, 1000, 10_000, 100_000])
        {
            await crowd.AddKnownAsync(chats - known);
            known = chats;
            await MeasureAsync(output, $"{chats,9:N0} known chats", server, crowd);
        }
    }

    private static async Task GrowImagesAsync(TextWriter output, byte[] picture, int images)
    {
        await using var server = await LoadedServer.StartAsync(new LoadPlan(Chats, Images), picture, folder => GrowthFill.FillImagesAsync(folder, images));
        using var crowd = await Crowd.OpenAsync(server, Chats);
        await WarmAsync(crowd);
        await MeasureAsync(output, $"{images,9:N0} images", server, crowd);
    }

    private static async Task GrowMessagesAsync(TextWriter output, byte[] picture, int messages)
    {
        IReadOnlyList<string> chats = [];
        await using var server = await LoadedServer.StartAsync(
            new LoadPlan(Chats, Images), picture, async folder => chats = await GrowthFill.FillMessagesAsync(folder, Chats, messages));
        using var crowd = await Crowd.JoinAsync(server, chats);
        await WarmAsync(crowd);
        await MeasureAsync(output, $"{messages,9:N0} messages per chat", server, crowd);
    }

    private static async Task WarmAsync(Crowd crowd)
    {
        await crowd.PaintAsync(Images);
        await crowd.JudgeAsync(5 * Chats);
    }

    private static async Task MeasureAsync(TextWriter output, string name, LoadedServer server, Crowd crowd)
    {
        var paint = await LoadMeter.MeasureAsync(server, Images, crowd.PaintAsync);
        var judge = await LoadMeter.MeasureAsync(server, Replies, crowd.JudgeAsync);
        var lists = await crowd.ListImagesAsync(Listings);
        output.WriteLine(
            $"{name,-25} | {paint.PerSecond,8:N1}  {paint.CpuSecondsEach,10:N3}  {LoadMeter.At(paint.Gets, 99),10:N1} | "
            + $"{judge.PerSecond,9:N0}  {judge.CpuSecondsEach * 1000,11:N2}  {LoadMeter.At(judge.Milliseconds, 50),6:N1} {LoadMeter.At(judge.Milliseconds, 99),9:N1} | "
            + $"{LoadMeter.At(lists, 50),12:N1} | {server.PeakMegabytes,7:N0}");
    }
}
