using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>A provider that is called over the network, and how its server behaves.</summary>
public abstract class HttpProviderStage : ProviderStage
{
    /// <summary>The key that checks look for wherever it must not be.</summary>
    public const string Canary = "canary-0123456789-abcdefghij-KLMNOPQRST";

    /// <param name="server">Disposed with the stage.</param>
    protected HttpProviderStage(FakeServer server)
    {
        Server = server;
        server.Answer = (request, http) => IsGeneration(request) && Generation is { } scripted ? scripted(request, http) : AnswerWellAsync(request, http);
    }

    /// <summary>What the provider calls in place of the real server.</summary>
    public FakeServer Server { get; }

    /// <summary>The server's address and <see cref="Canary"/> as the key.</summary>
    public override ProviderTarget Target => new(ConnectionId.Of("c1"), Server.Address, Canary, null);

    /// <summary>Statuses by which the server says that the key is wrong, with the body that goes with each.</summary>
    public abstract IEnumerable<(int Status, string Body)> WrongKeys { get; }

    /// <summary>The picture that a good answer holds.</summary>
    public virtual byte[] Picture => Samples.Png;

    /// <summary>Whether it is the request that costs.</summary>
    public abstract bool IsGeneration(RecordedRequest request);

    /// <summary>Answers any request as the real server does when all is well.</summary>
    public abstract Task AnswerWellAsync(RecordedRequest request, HttpContext http);

    /// <summary>The prompt in a request that was sent.</summary>
    public abstract ImagePrompt ReadSent(RecordedRequest request);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
        await base.DisposeAsync();
    }

    internal Func<RecordedRequest, HttpContext, Task>? Generation { get; set; }

    internal IReadOnlyList<RecordedRequest> Generations => [.. Server.Requests.Where(IsGeneration)];

    internal async Task AskEverythingFreeAsync()
    {
        await Provider.TestAsync(Target, default);
        await Provider.ListModelsAsync(Target, default);
        await Provider.ReadUsageAsync(Target, Parameters, default);
    }
}
