using System.Security.Cryptography;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>What <see cref="IBlobStore"/> promises.</summary>
public static class BlobStoreConformance
{
    /// <summary>Larger than any chunk that is written at once, and no multiple of one.</summary>
    private const int LargeBytes = 3_000_001;

    /// <summary>Clocks of file systems are coarse.</summary>
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMinutes(1);

    private static readonly byte[] Some = [1, 2, 3, 4, 5];
    private static readonly BlobHash Unknown = BlobHash.Of(new string('0', 64));
    private static readonly AttemptId Attempt = AttemptId.Of("attempt-1");

    private static readonly Promises<BlobStage> All = new(
        ("Bytes that were put are read back whole", BytesAreReadBackAsync),
        ("A hash is the SHA-256 of the bytes, in small hexadecimal letters", HashesAreSha256Async),
        ("Putting bytes again changes nothing", PuttingAgainChangesNothingAsync),
        ("Equal bytes put at once are stored once", EqualBytesAtOnceAsync),
        ("What becomes of the caller's buffer afterwards changes nothing", BuffersAreNotKeptAsync),
        ("A put is durable when it returns", PutsAreDurableAsync),
        ("A put that is cancelled leaves nothing", CancelledPutsLeaveNothingAsync),
        ("Opening what is not there gives null", NothingIsOpenedAsync),
        ("An opened stream reads at any place", StreamsSeekAsync),
        ("Streams do not disturb one another", StreamsAreApartAsync),
        ("What was deleted is gone, and nothing else", DeletingAsync),
        ("Deleting what is not there is no failure", DeletingNothingAsync),
        ("The list has every blob once, with the time it was written", ListingAsync),
        ("A staged answer is read back whole", StagedIsReadBackAsync),
        ("What is read of a staged answer stays as it is until it is disposed of", ReadsAreApartAsync),
        ("A staged answer is durable when it returns", StagedIsDurableAsync),
        ("Staging again replaces what was staged", StagingAgainAsync),
        ("A staged answer that was discarded is gone, and discarding it again is no failure", DiscardingAsync),
        ("Staged answers and blobs are apart", StagedIsApartAsync),
        ("A staged answer that was stored is a blob of its own", StagedIsStoredAsync));

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> Names => All.Names;

    /// <param name="open">Opens a stage with an empty store; the check disposes it.</param>
    public static IReadOnlyList<Check> Of(Func<Task<BlobStage>> open) => All.Over(open);

    private static async Task BytesAreReadBackAsync(BlobStage stage)
    {
        foreach (var bytes in (byte[][])[[], Some, Pattern(LargeBytes)])
        {
            var hash = await PutAsync(stage.Store, bytes);
            Must.Hold((await ReadAsync(stage.Store, hash)).AsSpan().SequenceEqual(bytes), $"{bytes.Length} bytes came back as others.");
        }
    }

    private static async Task HashesAreSha256Async(BlobStage stage)
    {
        var hash = await PutAsync(stage.Store, Some);
        Must.Hold(hash.Value == Convert.ToHexStringLower(SHA256.HashData(Some)), $"The hash was {hash}.");
    }

    private static async Task PuttingAgainChangesNothingAsync(BlobStage stage)
    {
        var first = await PutAsync(stage.Store, Some);
        var again = await PutAsync(stage.Store, Some);
        Must.Hold(first == again, $"The second put gave {again} instead of {first}.");
        Must.Hold(stage.Store.List().Count() == 1, $"{stage.Store.List().Count()} blobs are listed.");
        Must.Hold((await ReadAsync(stage.Store, first)).AsSpan().SequenceEqual(Some), "The bytes are others.");
    }

    private static async Task EqualBytesAtOnceAsync(BlobStage stage)
    {
        var store = stage.Store; // A stage may open it when it is first asked for; only the store is for many threads.
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => PutAsync(store, Some))));
        Must.Hold(hashes.Distinct().Count() == 1 && store.List().Count() == 1, $"{store.List().Count()} blobs are listed.");
        Must.Hold((await ReadAsync(store, hashes[0])).AsSpan().SequenceEqual(Some), "The bytes are others.");
    }

    private static async Task BuffersAreNotKeptAsync(BlobStage stage)
    {
        var buffer = Some.ToArray();
        var hash = await PutAsync(stage.Store, buffer);
        await stage.Store.StageAsync(Attempt, buffer, default);
        Array.Clear(buffer);
        Must.Hold((await ReadAsync(stage.Store, hash)).AsSpan().SequenceEqual(Some), "The blob changed with the buffer it came from.");
        Must.Hold(await IsStagedAsync(stage.Store, Some), "The staged answer changed with the buffer it came from.");
    }

    private static async Task PutsAreDurableAsync(BlobStage stage)
    {
        var hash = await PutAsync(stage.Store, Some);
        var next = stage.Reopen();
        Must.Hold(next.Open(hash) is { } stream && await WholeAsync(stream) is { } bytes && bytes.AsSpan().SequenceEqual(Some), "The next process does not find it.");
        Must.Hold(next.List().Any(blob => blob.Hash == hash), "The next process does not list it.");
    }

    private static async Task CancelledPutsLeaveNothingAsync(BlobStage stage)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var isTold = false;
        try
        {
            await stage.Store.PutAsync(Some, cancelled.Token);
        }
        catch (OperationCanceledException)
        {
            isTold = true;
        }

        Must.Hold(isTold, "The caller was told that the bytes are stored.");
        Must.Hold(!stage.Store.List().Any(), "A blob is there.");
    }

    private static Task NothingIsOpenedAsync(BlobStage stage)
    {
        using var stream = stage.Store.Open(Unknown);
        Must.Hold(stream is null, "A stream was opened.");
        return Task.CompletedTask;
    }

    private static async Task StreamsSeekAsync(BlobStage stage)
    {
        using var stream = Opened(stage.Store, await PutAsync(stage.Store, Pattern(LargeBytes)));
        Must.Hold(stream is { CanRead: true, CanSeek: true } && stream.Length == LargeBytes, "The stream can't seek, or has another length.");
        foreach (var place in (int[])[LargeBytes - 1, 0, LargeBytes / 2])
        {
            stream.Position = place;
            Must.Hold(stream.ReadByte() == (byte)(place % 251), $"Byte {place} is another.");
        }
    }

    private static async Task StreamsAreApartAsync(BlobStage stage)
    {
        var hash = await PutAsync(stage.Store, Some);
        using var one = Opened(stage.Store, hash);
        using var other = Opened(stage.Store, hash);
        one.Position = 3;
        Must.Hold(other.ReadByte() == Some[0] && one.ReadByte() == Some[3], "One stream moved the other.");
    }

    private static async Task DeletingAsync(BlobStage stage)
    {
        var gone = await PutAsync(stage.Store, Some);
        var kept = await PutAsync(stage.Store, Pattern(7));
        await stage.Store.DeleteAsync(gone, default);
        using var stream = stage.Store.Open(gone);
        Must.Hold(stream is null, "What was deleted can be opened.");
        Must.Hold(stage.Store.List().Select(blob => blob.Hash).SequenceEqual([kept]), "The list is not what is left.");
        Must.Hold(stage.Reopen().Open(gone) is null, "The next process finds it again.");
    }

    private static async Task DeletingNothingAsync(BlobStage stage)
    {
        var failure = await FailureOfAsync(() => stage.Store.DeleteAsync(Unknown, default));
        Must.Hold(failure is null, $"It threw {failure?.GetType().Name}.");
    }

    private static async Task ListingAsync(BlobStage stage)
    {
        var before = DateTimeOffset.UtcNow - ClockGrain;
        var hashes = new[] { await PutAsync(stage.Store, Some), await PutAsync(stage.Store, Pattern(7)), await PutAsync(stage.Store, []) };
        var listed = stage.Store.List().ToList();
        Must.Hold(listed.Select(blob => blob.Hash.Value).Order().SequenceEqual(hashes.Select(hash => hash.Value).Order()), $"{listed.Count} blobs are listed.");
        Must.Hold(listed.All(blob => blob.WrittenAt >= before && blob.WrittenAt <= DateTimeOffset.UtcNow + ClockGrain), "A time is not the one it was written at.");
    }

    private static async Task StagedIsReadBackAsync(BlobStage stage)
    {
        Must.Hold(await IsNothingStagedAsync(stage.Store), "An answer is staged in an empty store.");
        foreach (var bytes in (byte[][])[Some, Pattern(LargeBytes), []])
        {
            await stage.Store.StageAsync(Attempt, bytes, default);
            Must.Hold(await IsStagedAsync(stage.Store, bytes), $"{bytes.Length} bytes came back as others.");
        }
    }

    private static async Task ReadsAreApartAsync(BlobStage stage)
    {
        await stage.Store.StageAsync(Attempt, Some, default);
        using var first = await stage.Store.ReadStagedAsync(Attempt, default);
        await stage.Store.StageAsync(Attempt, Pattern(Some.Length), default);
        using var second = await stage.Store.ReadStagedAsync(Attempt, default);
        Must.Hold(first is not null && first.Memory.Span.SequenceEqual(Some), "What was read changed before it was disposed of.");
        Must.Hold(second is not null && second.Memory.Span.SequenceEqual(Pattern(Some.Length)), "The second reader got something else.");
    }

    private static async Task StagedIsDurableAsync(BlobStage stage)
    {
        await stage.Store.StageAsync(Attempt, Some, default);
        var next = stage.Reopen();
        Must.Hold(await IsStagedAsync(next, Some), "The next process does not find it.");
        Must.Hold(next.ListStaged().Any(found => found.Attempt == Attempt), "The next process does not list it.");
    }

    private static async Task StagingAgainAsync(BlobStage stage)
    {
        await stage.Store.StageAsync(Attempt, Pattern(7), default);
        await stage.Store.StageAsync(Attempt, Some, default);
        Must.Hold(await IsStagedAsync(stage.Store, Some), "The first answer is still there.");
        Must.Hold(stage.Store.ListStaged().Count() == 1, $"{stage.Store.ListStaged().Count()} answers are listed.");
    }

    private static async Task DiscardingAsync(BlobStage stage)
    {
        await stage.Store.StageAsync(Attempt, Some, default);
        await stage.Store.DiscardStagedAsync(Attempt, default);
        Must.Hold(await IsNothingStagedAsync(stage.Store) && !stage.Store.ListStaged().Any(), "It is still there.");
        var failure = await FailureOfAsync(() => stage.Store.DiscardStagedAsync(Attempt, default));
        Must.Hold(failure is null, $"Discarding it again threw {failure?.GetType().Name}.");
    }

    private static async Task StagedIsApartAsync(BlobStage stage)
    {
        await stage.Store.StageAsync(Attempt, Some, default);
        Must.Hold(!stage.Store.List().Any(), "A staged answer is listed as a blob.");
        var hash = await PutAsync(stage.Store, Some);
        await stage.Store.DiscardStagedAsync(Attempt, default);
        Must.Hold((await ReadAsync(stage.Store, hash)).AsSpan().SequenceEqual(Some), "The blob went with the staged answer.");
    }

    private static async Task StagedIsStoredAsync(BlobStage stage)
    {
        var hash = BlobHash.Of(Convert.ToHexStringLower(SHA256.HashData(Some)));
        await stage.Store.StageAsync(Attempt, Some, default);
        await stage.Store.PutStagedAsync(Attempt, hash, Some, default);
        await stage.Store.StageAsync(Attempt, Pattern(7), default);
        Must.Hold((await ReadAsync(stage.Store, hash)).AsSpan().SequenceEqual(Some), "Staging again changed the blob.");
        await stage.Store.DiscardStagedAsync(Attempt, default);
        Must.Hold((await ReadAsync(stage.Reopen(), hash)).AsSpan().SequenceEqual(Some), "The blob went with the staged answer.");
    }

    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)(index % 251))];

    private static Task<BlobHash> PutAsync(IBlobStore store, byte[] bytes) => store.PutAsync(bytes, default);

    private static async Task<bool> IsStagedAsync(IBlobStore store, byte[] bytes)
    {
        using var staged = await store.ReadStagedAsync(Attempt, default);
        return staged is not null && staged.Memory.Span.SequenceEqual(bytes);
    }

    private static async Task<bool> IsNothingStagedAsync(IBlobStore store)
    {
        using var staged = await store.ReadStagedAsync(Attempt, default);
        return staged is null;
    }

    private static Stream Opened(IBlobStore store, BlobHash hash) => Must.Be<Stream>(store.Open(hash), "What was put can't be opened.");

    private static Task<byte[]> ReadAsync(IBlobStore store, BlobHash hash) => WholeAsync(Opened(store, hash));

    private static async Task<byte[]> WholeAsync(Stream stream)
    {
        await using var closing = stream;
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    private static Task<Exception?> FailureOfAsync(Func<Task> ask) =>
        Task.Run(ask).ContinueWith(task => task.Exception?.GetBaseException(), TaskScheduler.Default);
}
