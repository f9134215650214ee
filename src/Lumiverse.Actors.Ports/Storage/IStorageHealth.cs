namespace Lumiverse.Actors.Ports.Storage;

/// <summary>Whether more can be stored.</summary>
public interface IStorageHealth
{
    /// <summary>Throws <see cref="StorageUnavailableException"/>, with what to do, while nothing can be stored. Writes nothing itself.</summary>
    void RequireWritable();
}
