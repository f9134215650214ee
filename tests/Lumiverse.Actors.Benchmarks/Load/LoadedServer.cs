using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>A server process over an empty folder, and what it takes of the machine.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    public const string User = "bench";

    private const string Token = "bench-token-1";
    private const string AddressMark = "Now listening on: ";

    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lumiverse-load-");
    private readonly Process _process;

    private LoadedServer(LoadPlan plan, byte[] picture)
    {
        var file = Path.Combine(_folder.FullName, "picture.png");
        File.WriteAllBytes(file, picture);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            typeof(LoadedServer).Assembly.Location, BenchServer.Command, file, Text(plan.LatencyMilliseconds), Text(plan.ConcurrentCalls),
            $"--Lumiverse:DataDirectory={DataFolder}", $"--Lumiverse:Users:{User}={Token}", "--urls=http://127.0.0.1:0",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Notice(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The server ended before it listened."));
    }

    private string DataFolder => Path.Combine(_folder.FullName, "data");

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it held at most since its start, in megabytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <param name="fillAsync">Puts into the data folder what the server is to find there.</param>
    public static async Task<LoadedServer> StartAsync(LoadPlan plan, byte[] picture, Func<string, Task>? fillAsync = null)
    {
        var server = new LoadedServer(plan, picture);
        if (fillAsync is not null)
            await fillAsync(server.DataFolder);
        server._process.Start();
        server._process.BeginOutputReadLine();
        await server._address.Task;
        return server;
    }

    /// <summary>A client of its own connections.</summary>
    public HttpClient Connect()
    {
        var http = new HttpClient { BaseAddress = new Uri(_address.Task.Result, "/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Notice(string? line)
    {
        if (line?.IndexOf(AddressMark, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(line[(at + AddressMark.Length)..].Trim()));
    }
}
