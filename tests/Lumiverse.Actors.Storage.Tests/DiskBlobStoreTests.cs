using System.Security.Cryptography;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Blobs;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class DiskBlobStoreTests : IDisposable
{
    private static readonly AttemptId Attempt = new("attempt~1.a");

    private readonly TempFolder _folder = new();
    private readonly DataDirectory _directory;
    private readonly DiskBlobStore _store;

    public DiskBlobStoreTests()
    {
        _directory = DataDirectory.Open(_folder.Path);
        _store = new DiskBlobStore(_directory);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(1 << 20), InlineData((3 << 20) + 17)]
    public async Task Bytes_come_back_from_under_their_hash(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        var hash = await _store.PutAsync(bytes, default);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash.Value);
        Assert.Equal(bytes, Read(hash));
        Assert.True(File.Exists(Path.Combine(_directory.Blobs, hash.Value[..2], hash.Value[2..4], hash.Value)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Partial));
    }

    [Fact]
    public async Task A_stored_blob_can_be_read_anywhere_in_it()
    {
        var hash = await _store.PutAsync(new byte[] { 1, 2, 3, 4 }, default);
        await using var stream = _store.Open(hash);
        Assert.NotNull(stream);

        stream.Seek(2, SeekOrigin.Begin);

        Assert.Equal(3, stream.ReadByte());
    }

    [Fact]
    public async Task The_same_bytes_put_by_many_at_once_are_one_blob()
    {
        var bytes = RandomNumberGenerator.GetBytes(100_000);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _store.PutAsync(bytes, default)));

        Assert.Single(hashes.Distinct());
        Assert.Single(_store.List());
        Assert.Equal(bytes, Read(hashes[0]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Partial));
    }

    [Fact]
    public async Task A_blob_that_lost_its_end_is_written_again()
    {
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var hash = await _store.PutAsync(bytes, default);
        File.WriteAllBytes(FileOf(hash), bytes[..500]);

        await _store.PutAsync(bytes, default);

        Assert.Equal(bytes, Read(hash));
    }

    [Fact]
    public async Task A_blob_put_again_counts_as_young()
    {
        var hash = await _store.PutAsync(new byte[] { 1 }, default);
        File.SetLastWriteTimeUtc(FileOf(hash), DateTime.UnixEpoch);

        await _store.PutAsync(new byte[] { 1 }, default);

        Assert.True(_store.List().Single().WrittenAt > DateTimeOffset.UnixEpoch.AddYears(1));
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_can_be_put_again()
    {
        var hash = await _store.PutAsync(new byte[] { 1 }, default);

        await _store.DeleteAsync(hash, default);
        await _store.DeleteAsync(hash, default);
        Assert.Null(_store.Open(hash));
        Assert.Empty(_store.List());

        await _store.PutAsync(new byte[] { 1 }, default);
        Assert.Equal([1], Read(hash));
    }

    [Fact]
    public async Task A_blob_that_is_being_read_can_be_deleted_and_is_read_to_its_end()
    {
        var hash = await _store.PutAsync(new byte[] { 1, 2 }, default);
        await using var stream = _store.Open(hash);

        await _store.DeleteAsync(hash, default);

        Assert.Equal(1, stream?.ReadByte());
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000"), InlineData("short"), InlineData("../../etc/passwd"), InlineData("..")]
    public async Task A_hash_that_names_nothing_opens_nothing(string text)
    {
        Assert.Null(_store.Open(new BlobHash(text)));
        await _store.DeleteAsync(new BlobHash(text), default);
    }

    [Fact]
    public async Task Every_blob_is_listed_with_the_time_it_was_written()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);
        var hashes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _store.PutAsync(BitConverter.GetBytes(i), default)));
        File.WriteAllText(Path.Combine(_directory.Blobs, "stray"), "not a blob");

        var listed = _store.List().ToList();

        Assert.Equal(hashes.Select(hash => hash.Value).Order(), listed.Select(entry => entry.Hash.Value).Order());
        Assert.All(listed, entry => Assert.InRange(entry.WrittenAt, before, DateTimeOffset.UtcNow.AddSeconds(2)));
    }

    [Fact]
    public async Task A_staged_answer_is_kept_until_it_is_discarded()
    {
        await _store.StageAsync(Attempt, new byte[] { 1 }, default);
        await _store.StageAsync(Attempt, new byte[] { 2, 3 }, default);

        Assert.Equal([2, 3], await StagedAsync(_store));
        Assert.Equal(Attempt, _store.ListStaged().Single().Attempt);

        await _store.DiscardStagedAsync(Attempt, default);
        await _store.DiscardStagedAsync(Attempt, default);
        Assert.Null(await StagedAsync(_store));
        Assert.Empty(_store.ListStaged());
    }

    [Fact]
    public async Task A_staged_empty_answer_is_not_the_same_as_none()
    {
        await _store.StageAsync(Attempt, ReadOnlyMemory<byte>.Empty, default);

        Assert.Equal(0, (await StagedAsync(_store))?.Length);
    }

    [Fact]
    public async Task A_staged_answer_is_given_back_once_however_often_it_is_disposed_of()
    {
        await _store.StageAsync(Attempt, new byte[] { 1, 2, 3 }, default);
        var first = await _store.ReadStagedAsync(Attempt, default) ?? throw new InvalidOperationException();

        first.Dispose();
        using var second = await _store.ReadStagedAsync(Attempt, default);
        first.Dispose();
        using var third = await _store.ReadStagedAsync(Attempt, default);
        third?.Memory.Span.Clear();

        Assert.Equal([1, 2, 3], second?.Memory.ToArray());
        Assert.Throws<ObjectDisposedException>(() => first.Memory);
    }

    [Fact]
    public async Task A_staged_answer_becomes_a_blob_that_outlives_it()
    {
        byte[] bytes = [4, 5, 6];
        await _store.StageAsync(Attempt, bytes, default);
        File.SetLastWriteTimeUtc(Path.Combine(_directory.Staged, Attempt.Value), DateTime.UtcNow.AddDays(-1));

        await _store.PutStagedAsync(Attempt, HashOf(bytes), bytes, default);
        await _store.PutStagedAsync(Attempt, HashOf(bytes), bytes, default);
        Assert.Equal(bytes, await StagedAsync(_store));

        await _store.DiscardStagedAsync(Attempt, default);
        Assert.Equal(bytes, Read(HashOf(bytes)));
        Assert.InRange(_store.List().Single().WrittenAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task A_later_answer_of_the_same_attempt_leaves_the_blob_of_the_earlier_one_alone()
    {
        byte[] bytes = [4, 5, 6];
        await _store.StageAsync(Attempt, bytes, default);
        await _store.PutStagedAsync(Attempt, HashOf(bytes), bytes, default);

        await _store.StageAsync(Attempt, new byte[] { 7, 8, 9 }, default);

        Assert.Equal(bytes, Read(HashOf(bytes)));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Bytes_whose_staged_file_is_gone_or_cut_are_written(bool isCut)
    {
        byte[] bytes = [4, 5, 6];
        if (isCut)
            await _store.StageAsync(Attempt, new byte[] { 4 }, default);

        await _store.PutStagedAsync(Attempt, HashOf(bytes), bytes, default);

        Assert.Equal(bytes, Read(HashOf(bytes)));
    }

    [Fact]
    public async Task A_start_removes_what_a_crash_left_unfinished_and_nothing_else()
    {
        var hash = await _store.PutAsync(new byte[] { 1 }, default);
        await _store.StageAsync(Attempt, new byte[] { 2 }, default);
        File.WriteAllText(Path.Combine(_directory.Partial, "left"), "half");

        var next = new DiskBlobStore(_directory);

        Assert.Empty(Directory.EnumerateFiles(_directory.Partial));
        Assert.Single(next.List());
        Assert.NotNull(await StagedAsync(next));
        Assert.Equal([1], Read(hash));
    }

    [Fact]
    public async Task A_cancelled_put_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.PutAsync(new byte[] { 1 }, cancellation.Token));

        Assert.Empty(_store.List());
    }

    [Fact]
    public void A_write_cancelled_between_its_chunks_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var target = _folder.In("target");

        Assert.Throws<OperationCanceledException>(() => new DurableFile(_directory.Partial).Write(target, new byte[10], cancellation.Token));

        Assert.False(File.Exists(target));
        Assert.Empty(Directory.EnumerateFiles(_directory.Partial));
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_reported_and_the_half_written_file_removed()
    {
        using var disk = new SmallDisk();
        using var directory = DataDirectory.Open(disk.Path);
        var store = new DiskBlobStore(directory);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.PutAsync(new byte[2 << 20], default));
        var refusedToo = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.StageAsync(Attempt, new byte[2 << 20], default));

        Assert.Equal($"There is no space left for {directory.Blobs}; free some space on that disk and try again.", refused.Message);
        Assert.Equal($"There is no space left for {directory.Staged}; free some space on that disk and try again.", refusedToo.Message);
        Assert.Empty(Directory.EnumerateFiles(directory.Partial));
        Assert.Empty(store.List());
        await store.PutAsync(new byte[1000], default);
    }

    [SmallDiskFact]
    public async Task A_disk_that_turns_read_only_is_reported_and_works_again_later()
    {
        using var disk = new SmallDisk();
        var data = Path.Combine(disk.Path, "data");
        DataDirectory.Open(data).Dispose();
        using var directory = DataDirectory.Open(data);
        var store = new DiskBlobStore(directory);
        directory.Dispose(); // An open file would keep the disk from being made read-only.
        disk.MakeReadOnly();

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.PutAsync(new byte[] { 1 }, default));
        Assert.Contains("make it writable", refused.Message, StringComparison.Ordinal);

        disk.MakeWritable();
        await store.PutAsync(new byte[] { 1 }, default);
    }

    public void Dispose()
    {
        _directory.Dispose();
        _folder.Dispose();
    }

    private string FileOf(BlobHash hash) => Directory.GetFiles(_directory.Blobs, hash.Value, SearchOption.AllDirectories).Single();

    private static async Task<byte[]?> StagedAsync(DiskBlobStore store)
    {
        using var staged = await store.ReadStagedAsync(Attempt, default);
        return staged?.Memory.ToArray();
    }

    private static BlobHash HashOf(byte[] bytes) => BlobHash.Of(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private byte[] Read(BlobHash hash)
    {
        using var stream = _store.Open(hash) ?? throw new InvalidOperationException($"There is no {hash}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
