using System.Diagnostics;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Projections;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>This assembly run as a program: holds a folder, or writes to its tables, until it is killed.</summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly Process _process;

    private SecondProcess(string role, string folder) => _process = Process.Start(
        new ProcessStartInfo("dotnet", [typeof(SecondProcess).Assembly.Location, role, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        }) ?? throw new InvalidOperationException("dotnet did not start.");

    public int Id => _process.Id;

    public static SecondProcess Hold(string folder) => new("hold", folder);

    public static SecondProcess Write(string folder) => new("write", folder);

    /// <summary>What it says next.</summary>
    public async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The second process ended early.");

    /// <summary>Ends it as a power cut would: nothing is disposed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static async Task Main(string[] arguments)
    {
        using var directory = DataDirectory.Open(arguments[1]);
        if (arguments[0] == "write")
            await WriteForeverAsync(directory);
        Console.WriteLine("held");
        Console.ReadLine();
    }

    private static async Task WriteForeverAsync(DataDirectory directory)
    {
        using var tables = SqliteTables.Open(new SqliteFile(directory.TablesFile));
        var store = new SqliteProjectionStore(tables);
        for (var position = 1L; ; position++)
        {
            await store.ApplyAsync(position, [new ProjectionChange.PutImage(Rows.Image($"image-{position}"))], default);
            Console.WriteLine(position);
        }
    }
}
