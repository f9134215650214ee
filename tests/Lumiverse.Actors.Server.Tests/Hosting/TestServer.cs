using Lumiverse.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>The server inside the test process: real Kestrel on a free port, a data folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder? _ownFolder;

    private TestServer(WebApplication app, TemporaryFolder? ownFolder)
    {
        (_app, _ownFolder) = (app, ownFolder);
        Address = new Uri(app.Urls.Single() + "/");
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="folder">A data folder to keep over several servers; null = one that goes with this server.</param>
    /// <param name="settings">Configuration as on the command line, such as <c>Lumiverse:Users:alice=…</c>.</param>
    public static async Task<TestServer> StartAsync(
        TemporaryFolder? folder = null, string[]? settings = null,
        Action<IServiceCollection>? services = null, Action<WebApplication>? routes = null, Action<WebApplication>? engineRoutes = null)
    {
        var ownFolder = folder is null ? new TemporaryFolder() : null;
        var app = ChatServer.Build(
            [
                "--urls=http://127.0.0.1:0",
                $"--Lumiverse:DataDirectory={(folder ?? ownFolder)?.Path}",
                $"--Lumiverse:SamplesDirectory={Path.Combine(AppContext.BaseDirectory, "test-samples")}",
                .. (settings ?? []).Select(setting => $"--{setting}"),
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                services?.Invoke(builder.Services);
            },
            routes,
            engineRoutes);
        await app.StartAsync();
        return new TestServer(app, ownFolder);
    }

    /// <summary>A client of this server, with a bearer token when one is given.</summary>
    public ApiClient Client(string? token = null) => new(Address, token);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
    }
}
