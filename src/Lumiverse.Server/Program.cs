using Lumiverse.Server;
using Lumiverse.Server.Startup;

try
{
    await using var app = ChatServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartRefusedException.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return StartRefusedException.ExitCode;
}
