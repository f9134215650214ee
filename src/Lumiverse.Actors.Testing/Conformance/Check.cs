namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>One promise of a port, ready to be run by any test framework. Each run opens a stage of its own.</summary>
public sealed class Check
{
    private readonly Func<Task> _run;

    internal Check(string name, Func<Task> run) => (Name, _run) = (name, run);

    /// <summary>The promise, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Throws <see cref="BrokenPromiseException"/> when the promise is not kept.</summary>
    public Task RunAsync() => _run();

    /// <summary>Runs one after the other, and throws one <see cref="BrokenPromiseException"/> that lists all that are not kept.</summary>
    public static async Task RunAllAsync(IEnumerable<Check> checks)
    {
        var broken = new List<string>();
        foreach (var check in checks)
        {
            try
            {
                await check.RunAsync();
            }
            catch (BrokenPromiseException failure)
            {
                broken.Add(failure.Message);
            }
        }

        if (broken.Count > 0)
            throw new BrokenPromiseException(string.Join(Environment.NewLine, broken));
    }

    /// <summary>The promise.</summary>
    public override string ToString() => Name;
}

/// <summary>A port does not do what it promises.</summary>
/// <param name="message">What was promised and what happened, in sentences.</param>
/// <param name="inner">What the port threw; null = nothing.</param>
public sealed class BrokenPromiseException(string message, Exception? inner = null) : Exception(message, inner);
