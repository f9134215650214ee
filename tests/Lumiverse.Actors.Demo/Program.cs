using Lumiverse.Actors.Demo;
using Spectre.Console;

var options = DemoOptions.Parse(args);
using var server = new ChatServer(options.Url, options.Token);
try
{
    return await new Performance(server, options).PlayAsync();
}
catch (HttpRequestException failure)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{options.Url} does not answer as a chat server ({failure.Message}).[/] Start one with: dotnet run --project src/Lumiverse.Server");
    return 2;
}
