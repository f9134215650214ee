namespace Lumiverse.Actors.Simulation;

/// <summary>How a write of facts ended, as far as their writer knows.</summary>
internal enum Written
{
    /// <summary>Durable, all of them.</summary>
    Stored,

    /// <summary>The journal turned them down: none is stored, and the writer knows it.</summary>
    Rejected,

    /// <summary>None is stored, but nobody can say so.</summary>
    Failed,

    /// <summary>All are stored, but the answer was lost.</summary>
    Unanswered,
}

/// <summary>The disks of the hosts: they fail now and then, and are full for minutes.</summary>
internal sealed class Disk(World world)
{
    private static readonly TimeSpan LongestFull = TimeSpan.FromMinutes(8);

    private readonly Spells<Machine> _full = new(world, faults => faults.FullDisksPerDay, LongestFull);

    private bool _turnsDownNext;

    public long Failures { get; private set; }

    public void TurnDownNext() => _turnsDownNext = true;

    public Written Write(Machine machine)
    {
        var written = _turnsDownNext ? Written.Rejected
            : _full.IsOn(machine) ? Written.Failed
            : world.Dice.Happens(world.Faults.FailedWrites) ? (Written)(1 + world.Dice.Below(3))
            : Written.Stored;
        _turnsDownNext = false;
        Failures += written == Written.Stored ? 0 : 1;
        return written;
    }
}

/// <summary>Bad times that come by chance, last a while, and go.</summary>
internal sealed class Spells<TKey>(World world, Func<Faults, double> perDay, TimeSpan longest) where TKey : notnull
{
    private readonly Dictionary<TKey, (DateTimeOffset From, DateTimeOffset Until)> _spells = [];

    public bool IsOn(TKey key)
    {
        if (perDay(world.Faults) is not (> 0 and var often))
            return false;
        if (!_spells.TryGetValue(key, out var spell) || spell.Until < world.Time.Now)
        {
            var from = world.Time.Now + world.Dice.Around(TimeSpan.FromDays(1) / often);
            spell = _spells[key] = (from, from + world.Dice.Between(TimeSpan.FromMinutes(1), longest));
        }

        return spell.From <= world.Time.Now;
    }
}
