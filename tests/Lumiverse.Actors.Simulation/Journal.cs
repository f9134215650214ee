using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Simulation;

/// <summary>What one actor has on disk, as the engine's own codec writes it: a snapshot, and the facts after it.</summary>
internal sealed class Journal<TState, TCommand, TFact>(Rules<TState, TCommand, TFact> rules)
    where TState : class where TCommand : class where TFact : class
{
    private readonly List<Row> _rows = [];
    private byte[]? _snapshot;

    public int FactsSinceSnapshot => _rows.Count;

    /// <summary>Gives the fact as whoever reads the disk finds it.</summary>
    public TFact Append(TFact fact, DateTimeOffset at)
    {
        var row = new Row(Manifests.NameOf(fact.GetType()), Write(fact), at);
        _rows.Add(row);
        return Read<TFact>(row.Bytes, row.Manifest);
    }

    /// <summary>The state as the next incarnation finds it: read from bytes alone.</summary>
    public TState Replay()
    {
        var state = _snapshot is null ? rules.Initial : Read<TState>(_snapshot, Manifests.NameOf(typeof(TState)));
        foreach (var row in _rows)
            state = rules.Evolve(state, Read<TFact>(row.Bytes, row.Manifest));
        return state;
    }

    /// <summary>A snapshot stands for everything before it, so the facts themselves may go from a simulated disk.</summary>
    /// <returns>The state as whoever reads the disk finds it.</returns>
    public TState Snapshot(TState state)
    {
        _snapshot = Write(state);
        _rows.Clear();
        return Replay();
    }

    /// <summary>A disk that was not told to sync forgets the latest writes when its host goes down; so many.</summary>
    public int LoseSince(DateTimeOffset instant) => _rows.RemoveAll(row => row.At > instant);

    private static byte[] Write(object value)
    {
        var bytes = MessageSerializer.Write(value);
        if (bytes.AsSpan().IndexOf(Profiles.KeyMark) >= 0)
            throw new BrokenPromiseException("A key is written nowhere", value.GetType().Name);
        return bytes;
    }

    private static T Read<T>(byte[] bytes, string manifest) where T : class =>
        MessageSerializer.Read(bytes, manifest) as T
        ?? throw new BrokenPromiseException("What was written can be read", manifest);

    private readonly record struct Row(string Manifest, byte[] Bytes, DateTimeOffset At);
}
