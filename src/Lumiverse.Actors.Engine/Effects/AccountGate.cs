using System.Security.Cryptography;
using System.Text;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Lets as many calls through at once as a provider allows one account, in the order they came, whichever connections they
/// come from. It reaches as far as this process; beyond it the provider turns calls away, and they come back.
/// </summary>
internal sealed class AccountGate
{
    /// <summary>Keys are not held in clear for the sake of comparing them; this is drawn anew in every process.</summary>
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Place>> _lines = new(StringComparer.Ordinal);

    /// <summary>Waits for a place, which is left by disposing of it; null when the wait was cancelled.</summary>
    public async Task<IDisposable?> EnterAsync(ProviderDescription provider, string? key, CancellationToken cancellation)
    {
        if (provider.CallsPerAccount is not { } most)
            return new Anywhere();
        var place = new Place(this, AccountOf(provider.Id, key), most);
        Join(place);
        await using var cancelling = cancellation.UnsafeRegister(_ => place.Turn.TrySetResult(false), null);
        if (await place.Turn.Task)
            return place;
        Leave(place);
        return null;
    }

    private string AccountOf(string provider, string? key) =>
        $"{provider}:{Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(key ?? "")))}";

    private void Join(Place place)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(place.Account, out var line))
                _lines[place.Account] = line = [];
            line.Add(place);
            Admit(line);
        }
    }

    private void Leave(Place place)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(place.Account, out var line) || !line.Remove(place))
                return;
            if (line.Count == 0)
                _lines.Remove(place.Account);
            Admit(line);
        }
    }

    /// <summary>Whoever stands far enough in front is in.</summary>
    private static void Admit(List<Place> line)
    {
        for (var i = 0; i < line.Count && i < line[i].Most; i++)
            line[i].Turn.TrySetResult(true);
    }

    /// <summary>Where a provider does not count.</summary>
    private sealed class Anywhere : IDisposable
    {
        public void Dispose() { }
    }

    private sealed class Place(AccountGate gate, string account, int most) : IDisposable
    {
        public string Account => account;

        public int Most => most;

        /// <summary>True = its turn has come, false = it waits no more. Continued elsewhere, as it is set under the lock.</summary>
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => gate.Leave(this);
    }
}
