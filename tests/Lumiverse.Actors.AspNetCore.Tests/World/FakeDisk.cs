using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

internal sealed class FakeDisk : IStorageHealth
{
    public StorageUnavailableException? Failure { get; set; }

    public void RequireWritable()
    {
        if (Failure is { } failure)
            throw failure;
    }
}
