namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>One promise of a port, ready to be run by any test framework. Each run opens a stage of its own.</summary>
public sealed class Check
{
    private readonly Func<Task> _run;

    internal Check(string name, Func<Task> run) => (Name, _run) = (name, run);

    /// <summary>The promise, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Throws <see cref="BrokenPromiseException"/> when the promise is not kept, and whatever the port throws.</summary>
    public Task RunAsync() => _run();

    public override string ToString() => Name;
}

/// <summary>A port does not do what it promises.</summary>
/// <param name="message">What was promised and what happened, in sentences.</param>
public sealed class BrokenPromiseException(string message) : Exception(message);
