using System.Globalization;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>The chat server as it ships, in a process of its own, with a provider that answers when it is told to.</summary>
internal static class BenchServer
{
    public const string Command = "serve";

    /// <param name="arguments">Picture file, provider's latency in milliseconds, its calls at a time; then the server's own.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var picture = await File.ReadAllBytesAsync(arguments[0]);
        var latency = TimeSpan.FromMilliseconds(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var calls = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        await using var app = ChatServer.Build(arguments[3..], builder => Replace(builder, new InstantProvider(picture, latency, calls)));
        await app.RunAsync();
    }

    private static void Replace(WebApplicationBuilder builder, IImageProvider provider)
    {
        builder.Services.RemoveAll<IImageProvider>();
        builder.Services.AddSingleton(provider);
    }
}
