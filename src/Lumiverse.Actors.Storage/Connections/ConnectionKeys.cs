using System.Security.Cryptography;
using System.Text;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Lumiverse.Actors.Storage.Connections;

/// <summary>Encrypts API keys, each for its connection: a ciphertext moved to another row can't be read there.</summary>
internal sealed class ConnectionKeys(IDataProtectionProvider provider)
{
    public const string Application = "Lumiverse";

    private const string Purpose = "Lumiverse.Actors.ConnectionKeys.v1";

    /// <summary>
    /// A key ring of its own in the data folder, apart from the host's, so that the folder moves as one and the host's
    /// settings stay. Ring keys are replaced every 90 days, the default of Data Protection.
    /// </summary>
    public static ConnectionKeys In(DataDirectory directory) =>
        new(DataProtectionProvider.Create(new DirectoryInfo(directory.Keys), builder => builder.SetApplicationName(Application)));

    public byte[] Encrypt(ConnectionId connection, string key) => ProtectorOf(connection).Protect(Encoding.UTF8.GetBytes(key));

    /// <param name="isOutdated">
    /// It was encrypted by a ring key that was replaced or revoked, and should be encrypted again. Revocation guards what
    /// others might have forged; a connection key can only be read here, and losing it would help nobody.
    /// </param>
    public string Decrypt(ConnectionId connection, byte[] encrypted, out bool isOutdated)
    {
        try
        {
            var key = ProtectorOf(connection).DangerousUnprotect(encrypted, ignoreRevocationErrors: true, out isOutdated, out _);
            return Encoding.UTF8.GetString(key);
        }
        catch (CryptographicException failure)
        {
            throw new StorageUnavailableException(
                $"The API key of connection {connection} can't be decrypted; restore the folder \"keys\" from a backup or enter the key again.", failure);
        }
    }

    private IPersistedDataProtector ProtectorOf(ConnectionId connection) => (IPersistedDataProtector)provider.CreateProtector(Purpose, connection.Value);
}
