using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Hosting;
using Lumiverse.Actors.Imaging;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Storage;
using Lumiverse.Actors.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>The real engine on real SQLite files and a real blob folder, with a provider that costs no time.</summary>
internal sealed class BenchEngine : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private BenchEngine(IHost host, string folder) => (_host, _folder) = (host, folder);

    public IImageEngine Engine => _host.Services.GetRequiredService<IImageEngine>();

    public static async Task<BenchEngine> StartAsync(EntitySettings? entities = null, byte[]? picture = null)
    {
        var folder = Directory.CreateTempSubdirectory("lumiverse-bench-").FullName;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services
            .AddLumiverseStorage(folder)
            .AddSingleton<IPictureInspector>(_ => new PictureInspector(new PictureInspectorOptions()))
            .AddSingleton<IImageProvider>(_ => new InstantProvider(picture ?? []))
            .AddSingleton<ISceneExtractor, BuiltInSceneExtractor>()
            .AddSingleton<IChatSource, EmptyChats>()
            .AddLumiverseEngine(provider => new EngineOptions
            {
                Persistence = JournalConfiguration.For(provider.GetRequiredService<DataDirectory>()),
                Entities = entities ?? new EntitySettings(),
            });
        var host = builder.Build();
        await host.StartAsync();
        return new BenchEngine(host, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class EmptyChats : IChatSource
    {
        public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
            Task.FromResult<ChatExcerpt?>(new ChatExcerpt([], null, null));
    }
}
