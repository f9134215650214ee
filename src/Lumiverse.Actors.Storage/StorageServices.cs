using Lumiverse.Actors.Ports;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Blobs;
using Lumiverse.Actors.Storage.Connections;
using Lumiverse.Actors.Storage.Journal;
using Lumiverse.Actors.Storage.Parking;
using Lumiverse.Actors.Storage.Projections;
using Lumiverse.Actors.Storage.Settings;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lumiverse.Actors.Storage;

/// <summary>Registers everything that is kept in one data folder.</summary>
public static class StorageServices
{
    /// <summary>
    /// Registers the ports of storage on a folder. It is opened, and locked, when the first of them is asked for, and
    /// let go with the container.
    /// </summary>
    public static IServiceCollection AddLumiverseStorage(this IServiceCollection services, string dataDirectory)
    {
        services.TryAddSingleton<TimeProvider>(SteadyTime.OfMachine);
        services.AddSingleton(_ => DataDirectory.Open(dataDirectory));
        services.AddSingleton<IStorageHealth>(DirectoryOf);
        services.AddSingleton(provider => SqliteTables.Open(new SqliteFile(DirectoryOf(provider).TablesFile)));
        services.AddSingleton(provider => ConnectionKeys.In(DirectoryOf(provider)));
        services.AddSingleton<IProjectionStore, SqliteProjectionStore>();
        services.AddSingleton<IGalleryTables, SqliteGalleryTables>();
        services.AddSingleton<IConnectionStore, SqliteConnectionStore>();
        services.AddSingleton<ISettingsStore, SqliteSettingsStore>();
        services.AddSingleton<IProfileMigration, SqliteProfileMigration>();
        services.AddSingleton<IParkedMessages, SqliteParkedMessages>();
        services.AddSingleton<IBlobStore, DiskBlobStore>();
        services.AddSingleton<IJournalReader>(provider => SqliteJournalReader.Open(new SqliteFile(DirectoryOf(provider).JournalFile)));
        return services;
    }

    private static DataDirectory DirectoryOf(IServiceProvider provider) => provider.GetRequiredService<DataDirectory>();
}
