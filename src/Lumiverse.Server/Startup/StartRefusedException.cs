using System.Net.Sockets;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Connections;

namespace Lumiverse.Server.Startup;

/// <summary>The server can't start as configured; the message is the one sentence that a person needs.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence)
{
    /// <summary>What the process ends with, by the convention for wrong usage.</summary>
    public const int ExitCode = 2;

    /// <summary>The sentence for a failure that the person who starts the server can mend; null for any other.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        StartRefusedException refused => refused.Message,
        StorageUnavailableException storage => storage.Message,
        IOException { InnerException: AddressInUseException } => $"{failure.Message.TrimEnd('.')}; choose another with --urls.",
        SocketException => $"--urls names an address that can't be used here: {failure.Message}.",
        _ => null,
    };
}
