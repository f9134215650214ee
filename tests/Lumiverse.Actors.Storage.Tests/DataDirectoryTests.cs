using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_folder_is_created_with_its_parents_and_for_its_owner_alone()
    {
        using var directory = DataDirectory.Open(_folder.In("a/b"));

        Assert.All([directory.Blobs, directory.Staged, directory.Partial, directory.Keys], path => Assert.True(Directory.Exists(path)));
        Assert.All([directory.Path, directory.Keys], path => Assert.Equal(OwnerOnly, ModeOf(path)));
    }

    [Fact]
    public void Keys_that_others_could_read_are_taken_away_from_them()
    {
        Directory.CreateDirectory(_folder.In("keys"));

        using var directory = DataDirectory.Open(_folder.Path);

        Assert.Equal(OwnerOnly, ModeOf(directory.Keys));
    }

    [Fact]
    public async Task A_second_process_is_told_in_one_sentence_who_holds_the_folder()
    {
        using var holder = SecondProcess.Hold(_folder.Path);
        Assert.Equal("held", await holder.ReadAsync());

        var refused = Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(_folder.Path));

        Assert.Equal($"The data folder {_folder.Path} is in use by process {holder.Id}; stop that process or choose another data folder.", refused.Message);
    }

    [Fact]
    public async Task A_killed_holder_lets_the_folder_go()
    {
        using var holder = SecondProcess.Hold(_folder.Path);
        await holder.ReadAsync();
        holder.Kill();

        using var directory = DataDirectory.Open(_folder.Path);

        Assert.Equal(_folder.Path, directory.Path);
    }

    [Fact]
    public void A_disposed_folder_can_be_opened_again()
    {
        DataDirectory.Open(_folder.Path).Dispose();
        DataDirectory.Open(_folder.Path).Dispose();
    }

    [Fact]
    public void The_same_process_can_not_hold_a_folder_twice()
    {
        using var first = DataDirectory.Open(_folder.Path);

        var refused = Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(_folder.Path));

        Assert.Contains($"process {Environment.ProcessId};", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_named()
    {
        File.WriteAllText(_folder.In("data"), "");

        var refused = Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(_folder.In("data")));

        Assert.Contains("a file has that name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_a_parent_is_refused_with_a_sentence()
    {
        File.WriteAllText(_folder.In("data"), "");

        Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(_folder.In("data/below")));
    }

    [SmallDiskFact]
    public void A_read_only_disk_is_refused_with_what_to_do()
    {
        using var disk = new SmallDisk();
        disk.MakeReadOnly();

        var refused = Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(Path.Combine(disk.Path, "data")));

        Assert.Contains("make it writable", refused.Message, StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public void A_full_disk_is_refused_with_what_to_do_and_works_again_once_there_is_room()
    {
        using var disk = new SmallDisk();
        var filler = disk.Fill();
        var refused = Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(disk.Path));
        Assert.Contains("free some space", refused.Message, StringComparison.Ordinal);

        File.Delete(filler);

        DataDirectory.Open(disk.Path).Dispose();
    }

    public void Dispose() => _folder.Dispose();

    // Windows has no such mode; folders below a user's own are closed to others there.
    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(path);
}
