using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>
/// The real engine in a small world: a folder that goes with it, a clock that moves only when something waits for it, a
/// provider that fails by a seed, and the ports of a host. A test tells it messages, and asks what became of them.
/// </summary>
public sealed class VirtualWorld : IAsyncDisposable
{
    /// <summary>Of the machine's time, for one wait: what takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>As long as the pause in which a host waits for the next message, and as the shortest before a second try.</summary>
    private static readonly TimeSpan FirstStep = TimeSpan.FromSeconds(1);

    /// <summary>As long as the longest pause between tries that no provider asked for.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    /// <summary>More than a test makes; the tables give no more at once.</summary>
    private const int MostRows = 1000;

    private readonly WorldPlan _plan;
    private readonly WorldClock _clock;
    private readonly string _folder = Directory.CreateTempSubdirectory("lumiverse-world-").FullName;
    private readonly ConcurrentDictionary<UserId, bool> _users = new();
    private IHost? _host;

    private VirtualWorld(WorldPlan plan)
    {
        (_plan, _clock) = (plan, new WorldClock(plan.Start));
        var dice = new WorldDice(plan.Seed);
        Provider.Otherwise = () => plan.Faults.Draw(dice);
        if (plan.Server is { } server)
            server.Otherwise = Provider.Otherwise;
    }

    /// <summary>Chats in memory; not asked where the plan has a chat source of its own.</summary>
    public ScriptedChats Chats { get; } = new();

    /// <summary>Paints unless the plan has a server.</summary>
    public VirtualProvider Provider { get; } = new();

    /// <summary>Everything that is registered, the host's ports among it; another container after a restart.</summary>
    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The world is down.");

    /// <summary>The edge of the engine, for whatever the world has no word for. Ask <see cref="RestAsync"/> afterwards.</summary>
    public IImageEngine Engine => Services.GetRequiredService<IImageEngine>();

    /// <summary>What lists show: jobs, images, decisions.</summary>
    public IProjectionStore Tables => Services.GetRequiredService<IProjectionStore>();

    /// <summary>The time in this world.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Starts the engine on an empty folder.</summary>
    public static async Task<VirtualWorld> StartAsync(WorldPlan? plan = null)
    {
        var world = new VirtualWorld(plan ?? new WorldPlan());
        await world.UpAsync();
        return world;
    }

    /// <summary>Writes a reply into <see cref="Chats"/>, tells the engine of it, and waits for what becomes of it.</summary>
    public Task<Verdict> ReplyAsync(ChatKey chat, string text) => ToldAsync(chat, Chats.Add(chat, isUser: false, text), text);

    /// <summary>Gives a message of <see cref="Chats"/> another text, tells the engine of it, and waits for what becomes of it.</summary>
    public async Task<Verdict> EditAsync(ChatKey chat, MessageId message, string text)
    {
        Chats.Edit(chat, message, text);
        await AskAsync(chat, new SceneCommand.NoticeText(chat, message, text));
        await RestAsync();
        return await VerdictAsync(chat, message);
    }

    /// <summary>Tells the engine of a reply that the host's own chat source has, and waits for what becomes of it.</summary>
    /// <param name="version">Names its text, as the chat source does; empty = it does not tell texts apart.</param>
    public async Task<Verdict> ToldAsync(ChatKey chat, MessageId message, string version = "")
    {
        await AskAsync(chat, new SceneCommand.NoticeReply(chat, message) { Version = version });
        await RestAsync();
        return await VerdictAsync(chat, message);
    }

    /// <summary>The image that stands behind a chat; null = none does.</summary>
    public async Task<ImageId?> BackgroundAsync(ChatKey chat) =>
        await Engine.AskSceneAsync(chat, new SceneCommand.GetBackground(), default) is Answer.BackgroundIs { Background: { } background } ? background.Image : null;

    /// <summary>Changes settings of a user, by the names that the API has for them.</summary>
    public Task SetAsync(UserId user, JsonObject settings) => Services.GetRequiredService<ISettingsStore>().MergeAsync(user, settings, default);

    /// <summary>Lets time pass, and wakes who waited for it.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        _clock.Pass(time);
        var entities = Services.GetRequiredService<EntityReferences>();
        foreach (var address in (await Tables.ListAwakeAsync(default)).Select(EntityAddress.Parse))
        {
            if (address is { } awake)
                entities.Wake(awake);
        }

        await EntityQuiet.ReachAsync(entities, Patience);
    }

    /// <summary>Waits until no chat has anything to do. Time passes only while no call is under way.</summary>
    public async Task RestAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var step = FirstStep; !await IsAtRestAsync(patience.Token); step = step * 2 < LongestStep ? step * 2 : LongestStep)
        {
            if (await IsPaintingAsync())
                step = FirstStep;
            else
                await PassAsync(step);
            await Task.Delay(LookInterval, patience.Token);
        }
    }

    /// <summary>The engine goes down and comes up again on the same folder, with new ports.</summary>
    public async Task RestartAsync()
    {
        await DownAsync();
        await UpAsync();
    }

    /// <summary>Waits until all has come to rest, and throws <see cref="BrokenPromiseException"/> when the engine has broken a promise.</summary>
    public async Task JudgeAsync()
    {
        await RestAsync();
        var (jobs, images) = (new List<JobRow>(), new List<ImageRow>());
        foreach (var user in _users.Keys)
        {
            jobs.AddRange((await Tables.ListJobsAsync(user, new JobFilter(MostRows, 0), default)).Items);
            images.AddRange((await Tables.ListImagesAsync(user, new ImageFilter(MostRows, 0), default)).Items);
        }

        WorldPromises.Judge(jobs, images, Services.GetRequiredService<IBlobStore>(), _plan.Server?.Charged ?? Provider.Charged);
    }

    /// <summary>Takes the engine down and its folder away.</summary>
    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UpAsync() => _host = await WorldHost.StartAsync(_plan, _folder, _clock, Chats, Provider);

    private async Task DownAsync()
    {
        if (_host is { } host)
            await WorldHost.StopAsync(host);
        _host = null;
    }

    private async Task AskAsync(ChatKey chat, SceneCommand command)
    {
        await ConnectAsync(chat.User);
        if (await Engine.AskSceneAsync(chat, command, default) is var answer and not Answer.Done)
            throw new InvalidOperationException($"The engine did not take {command}: {answer}");
    }

    /// <summary>Gives a user the connection of the plan, once, unless they have one of their own.</summary>
    private async Task ConnectAsync(UserId user)
    {
        var connections = Services.GetRequiredService<IConnectionStore>();
        if (!_users.TryAdd(user, true) || await connections.FindDefaultAsync(user, default) is not null)
            return;
        var connection = new Connection(
            ConnectionId.Of($"world-{user}"), user, "World", _plan.Server?.ProviderId ?? VirtualProvider.Id, _plan.Server?.Address, Model: null, IsDefault: true,
            HasApiKey: _plan.Server is not null, [], [], Now, Now);
        await connections.SaveAsync(connection, _plan.Server?.ApiKey, default);
    }

    /// <summary>Galleries are left out: they may wait a long time until they throw away what was deleted.</summary>
    private async Task<bool> IsAtRestAsync(CancellationToken cancellation)
    {
        await Engine.CatchUpAsync(cancellation);
        return (await Tables.ListLiveJobsAsync(cancellation)).Count == 0
            && (await Tables.ListAwakeAsync(cancellation)).All(id => EntityAddress.Parse(id) is null or { Kind: EntityKind.Gallery });
    }

    private async Task<bool> IsPaintingAsync() =>
        (await Tables.ListLiveJobsAsync(default)).Any(job => job.Attempts.Any(attempt => attempt.EndedAt is null));

    private async Task<Verdict> VerdictAsync(ChatKey chat, MessageId message)
    {
        var decisions = await Tables.ListDecisionsAsync(chat.User, chat.Chat, message, 1, 0, default);
        if (decisions.Items is not [var decision] || JsonNode.Parse(decision.Json) is not { } told)
            return new Verdict("Nothing was decided.", null, null);
        var job = (string?)told["jobId"] is { } id ? await Tables.FindJobAsync(JobId.Of(id), default) : null;
        return new Verdict((string?)told["sentence"] ?? "", job, job is null ? null : await Tables.FindImageByJobAsync(job.Id, default));
    }
}
