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
        await EngineHost.UntilAsync(() => Task.FromResult(Cluster.Get(one.System).State.Members.Count(member => member.Status == MemberStatus.Up) == 2));

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

    private Task<EngineHost> StartAsync(string name, EngineHost? sharedWith = null) => EngineHost.StartAsync(
        _folder.In(name), options: options => options with { Cluster = new ClusterOptions("127.0.0.1", 0, []) }, sharedWith: sharedWith);

    private static async Task JoinAsync(EngineHost node, EngineHost first)
    {
        using var patience = new CancellationTokenSource(EngineHost.Patience);
        await Cluster.Get(node.System).JoinAsync(Cluster.Get(first.System).SelfAddress, patience.Token);
    }
}
