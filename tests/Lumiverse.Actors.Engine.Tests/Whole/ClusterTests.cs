using Akka.Actor;
using Akka.Cluster;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Hosting;

namespace Lumiverse.Actors.Engine.Tests.Whole;

public sealed class ClusterTests : IDisposable
{
    private static readonly UserId Ann = UserId.Of("ann");
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_node_of_a_cluster_does_what_a_single_process_does()
    {
        await using var node = await StartAsync("one");
        await JoinAsync(node, node);
        var chat = new ChatKey(Ann, ChatId.Of("harbour"));

        Assert.Equal("done", (await node.PaintAsync(chat, "job")).State);
        Assert.Single(node.Provider.Calls);
        Assert.NotNull(((ExtendedActorSystem)node.System).Provider.DefaultAddress.Port);
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_each_job_is_called_once()
    {
        await using var one = await StartAsync("one");
        await JoinAsync(one, one);
        await using var two = await StartAsync("two", one);
        await JoinAsync(two, one);
        await UntilBothAreUpAsync(one);

        // Each chat of another user: scenes, connections and galleries spread over both nodes, and jobs cross the wire.
        var jobs = Enumerable.Range(0, 12).Select(number => (Chat: new ChatKey(UserId.Of($"user{number}"), ChatId.Of("chat")), Job: $"job{number}")).ToArray();
        await Task.WhenAll(jobs.Select((job, index) => (index % 2 == 0 ? one : two).PaintAsync(job.Chat, job.Job)));

        foreach (var (chat, job) in jobs)
            Assert.Equal("done", (await one.EndOfAsync(chat.User, job)).State);
        Assert.Equal(jobs.Length, one.Provider.Calls.Count + two.Provider.Calls.Count);
        Assert.NotEmpty(one.Provider.Calls);
        Assert.NotEmpty(two.Provider.Calls);
        foreach (var (chat, _) in jobs)
            Assert.IsType<Answer.BackgroundIs>(await two.Engine.AskSceneAsync(chat, new SceneCommand.GetBackground(), default));
    }

    [Fact]
    public async Task A_node_that_leaves_ends_its_calls_and_hands_its_actors_over()
    {
        await using var one = await StartAsync("one");
        await JoinAsync(one, one);
        var two = await StartAsync("two", one);
        var isStopping = false;
        var held = Hold(two);
        try
        {
            await JoinAsync(two, one);
            await UntilBothAreUpAsync(one);
            var jobs = await OrderAsync(one, two);

            isStopping = true;
            var stopping = two.DisposeAsync().AsTask();
            held.SetResult();
            await stopping;

            foreach (var (chat, job) in jobs)
                Assert.Equal("done", (await one.EndOfAsync(chat.User, job)).State);
            Assert.Equal(jobs.Length, one.Provider.Calls.Count + two.Provider.Calls.Count);
            foreach (var (chat, _) in jobs)
                Assert.NotNull((await BackgroundAsync(one, chat)).Background);
        }
        finally
        {
            if (!isStopping)
                await two.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_node_that_crashes_leaves_its_calls_uncertain_and_none_is_made_twice()
    {
        await using var one = await StartAsync("one");
        await JoinAsync(one, one);
        await using var two = await StartAsync("two", one);
        Hold(two);
        await JoinAsync(two, one);
        await UntilBothAreUpAsync(one);
        var jobs = await OrderAsync(one, two);
        var lost = two.Provider.Calls.Select(call => call.Attempt.Value).ToHashSet();

        ((ExtendedActorSystem)two.System).Abort();

        // Whoever looks at a chat wakes its actors where they live from then on.
        foreach (var (chat, _) in jobs)
            await BackgroundAsync(one, chat);
        foreach (var (chat, job) in jobs)
        {
            var end = await one.EndOfAsync(chat.User, job);
            Assert.Equal(end.Attempts.Any(attempt => lost.Contains(attempt.Id.Value)) ? "uncertain" : "done", end.State);
        }

        Assert.Equal(jobs.Length, one.Provider.Calls.Count + two.Provider.Calls.Count);
    }

    /// <summary>Orders an image for each of many users, half of them at each node, and waits until each is being painted.</summary>
    private static async Task<(ChatKey Chat, string Job)[]> OrderAsync(EngineHost one, EngineHost two)
    {
        var jobs = Enumerable.Range(0, 12).Select(number => (Chat: new ChatKey(UserId.Of($"user{number}"), ChatId.Of("chat")), Job: $"job{number}")).ToArray();
        await Task.WhenAll(jobs.Select((job, index) => (index % 2 == 0 ? one : two).RequestAsync(job.Chat, job.Job)));
        await EngineHost.UntilAsync(() => Task.FromResult(one.Provider.Calls.Count + two.Provider.Calls.Count == jobs.Length));
        Assert.NotEmpty(two.Provider.Calls);
        return jobs;
    }

    private static TaskCompletionSource Hold(EngineHost node)
    {
        var (held, answer) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), node.Provider.Answer);
        node.Provider.Answer = async (call, cancellation) =>
        {
            await held.Task.WaitAsync(cancellation);
            return await answer(call, cancellation);
        };
        return held;
    }

    private static Task UntilBothAreUpAsync(EngineHost node) => EngineHost.UntilAsync(() =>
        Task.FromResult(Cluster.Get(node.System).State.Members.Count(member => member.Status == MemberStatus.Up) == 2));

    /// <summary>Asked again while the chat's actor moves.</summary>
    private static async Task<Answer.BackgroundIs> BackgroundAsync(EngineHost node, ChatKey chat)
    {
        Answer? answer = null;
        await EngineHost.UntilAsync(async () => (answer = await node.Engine.AskSceneAsync(chat, new SceneCommand.GetBackground(), default)) is Answer.BackgroundIs);
        return Assert.IsType<Answer.BackgroundIs>(answer);
    }

    // Of two nodes neither is the majority, so that here the older one goes on; and it notices within seconds.
    private Task<EngineHost> StartAsync(string name, EngineHost? sharedWith = null) => EngineHost.StartAsync(
        _folder.In(name), sharedWith: sharedWith,
        options: options => options with { Cluster = new ClusterOptions("127.0.0.1", 0, []), DrainLimit = TimeSpan.FromSeconds(5) },
        akka: """
            akka.cluster {
              split-brain-resolver { active-strategy = keep-oldest, stable-after = 1s, keep-oldest.down-if-alone = off }
              failure-detector.acceptable-heartbeat-pause = 2s
            }
            """);

    private static async Task JoinAsync(EngineHost node, EngineHost first)
    {
        using var patience = new CancellationTokenSource(EngineHost.Patience);
        await Cluster.Get(node.System).JoinAsync(Cluster.Get(first.System).SelfAddress, patience.Token);
    }
}
