using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class StorageServicesTests
{
    [Fact]
    public async Task Every_port_of_storage_is_there_and_the_folder_is_let_go_with_the_container()
    {
        using var folder = new TempFolder();
        await using (var services = new ServiceCollection().AddLumiverseStorage(folder.Path).BuildServiceProvider())
        {
            Type[] ports = [typeof(IProjectionStore), typeof(IConnectionStore), typeof(ISettingsStore), typeof(IProfileMigration), typeof(IParkedMessages), typeof(IBlobStore), typeof(IJournalReader)];
            Assert.All(ports, port => Assert.NotNull(services.GetRequiredService(port)));
            Assert.Throws<StorageUnavailableException>(() => DataDirectory.Open(folder.Path));
        }

        DataDirectory.Open(folder.Path).Dispose();
        Assert.False(File.Exists(folder.In("lumiverse.db-wal")));
    }

    [Fact]
    public void The_data_protection_of_the_host_stays_its_own()
    {
        using var folder = new TempFolder();
        using var services = new ServiceCollection().AddLumiverseStorage(folder.Path).BuildServiceProvider();

        Assert.Null(services.GetService<IDataProtectionProvider>());
    }
}
