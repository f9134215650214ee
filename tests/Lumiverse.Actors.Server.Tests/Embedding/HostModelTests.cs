using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Embedding;

/// <summary>Who reads the scenes of a host that has language models, or extractors, of its own.</summary>
public sealed class HostModelTests
{
    [Fact]
    public async Task Without_a_model_the_built_in_extractor_reads() =>
        Assert.Equal(BuiltInSceneExtractor.Name, await ReaderAsync(_ => { }));

    [Fact]
    public async Task Any_chat_client_of_the_host_reads() =>
        Assert.Equal("model large-one", await ReaderAsync(services => services.AddChatClient("large-one")));

    [Fact]
    public async Task The_chat_client_meant_for_scenes_goes_before_the_plain_one() => Assert.Equal("model small-one", await ReaderAsync(services =>
    {
        services.AddChatClient("large-one");
        services.AddKeyedSingleton<IChatClient>(LumiverseOptions.ChatClientKey, new OneWordClient("small-one"));
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_extractor_of_the_hosts_own_goes_before_all(bool isLate) => Assert.Equal("own", await ReaderAsync(
        services => services.AddChatClient("large-one"), services => services.AddSingleton<ISceneExtractor, OwnExtractor>(), isLate));

    private static Task<string> ReaderAsync(Action<IServiceCollection> register) => ReaderAsync(register, _ => { }, isLate: true);

    private static async Task<string> ReaderAsync(Action<IServiceCollection> register, Action<IServiceCollection> registerOwn, bool isLate)
    {
        using var folder = new TemporaryFolder();
        var services = new ServiceCollection().AddLogging();
        if (!isLate)
            registerOwn(services);
        services.AddLumiverse(options => options.DataDirectory = folder.Path);
        register(services);
        if (isLate)
            registerOwn(services);
        await using var provider = services.BuildServiceProvider();
        var context = new SceneContext([new ChatLine(MessageId.Of("m1"), false, "Mira", "We are at the harbour.")], null, null);
        return (await provider.GetRequiredService<ISceneExtractor>().ReadAsync(context, CancellationToken.None)).Extractor;
    }

    private sealed class OwnExtractor : ISceneExtractor
    {
        public Task<SceneReading> ReadAsync(SceneContext context, CancellationToken cancellation) => Task.FromResult(new SceneReading(Scene.Unknown, "own"));
    }
}

file static class Clients
{
    public static void AddChatClient(this IServiceCollection services, string model) => services.AddSingleton<IChatClient>(new OneWordClient(model));
}

file sealed class OneWordClient(string model) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, """{"environment":"harbour"}""")));

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("tests", null, model) : null;

    public void Dispose()
    {
    }
}
