// Every task that a person or CI runs. `dotnet cake --target=Help` lists them.

#nullable enable

var target = Argument("target", "Help");
var configuration = Argument("configuration", "Release");

const string Solution = "./Lumiverse.Actors.sln";
const string Server = "./src/Lumiverse.Server";
const string Results = "./artifacts/test-results";

Task("Help")
    .Description("Lists the tasks.")
    .Does(() =>
    {
        Information("dotnet cake --target=NAME, where NAME is one of:");
        foreach (var task in Tasks.OrderBy(task => task.Name))
            Information($"  {task.Name,-10} {task.Description}");
    });

Task("Setup")
    .Description("Restores packages exactly as locked, and installs Chromium for the page tests where it is missing.")
    .Does(() =>
    {
        DotNetRestore(Solution, new DotNetRestoreSettings { LockedMode = true });
        InstallChromium();
    });

Task("Build")
    .Description("Builds everything; warnings are errors.")
    .IsDependentOn("Setup")
    .Does(() =>
    {
        // Compilers and tests run each path a few times: instrumenting it takes a third of the build, and pays off after hours.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration, NoRestore = true });
    });

Task("Format")
    .Description("Checks the formatting; --fix=true mends it.")
    .Does(() => Run("dotnet", HasArgument("fix") ? $"format {Solution}" : $"format {Solution} --verify-no-changes"));

Task("Test")
    .Description("Builds, runs all tests and prints how many passed.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        CleanDirectory(Results);
        // One project after the other: several start servers and browsers, and fight for two cores otherwise.
        var failed = GetFiles("./tests/*.Tests/*.csproj").OrderBy(project => project.FullPath).Count(project => !Passes(project));
        var (passed, broken, skipped) = Count();
        Console.WriteLine($"{passed} passed, {broken} failed, {skipped} skipped"); // Plain, so that other programs can read it.
        if (failed > 0)
            throw new CakeException($"Tests of {failed} projects failed.");
    });

Task("Simulate")
    .Description("Runs the rules in virtual time: --worlds=1000 --chats=20 --days=1 --seed=42 --faults=none|mild|harsh --picture=FILE.svg --until=STEP --trace=true.")
    .Does(() => RunProject("./tests/Lumiverse.Actors.Simulation", Passed("worlds", "chats", "days", "seed", "faults", "until", "picture", "trace")));

Task("Scenes")
    .Description("Says how well scenes are read and their change is judged, on labelled texts. --wrong=tune|report lists what is wrong.")
    .Does(() => RunProject("./tests/Lumiverse.Actors.SceneReport", Passed("wrong")));

Task("Bench")
    .Description("Measures: turns, decisions, whole pipeline, thumbnails against libvips, memory, gallery, the server under load. --photos=FOLDER, --only=NAME, --chats=NUMBER.")
    .Does(() => RunProject("./tests/Lumiverse.Actors.Benchmarks", Passed("photos", "only", "chats")));

Task("Run")
    .Description("Runs the chat server at http://127.0.0.1:5210.")
    .Does(() => RunProject(Server, Passed("urls")));

Task("Demo")
    .Description("Plays a sample chat against a running server: --url=http://127.0.0.1:5210 --sample=NAME --pace=SECONDS.")
    .Does(() => RunProject("./tests/Lumiverse.Actors.Demo", Passed("url", "sample", "pace", "token")));

Task("Pack")
    .Description("Makes the NuGet packages.")
    .IsDependentOn("Build")
    .Does(() => DotNetPack(Solution, new DotNetPackSettings { Configuration = configuration, NoBuild = true, NoRestore = true, OutputDirectory = "./artifacts/packages" }));

Task("Clean")
    .Description("Removes everything that was built.")
    .Does(() =>
    {
        CleanDirectory("./artifacts");
        DeleteDirectories(GetDirectories("./{src,tests}/*/{bin,obj}"), new DeleteDirectorySettings { Recursive = true });
    });

RunTarget(target);

bool Passes(FilePath project)
{
    var name = project.GetFilenameWithoutExtension().ToString();
    var arguments = $"test {project} -c {configuration} --no-build --nologo --logger \"trx;LogFileName={name}.trx\" --results-directory {Results}";
    return StartProcess("dotnet", arguments) == 0;
}

(int Passed, int Failed, int Skipped) Count()
{
    var (passed, failed, skipped) = (0, 0, 0);
    foreach (var file in GetFiles($"{Results}/*.trx"))
    {
        int Counter(string name) => int.Parse(XmlPeek(file, $"/t:TestRun/t:ResultSummary/t:Counters/@{name}", TestRunNames())!);
        passed += Counter("passed");
        failed += Counter("failed");
        skipped += Counter("total") - Counter("executed");
    }

    return (passed, failed, skipped);
}

XmlPeekSettings TestRunNames() => new()
{
    Namespaces = new Dictionary<string, string> { ["t"] = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010" },
};

// The headless shell before a whole browser, which draws a window of its own for each page as well.
void InstallChromium()
{
    const string Shell = "/usr/bin/chromium-headless-shell";
    var found = FirstFile(Environment.GetEnvironmentVariable("LUMIVERSE_CHROMIUM"), Shell);
    found ??= Environment.UserName == "root" && Installs("chromium-headless-shell") ? Shell : null; // As root nobody is asked for a password.
    found ??= FirstFile("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    found ??= Installs("chromium-headless-shell") ? Shell : null;
    found ??= Installs("chromium") ? FirstFile("/usr/bin/chromium") : null;
    if (found is null)
        throw new CakeException("The page tests need Chromium, and apt could not install it: install it (on Ubuntu: sudo snap install chromium), and set LUMIVERSE_CHROMIUM to its path.");
    Information($"Chromium: {found}");
    Environment.SetEnvironmentVariable("LUMIVERSE_CHROMIUM", found);
}

string? FirstFile(params string?[] paths) => paths.FirstOrDefault(path => path is not null && FileExists(path));

bool Installs(string package)
{
    if (!FileExists("/usr/bin/apt-get"))
        return false;
    var sudo = Environment.UserName == "root" ? "" : "sudo ";
    Information($"Installing {package} for the page tests…");
    return StartProcess("/bin/sh", $"-c \"{sudo}apt-get update -qq && {sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends {package} fonts-dejavu-core\"") == 0;
}

void RunProject(string project, string arguments) => Run("dotnet", $"run -c {configuration} --project {project} -- {arguments}");

string Passed(params string[] names) =>
    string.Join(' ', names.Where(name => HasArgument(name)).Select(name => $"--{name}={Argument<string>(name)}"));

void Run(string tool, string arguments)
{
    var exitCode = StartProcess(tool, arguments);
    if (exitCode != 0)
        throw new CakeException(exitCode, $"{tool} ended with {exitCode}.");
}
