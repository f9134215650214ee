using System.Text.Json.Nodes;
using Akka.Actor;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Hosting;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage;
using Lumiverse.Actors.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>The engine in a host, on real SQLite files; only what a chat server or a provider does is made up.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost(IHost host, FakeProvider provider) => (_host, Provider) = (host, provider);

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public FakeProvider Provider { get; }

    public IImageEngine Engine => Get<IImageEngine>();

    public IPageFeed Pages => Get<IPageFeed>();

    public IProjectionStore Tables => Get<IProjectionStore>();

    public ActorSystem System => Get<ActorSystem>();

    /// <param name="folder">Survives the host, so that the next one goes on where this one ended.</param>
    /// <param name="options">Changes the options of one quiet node.</param>
    /// <param name="sharedWith">A node whose journal and blobs this one uses as well.</param>
    public static async Task<EngineHost> StartAsync(
        string folder, FakeProvider? provider = null, Func<EngineOptions, EngineOptions>? options = null, EngineHost? sharedWith = null, string? akka = null,
        IAvatarSource? avatars = null, TimeProvider? clock = null, TimeSpan? patience = null)
    {
        provider ??= new FakeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        if (patience is { } limit)
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = limit);
        if (clock is not null)
            builder.Services.AddSingleton(clock); // First: the rest only adds what is not there.
        builder.Services.AddLumiverseStorage(folder);
        if (sharedWith is not null)
        {
            builder.Services.AddSingleton(sharedWith.Get<IJournalReader>());
            builder.Services.AddSingleton(sharedWith.Get<IBlobStore>());
            builder.Services.AddSingleton(sharedWith.Get<IConnectionStore>());
        }

        if (avatars is not null)
            builder.Services.AddSingleton(avatars);
        builder.Services.AddSingleton<IImageProvider>(provider);
        builder.Services.AddSingleton<IPictureInspector, FakeInspector>();
        builder.Services.AddSingleton<IChatSource, FakeChats>();
        builder.Services.AddSingleton<ISceneExtractor, FakeChats>();
        builder.Services.AddLumiverseEngine(services =>
        {
            var persistence = JournalConfiguration.For((sharedWith?._host.Services ?? services).GetRequiredService<DataDirectory>());
            var plain = new EngineOptions { Persistence = akka is null ? persistence : Akka.Configuration.ConfigurationFactory.ParseString(akka).WithFallback(persistence) };
            return options?.Invoke(plain) ?? plain;
        });
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host, provider);
    }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Asks for a picture of one's own words, and says how the job ended.</summary>
    public async Task<JobRow> PaintAsync(ChatKey chat, string job, string prompt = "a tower")
    {
        await RequestAsync(chat, job, prompt);
        return await EndOfAsync(chat.User, job);
    }

    public async Task<Answer> RequestAsync(ChatKey chat, string job, string prompt = "a tower") => await Engine.AskSceneAsync(
        chat,
        new SceneCommand.RequestImage(
            chat, new ImageOrder(JobId.Of(job), JobTrigger.Force, PromptMode.Custom, prompt, null, null, null, null, null, null)),
        CancellationToken.None);

    public async Task<JobRow> EndOfAsync(UserId user, string job)
    {
        using var patience = new CancellationTokenSource(Patience);
        return Assert.IsType<JobRow>(await Engine.WaitForEndAsync(user, JobId.Of(job), patience.Token));
    }

    /// <summary>Gives a user a default connection with a key.</summary>
    public async Task<Connection> ConnectAsync(UserId user, string key, JsonObject? parameters = null, PromptWishes? wishes = null)
    {
        var connection = new Connection(
            ConnectionId.Of($"of-{user}"), user, "Paints", Provider.Description.Id, null, "paint-2", true, true, parameters ?? [], [],
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)
        {
            Wishes = wishes ?? PromptWishes.None,
        };
        await Get<IConnectionStore>().SaveAsync(connection, key, CancellationToken.None);
        return connection;
    }

    /// <summary>Waits until a job's call has started, sent or not.</summary>
    public Task UntilCalledAsync(string job) => UntilAsync(async () =>
    {
        await Engine.CatchUpAsync(CancellationToken.None);
        return (await Tables.FindJobAsync(JobId.Of(job), CancellationToken.None))?.State == "running";
    });

    /// <summary>Looks again and again until it is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
            await Task.Delay(20, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>A folder that is gone after the test.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lumiverse-engine-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
