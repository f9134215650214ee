using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

/// <summary>Does as a sound provider does; those that break a promise override it.</summary>
internal abstract class Erring(IImageProvider sound) : IImageProvider
{
    public ProviderDescription Description => sound.Description;

    public virtual ImagePrompt Compose(PromptDraft draft) => sound.Compose(draft);

    public PromptLimits LimitsOf(string? model, JsonObject parameters) => sound.LimitsOf(model, parameters);

    public virtual Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        sound.GenerateAsync(call, progress, cancellation);

    public virtual Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) => sound.TestAsync(target, cancellation);

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) => sound.ListModelsAsync(target, cancellation);
}

/// <summary>Calls once more when nobody answered.</summary>
internal sealed class Repeating(IImageProvider sound) : Erring(sound)
{
    public override async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        await base.GenerateAsync(call, progress, cancellation) is not ProviderAnswer.Ambiguous and var answer ? answer : await base.GenerateAsync(call, progress, cancellation);
}

/// <summary>Takes silence for a call that never began.</summary>
internal sealed class Hopeful(IImageProvider sound) : Erring(sound)
{
    public override async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        await base.GenerateAsync(call, progress, cancellation) is not ProviderAnswer.Ambiguous and var answer ? answer : new ProviderAnswer.NotStarted("No answer.", Temporary: true);
}

/// <summary>Forgets when to come back.</summary>
internal sealed class Impatient(IImageProvider sound) : Erring(sound)
{
    public override async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        await base.GenerateAsync(call, progress, cancellation) is var answer && answer is ProviderAnswer.NotStarted turned ? turned with { RetryAfter = null } : answer;
}

/// <summary>Gives up at once.</summary>
internal sealed class Pessimistic(IImageProvider sound) : Erring(sound)
{
    public override async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        await base.GenerateAsync(call, progress, cancellation) is var answer && answer is ProviderAnswer.NotStarted turned ? turned with { Temporary = false } : answer;
}

/// <summary>Says with what it was asked.</summary>
internal sealed class Chatty(IImageProvider sound) : Erring(sound)
{
    public override async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) =>
        await base.TestAsync(target, cancellation) is var test ? test with { Message = $"{test.Message} (key {target.ApiKey})" } : test;
}

/// <summary>Throws what it expects to happen.</summary>
internal sealed class Throwing(IImageProvider sound) : Erring(sound)
{
    public override async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation) =>
        await base.GenerateAsync(call, progress, cancellation) is ProviderAnswer.Succeeded and var answer ? answer : throw new HttpRequestException("It went wrong.");
}

/// <summary>Shows another prompt than it sends.</summary>
internal sealed class Wordy(IImageProvider sound) : Erring(sound)
{
    public override ImagePrompt Compose(PromptDraft draft) => base.Compose(draft) is var prompt ? prompt with { Text = $"{prompt.Text}, masterpiece" } : draft.Prompt;
}

/// <summary>Tests a connection by painting.</summary>
internal sealed class Spending(IImageProvider sound) : Erring(sound)
{
    public override async Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation)
    {
        var call = new ProviderCall(new("test"), target, new ImagePrompt("a test", null), null, [], 1);
        return new ConnectionTest(await GenerateAsync(call, new Progress<ProviderProgress>(), cancellation) is ProviderAnswer.Succeeded, "Painted a test.");
    }
}
