using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage;
using Lumiverse.Actors.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

public sealed class BlobStoreConformanceTests
{
    public static TheoryData<string> Promises => [.. BlobStoreConformance.Names];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_store_on_disk_keeps_it(string promise) =>
        BlobStoreConformance.Of(() => Task.FromResult<BlobStage>(new DiskStage())).Single(check => check.Name == promise).RunAsync();

    [Fact]
    public Task A_store_in_memory_keeps_all() => Check.RunAllAsync(BlobStoreConformance.Of(() => MemoryStageAsync(disk => new MemoryBlobs(disk))));

    [Theory]
    [InlineData(typeof(LazyBlobs), "A put is durable when it returns")]
    [InlineData(typeof(BorrowingBlobs), "What becomes of the caller's buffer afterwards changes nothing")]
    [InlineData(typeof(SharingBlobs), "Streams do not disturb one another")]
    [InlineData(typeof(StrictBlobs), "Opening what is not there gives null")]
    [InlineData(typeof(ThriftyBlobs), "Staged answers and blobs are apart")]
    [InlineData(typeof(DeafBlobs), "A put that is cancelled leaves nothing")]
    [InlineData(typeof(TimelessBlobs), "The list has every blob once, with the time it was written")]
    [InlineData(typeof(LendingBlobs), "What is read of a staged answer stays as it is until it is disposed of")]
    [InlineData(typeof(StubbornBlobs), "Staging again replaces what was staged")]
    [InlineData(typeof(LinkingBlobs), "A staged answer that was stored is a blob of its own")]
    public async Task A_store_that_breaks_it_is_caught(Type store, string promise)
    {
        var checks = BlobStoreConformance.Of(() => MemoryStageAsync(disk => (IBlobStore)Activator.CreateInstance(store, disk)!));

        Assert.Contains(promise, await Caught.ByAsync(checks), StringComparison.Ordinal);
    }

    private static Task<BlobStage> MemoryStageAsync(Func<MemoryDisk, IBlobStore> open) => Task.FromResult<BlobStage>(new MemoryStage(open));

    private sealed class MemoryStage(Func<MemoryDisk, IBlobStore> open) : BlobStage
    {
        private readonly MemoryDisk _disk = new();
        private IBlobStore? _store;

        public override IBlobStore Store => _store ??= open(_disk);

        public override IBlobStore Reopen() => open(_disk);
    }

    /// <summary>The store of the engine; reopened, the folder is let go and opened by another container.</summary>
    private sealed class DiskStage : BlobStage
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("lumiverse-blobs-").FullName;
        private ServiceProvider? _services;

        public override IBlobStore Store => (_services ??= Open()).GetRequiredService<IBlobStore>();

        public override IBlobStore Reopen()
        {
            _services?.Dispose();
            _services = null;
            return Store;
        }

        public override ValueTask DisposeAsync()
        {
            _services?.Dispose();
            Directory.Delete(_folder, recursive: true);
            return base.DisposeAsync();
        }

        private ServiceProvider Open() => new ServiceCollection().AddLumiverseStorage(_folder).BuildServiceProvider();
    }
}
