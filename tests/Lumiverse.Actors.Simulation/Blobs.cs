using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Simulation;

/// <summary>The bytes that exist, by their names.</summary>
internal sealed class Blobs(World world)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    private readonly HashSet<BlobHash> _stored = [];

    public bool Exist(BlobHash hash) => _stored.Contains(hash);

    public BlobHash Store(string kind)
    {
        var hash = BlobHash.Of(world.Dice.Id(kind));
        if (world.Rules.NamesBytesBeforeStoring)
            world.Time.After(Lateness, () => Keep(hash));
        else
            Keep(hash);
        return hash;
    }

    public void Keep(BlobHash hash) => _stored.Add(hash);
}
