using System.Diagnostics.Metrics;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Counts what the reading of scenes costs and saves.</summary>
public sealed class SceneMeter
{
    /// <summary>The meter that collectors subscribe to.</summary>
    public const string Name = "Lumiverse.Actors";

    private readonly Counter<long> _calls;
    private readonly Counter<long> _saved;
    private readonly Counter<long> _replaced;

    public SceneMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _calls = meter.CreateCounter<long>("lumiverse.scene.model_calls", "{call}", "Readings that asked a language model.");
        _saved = meter.CreateCounter<long>("lumiverse.scene.model_calls_saved", "{call}", "Readings that could not have changed the scene.");
        _replaced = meter.CreateCounter<long>("lumiverse.scene.fallbacks", "{reading}", "Readings that the built-in extractor took over.");
    }

    public void CallMade() => _calls.Add(1);

    public void CallSaved() => _saved.Add(1);

    public void FellBack() => _replaced.Add(1);
}
