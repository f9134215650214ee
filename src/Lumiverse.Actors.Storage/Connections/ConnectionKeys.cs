using System.Security.Cryptography;
using System.Text;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Lumiverse.Actors.Storage.Connections;

/// <summary>Encrypts API keys, each for its connection: a ciphertext moved to another row can't be read there.</summary>
internal sealed class ConnectionKeys(IDataProtectionProvider provider)
{
    private const string Purpose = "Lumiverse.Actors.ConnectionKeys.v1";

    /// <summary>A key ring of its own in the data folder, apart from the host's, so that the folder moves as one and the host's settings stay.</summary>
    public static ConnectionKeys In(DataDirectory directory) =>
        new(DataProtectionProvider.Create(new DirectoryInfo(directory.Keys), builder => builder.SetApplicationName("Lumiverse")));

    public byte[] Encrypt(ConnectionId connection, string key) => ProtectorOf(connection).Protect(Encoding.UTF8.GetBytes(key));

    public string Decrypt(ConnectionId connection, byte[] encrypted)
    {
        try
        {
            return Encoding.UTF8.GetString(ProtectorOf(connection).Unprotect(encrypted));
        }
        catch (CryptographicException failure)
        {
            throw new StorageUnavailableException(
                $"The API key of connection {connection} can't be decrypted; restore the folder \"keys\" from a backup or enter the key again.", failure);
        }
    }

    private IDataProtector ProtectorOf(ConnectionId connection) => provider.CreateProtector(Purpose, connection.Value);
}
