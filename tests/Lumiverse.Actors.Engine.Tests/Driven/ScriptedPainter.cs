using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>A provider that turns away, fails before and after it painted, answers rubbish, and is slow at both ends, by the seed.</summary>
internal sealed class ScriptedPainter(ScriptedOutside outside, JournalScript journal) : IImageProvider
{
    /// <summary>How rubbish begins.</summary>
    public const byte Rubbish = 0;

    public ProviderDescription Description { get; } = new(
        "scripted", "Scripted", new ProviderCapabilities(ImmutableSortedDictionary<string, ParameterSchema>.Empty, false, "static", [], ""),
        new ConnectionTerms(2, null, 1, IsFree: false));

    public async Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress> progress, CancellationToken cancellation)
    {
        var scripted = outside.Begin(JobOf(call.Attempt), call.Attempt, call.Target.Connection, new AttemptOutcome.Ambiguous("It runs."));
        await outside.BeSlowAsync(cancellation);
        var (answer, outcome, isCharged) = outside.Draw(dice => Answer(dice, outside.Faults));
        (scripted.Outcome, scripted.IsCharged) = (outcome, isCharged);
        await outside.BeSlowAsync(cancellation);
        return answer ?? throw new IOException("The line went dead.");
    }

    public Task<ConnectionTest> TestAsync(ProviderTarget target, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ModelCatalog> ListModelsAsync(ProviderTarget target, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>The provider hears of an attempt alone; the journal knows whose it is.</summary>
    private JobId JobOf(AttemptId attempt) =>
        journal.Stored.Select(stored => stored.Event).OfType<ConnectionFact.AttemptStarted>().FirstOrDefault(started => started.Attempt == attempt)?.Job
        ?? JobId.Of("unknown");

    private static (ProviderAnswer? Answer, AttemptOutcome Outcome, bool IsCharged) Answer(Dice dice, Faults faults)
    {
        var pick = dice.Share();
        bool Falls(double share) => (pick -= share) < 0;
        return Falls(faults.Throttled) ? (new ProviderAnswer.NotStarted("Too many requests.", true, TimeSpan.FromSeconds(20)), new AttemptOutcome.NotStarted("", true, null), false)
            : Falls(faults.Refused) ? (new ProviderAnswer.Refused("The prompt is against the rules."), new AttemptOutcome.Refused(""), false)
            : Falls(faults.Uncharged) ? (new ProviderAnswer.FailedUncharged("The model crashed."), new AttemptOutcome.FailedUncharged("", null), false)
            : Falls(faults.Ambiguous) ? (null, new AttemptOutcome.Ambiguous(""), dice.Happens(0.5))
            : (new ProviderAnswer.Succeeded(Bytes(dice, Falls(faults.Unusable))), new AttemptOutcome.Ambiguous("Painted."), true);
    }

    private static byte[] Bytes(Dice dice, bool isRubbish) => [isRubbish ? Rubbish : (byte)1, .. BitConverter.GetBytes(dice.Next())];
}

/// <summary>Takes for a picture whatever is not <see cref="ScriptedPainter.Rubbish"/>.</summary>
internal sealed class ScriptedInspector : IPictureInspector
{
    public Task<Inspection> InspectAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Task.FromResult<Inspection>(
        bytes.Span[0] == ScriptedPainter.Rubbish
            ? new Inspection.Unreadable(UnreadableKind.Damaged, "The picture is damaged.")
            : new Inspection.Readable("image/png", 640, 480, "placeholder", 0.5, null, new EncodedThumbnail(bytes, "image/webp", 600, 400)));
}
