using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>
/// A provider's server on loopback, with the provider's quirks: its paths, its key, its forms of success and failure, and an
/// account that falls with each picture it charges. It paints until it is told otherwise.
/// </summary>
public abstract class FakeProviderServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Manner> _next = new();
    private int _charged;

    private protected FakeProviderServer(FakeServer server)
    {
        Server = server;
        server.Answer = AnswerAsync;
    }

    /// <summary>What it was asked, in order.</summary>
    public FakeServer Server { get; }

    /// <summary>Goes into a connection as its address.</summary>
    public string Address => Server.Address;

    /// <summary>The id of the provider whose server this is.</summary>
    public abstract string ProviderId { get; }

    /// <summary>The one key that it accepts; by any other it is turned away as by the real one.</summary>
    public abstract string ApiKey { get; }

    /// <summary>Answers generations in place of everything else; null = the manners below do.</summary>
    public Func<RecordedRequest, HttpContext, Task>? Generation { get; set; }

    /// <summary>What it does with generations that nobody scripted; by default it paints.</summary>
    public Func<Manner> Otherwise { get; set; } = () => new Manner.Paints();

    /// <summary>The requests that cost.</summary>
    public IEnumerable<RecordedRequest> Generations => Server.Requests.Where(IsGeneration);

    /// <summary>Pictures that the account paid for, whether or not anybody got them.</summary>
    public int Charged => Volatile.Read(ref _charged);

    /// <summary>What it does with the next generations, one each; after them it does what <see cref="Otherwise"/> says.</summary>
    public void Then(params IEnumerable<Manner> manners)
    {
        foreach (var manner in manners)
            _next.Enqueue(manner);
    }

    /// <summary>Stops the server; lines that are open break.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Server.DisposeAsync();
    }

    private protected abstract bool IsGeneration(RecordedRequest request);

    private protected abstract bool HasKey(RecordedRequest request);

    private protected abstract Task TurnKeyDownAsync(HttpContext http);

    private protected abstract Task AnswerFreeAsync(RecordedRequest request, HttpContext http);

    /// <summary>Answers a generation that can't begin, at no charge; false = it can.</summary>
    private protected virtual Task<bool> TurnsDownAsync(RecordedRequest request, HttpContext http) => Task.FromResult(false);

    private protected abstract Task PaintAsync(RecordedRequest request, HttpContext http);

    private protected abstract Task RefuseAsync(HttpContext http);

    private protected abstract Task ThrottleAsync(HttpContext http, TimeSpan? retryAfter);

    private protected abstract Task FailAsync(HttpContext http, int status);

    private protected static string Bearer(RecordedRequest request) => request.Headers.GetValueOrDefault("Authorization", "");

    private protected static void NameRetryAfter(HttpContext http, TimeSpan? retryAfter)
    {
        if (retryAfter is { } pause)
            http.Response.Headers.RetryAfter = pause.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
    }

    private Task AnswerAsync(RecordedRequest request, HttpContext http) =>
        !HasKey(request) ? TurnKeyDownAsync(http)
        : !IsGeneration(request) ? AnswerFreeAsync(request, http)
        : Generation is { } scripted ? scripted(request, http)
        : DoAsync(_next.TryDequeue(out var manner) ? manner : Otherwise(), request, http);

    private async Task DoAsync(Manner manner, RecordedRequest request, HttpContext http)
    {
        switch (manner)
        {
            case Manner.Paints when await TurnsDownAsync(request, http): break;
            case Manner.Paints: await ChargeAsync(() => PaintAsync(request, http)); break;
            case Manner.Refuses: await RefuseAsync(http); break;
            case Manner.Throttles throttles: await ThrottleAsync(http, throttles.RetryAfter); break;
            case Manner.Fails fails: await FailAsync(http, fails.Status); break;
            case Manner.IsShielded shielded: await http.RespondAsync(shielded.Status, "text/html", "<html>Bad gateway</html>"u8.ToArray()); break;
            case Manner.HangsUp: await ChargeAsync(http.DropAsync); break;
            case Manner.StopsHalfway: await ChargeAsync(http.StopHalfwayAsync); break;
            case Manner.Redirects redirects: await RedirectAsync(http, redirects.Location); break;
            case Manner.Waits waits:
                await waits.Until.WaitAsync(http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default); // A caller that has gone is answered in vain.
                await DoAsync(waits.Then, request, http);
                break;
            default: throw new UnreachableException(manner.ToString());
        }
    }

    private Task ChargeAsync(Func<Task> answer)
    {
        Interlocked.Increment(ref _charged);
        return answer();
    }

    private static Task RedirectAsync(HttpContext http, string location)
    {
        http.Response.Headers.Location = location;
        return http.RespondAsync(StatusCodes.Status307TemporaryRedirect, "{}");
    }
}
