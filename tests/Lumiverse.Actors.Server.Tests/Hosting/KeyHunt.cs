using System.Collections.Concurrent;
using System.Text;

namespace Lumiverse.Actors.Server.Tests.Hosting;

/// <summary>Looks for a key, in every form a program may give it, wherever one could be left behind.</summary>
internal sealed class KeyHunt(TemporaryFolder folder, string key) : IDisposable
{
    private readonly ConcurrentQueue<string> _answers = new();

    public string Key => key;

    public LogRecorder Log { get; } = new();

    public void Add(Answer answer) => Add($"{answer.Headers} {Encoding.UTF8.GetString(answer.Bytes)}");

    public void Add(string answer) => _answers.Enqueue(answer);

    public bool HasHeard(string answer) => _answers.Contains(answer);

    public void AssertNowhere()
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        foreach (var form in (string[])[key, key[3..], Convert.ToBase64String(bytes), Convert.ToHexString(bytes)])
        {
            Assert.Empty(FilesThatHold(form));
            Assert.DoesNotContain(_answers, answer => answer.Contains(form, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(form, Log.Text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.NotEmpty(Log.Text);
    }

    public List<string> FilesThatHold(string text) => [.. Directory
        .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "lock" && Bytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    public void Dispose() => Log.Dispose();

    /// <summary>None of a file that went since it was listed, as a log of SQLite's does with its last connection.</summary>
    private static byte[] Bytes(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
