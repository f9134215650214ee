namespace Lumiverse.Actors.Simulation;

/// <summary>A host that goes down with everything that is not durable, and comes up again.</summary>
internal sealed class Machine(string name)
{
    private readonly List<IRecovers> _actors = [];

    public string Name => name;

    public bool IsUp { get; private set; } = true;

    /// <summary>Counts lives: what was started in an earlier one is gone.</summary>
    public int Life { get; private set; }

    public void Run(IRecovers actor) => _actors.Add(actor);

    public void GoDown()
    {
        IsUp = false;
        Life++;
        foreach (var actor in _actors)
            actor.GoDown();
    }

    /// <summary>Wakes those that have something to do by themselves; the others recover when they are called.</summary>
    public void ComeUp()
    {
        IsUp = true;
        var life = Life;
        foreach (var actor in _actors.Where(actor => actor.IsAwake).ToList())
        {
            if (life == Life) // A recovery may bring the host down again.
                actor.Recover();
        }
    }
}

internal interface IRecovers
{
    string Name { get; }

    /// <summary>It has something to do although nobody calls.</summary>
    bool IsAwake { get; }

    void Recover();

    /// <summary>Everything in memory is gone, timers included.</summary>
    void GoDown();

    /// <summary>What the world still owes the actor, in words; null = nothing.</summary>
    string? Unfinished();

    /// <summary>Makes sure that the journal alone gives the state the actor has.</summary>
    void CompareWithJournal();
}
