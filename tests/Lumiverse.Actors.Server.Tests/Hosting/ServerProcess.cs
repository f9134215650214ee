using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>The built server as a process of its own, for everything that needs a real start, stop or kill.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string AddressMark = "Now listening on: ";

    /// <summary>A cold start on a busy machine; past it the test fails instead of hanging.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public Uri Address => _address.Task.Result;

    /// <summary>Everything written so far, for failure messages and assertions.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Starts the server on a free port and waits until it listens.</summary>
    public static Task<ServerProcess> StartAsync(TemporaryFolder folder, params string[] settings) => StartAsync(folder.Path, settings);

    public static async Task<ServerProcess> StartAsync(string folder, params string[] settings)
    {
        var server = Launch(folder, ["--urls=http://127.0.0.1:0", .. settings.Select(setting => $"--{setting}")]);
        await Task.WhenAny(server._address.Task, server._process.WaitForExitAsync()).WaitAsync(StartLimit);
        return server._address.Task.IsCompleted ? server : throw new InvalidOperationException($"The server did not start:\n{server.Output}");
    }

    /// <summary>Runs the server until it ends by itself; answers the exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string folder, params string[] arguments)
    {
        await using var server = Launch(folder, arguments);
        await server._process.WaitForExitAsync().WaitAsync(StartLimit);
        return (server._process.ExitCode, server.Output);
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as service managers send it; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(StartLimit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static ServerProcess Launch(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Lumiverse.Server.dll"), $"--Lumiverse:DataDirectory={folder}", .. arguments])
            start.ArgumentList.Add(argument);

        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.OutputDataReceived += (_, line) => server.Note(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.IndexOf(AddressMark, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(line[(at + AddressMark.Length)..].Trim() + "/"));
    }
}
