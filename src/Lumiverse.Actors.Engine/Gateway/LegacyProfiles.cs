using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>
/// Turns settings of the older form into connection profiles, once, when their user first appears. A user with profiles of
/// their own is left alone. Keys never reach the settings: what is sent is planned before anything is written.
/// </summary>
/// <param name="engine">Late, because the engine chooses connections and so asks for this.</param>
public sealed class LegacyProfiles(
    IProfileMigration store, IEnumerable<IImageProvider> providers, IEnumerable<ILanguageModelKeys> hosts, ConnectionJson json,
    Lazy<IImageEngine> engine, TimeProvider time, ILogger<LegacyProfiles> log)
{
    /// <summary>The part of a profile's metadata that says where it comes from; a person dismisses it by removing it.</summary>
    public const string Mark = "migrated";

    private const string ActiveConnection = "activeImageGenConnectionId";

    /// <summary>Before anything is read that profiles decide about.</summary>
    public async Task EnsureAsync(UserId user, CancellationToken cancellation = default)
    {
        var before = await store.ReadAsync(user, cancellation);
        if (!before.HasProfiles && LegacySettings.AreIn(before.Settings))
            await MergeAsync(user, [], cancellation);
    }

    /// <summary>Merges settings as they were sent into those of a user; null removes a key. Sections of the older form become profiles.</summary>
    public async Task<SettingsMerge> MergeAsync(UserId user, JsonObject patch, CancellationToken cancellation)
    {
        var borrowed = await BorrowKeyAsync(user, patch, cancellation);
        var faults = ImmutableArray<SettingFault>.Empty;
        var change = await store.ChangeAsync(
            user,
            before =>
            {
                faults = before.HasProfiles ? LegacySettings.CheckKeys(patch) : [];
                return faults.IsEmpty ? Change(user, before, patch, borrowed) : null;
            },
            cancellation);
        await TellAsync(change?.Profiles ?? [], cancellation);
        return new SettingsMerge(change?.Settings ?? [], faults);
    }

    /// <summary>Asked before the transaction, which must not wait for a host.</summary>
    private async Task<BorrowedKey?> BorrowKeyAsync(UserId user, JsonObject patch, CancellationToken cancellation)
    {
        var before = await store.ReadAsync(user, cancellation);
        if (before.HasProfiles || hosts.FirstOrDefault() is not { } host)
            return null;
        var holder = LegacySettings.Plan(Merged(before, patch)).Select(profile => profile.KeyHolder).FirstOrDefault(named => named is not null);
        return holder is not null && await host.FindAsync(user, holder, cancellation) is { } key && ApiKeys.IsSound(key)
            ? new BorrowedKey(holder, key)
            : null;
    }

    private SettingsChange Change(UserId user, SettingsBefore before, JsonObject patch, BorrowedKey? borrowed)
    {
        var merged = Merged(before, patch);
        var heldSections = LegacySettings.AreIn(before.Settings);
        if (before.HasProfiles || !LegacySettings.AreIn(merged))
            return new SettingsChange(merged, [], heldSections);
        ImmutableArray<KeyedConnection> made = [.. LegacySettings.Plan(merged).Select(profile => Make(user, Complete(profile, borrowed)))];
        var settings = LegacySettings.Without(merged);
        if (made.Select(profile => profile.Connection).FirstOrDefault(connection => connection.IsDefault) is { } active)
            settings[ActiveConnection] = active.Id.Value;
        return new SettingsChange(settings, made, heldSections);
    }

    /// <summary>With the host's key, and without what the provider's schema refuses: such a profile could not be saved again.</summary>
    private PlannedProfile Complete(PlannedProfile profile, BorrowedKey? borrowed)
    {
        var refused = providers.FirstOrDefault(provider => provider.Description.Id == profile.Provider) is { } provider
            ? ParameterCheck.Faults(profile.Parameters, provider.Description.Capabilities).Keys.ToImmutableArray()
            : [];
        var sound = profile.Parameters.Where(pair => !refused.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()));
        return profile with
        {
            Parameters = new JsonObject(sound),
            LeftOut = [.. profile.LeftOut, .. refused],
            ApiKey = profile.ApiKey ?? (profile.KeyHolder is { } holder && holder == borrowed?.Holder ? borrowed.Key : null),
        };
    }

    private KeyedConnection Make(UserId user, PlannedProfile profile)
    {
        var now = time.GetUtcNow();
        var origin = new JsonObject { ["from"] = "settings", ["at"] = now.ToUnixTimeSeconds(), ["note"] = profile.Note };
        var connection = new Connection(
            ConnectionId.Of(Guid.NewGuid().ToString("N")), user, profile.Name, profile.Provider, null, profile.Model, profile.IsActive,
            profile.ApiKey is not null, profile.Parameters, new JsonObject { [Mark] = origin }, now, now);
        return new KeyedConnection(connection, profile.ApiKey);
    }

    /// <summary>The profiles stand whatever their actors say; pages that miss the news see them when they next ask.</summary>
    private async Task TellAsync(ImmutableArray<KeyedConnection> made, CancellationToken cancellation)
    {
        foreach (var (connection, _) in made)
        {
            log.ProfileMigrated(connection.Id.Value, connection.Provider);
            var notice = new ConnectionCommand.NoticeProfile(connection.User, connection.Id, json.OfEvent(connection));
            var answer = await engine.Value.AskConnectionAsync(connection.Id, notice, cancellation);
            if (answer is not Answer.Done)
                log.MigrationNoticeWasLost(connection.Id.Value, answer.GetType().Name);
        }
    }

    private static JsonObject Merged(SettingsBefore before, JsonObject patch)
    {
        var merged = before.Settings.DeepClone().AsObject();
        SettingsPatch.Apply(patch, merged);
        return merged;
    }

    /// <summary>A class rather than a record, which would print the key.</summary>
    private sealed class BorrowedKey(string holder, string key)
    {
        public string Holder => holder;

        public string Key => key;
    }
}

/// <summary>What became of settings that were sent.</summary>
/// <param name="Settings">All of the user's, as they are stored; empty when they were refused.</param>
/// <param name="Faults">Why nothing was stored.</param>
public sealed record SettingsMerge(JsonObject Settings, ImmutableArray<SettingFault> Faults);
