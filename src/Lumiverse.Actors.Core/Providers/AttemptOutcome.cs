using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>How one call ended, sorted by what may be done about it. The first five are the outcome classes of providers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AttemptOutcome.Succeeded), "succeeded")]
[JsonDerivedType(typeof(AttemptOutcome.NotStarted), "not_started")]
[JsonDerivedType(typeof(AttemptOutcome.Refused), "refused")]
[JsonDerivedType(typeof(AttemptOutcome.FailedUncharged), "failed_uncharged")]
[JsonDerivedType(typeof(AttemptOutcome.Ambiguous), "ambiguous")]
[JsonDerivedType(typeof(AttemptOutcome.Unusable), "unusable")]
[JsonDerivedType(typeof(AttemptOutcome.Lost), "lost")]
public abstract record AttemptOutcome
{
    private AttemptOutcome() { }

    /// <summary>How long the provider asked to be left alone; null = it did not.</summary>
    [JsonIgnore]
    public virtual TimeSpan? RetryAfter => null;

    /// <summary>Counts towards opening the circuit breaker. Being told to come back later does not.</summary>
    [JsonIgnore]
    public virtual bool IsSignOfTrouble => true;

    /// <summary>Money may be gone although there is no picture; where failures are free it is not.</summary>
    [JsonIgnore]
    public virtual bool MayHaveCost => false;

    /// <summary>The bytes are stored and were decoded.</summary>
    public sealed record Succeeded(Picture Picture, CallRecord Call) : AttemptOutcome
    {
        [JsonIgnore]
        public override bool IsSignOfTrouble => false;
    }

    /// <summary>It never began and cost nothing. Temporary reasons are tried again.</summary>
    public sealed record NotStarted(string Reason, bool Temporary, TimeSpan? AskedPause) : AttemptOutcome
    {
        [JsonIgnore]
        public override TimeSpan? RetryAfter => AskedPause;
        [JsonIgnore]
        public override bool IsSignOfTrouble => Temporary && AskedPause is null;
    }

    /// <summary>A policy decision; the same request has the same answer.</summary>
    public sealed record Refused(string Reason) : AttemptOutcome
    {
        [JsonIgnore]
        public override bool IsSignOfTrouble => false;
    }

    /// <summary>It ran, failed, and failures are free.</summary>
    public sealed record FailedUncharged(string Reason, TimeSpan? AskedPause) : AttemptOutcome
    {
        [JsonIgnore]
        public override TimeSpan? RetryAfter => AskedPause;
    }

    /// <summary>Nobody can say whether it ran.</summary>
    /// <param name="WasCharged">What the account's balance tells; null = nobody knows.</param>
    public sealed record Ambiguous(string Reason, bool? WasCharged = null) : AttemptOutcome
    {
        [JsonIgnore]
        public override bool MayHaveCost => WasCharged is not false;
    }

    /// <summary>It delivered something that is not a picture.</summary>
    public sealed record Unusable(string Reason) : AttemptOutcome
    {
        [JsonIgnore]
        public override bool MayHaveCost => true;
    }

    /// <summary>The host went down while it ran, and no answer was found.</summary>
    public sealed record Lost : AttemptOutcome
    {
        [JsonIgnore]
        public override bool IsSignOfTrouble => false;
        [JsonIgnore]
        public override bool MayHaveCost => true;
    }
}

/// <summary>What was really sent, for the image's record.</summary>
/// <param name="Prompt">As it went over the wire; null in records of calls whose answer was found after a crash.</param>
public sealed record CallRecord(string Provider, string? Model, string ParametersJson, uint Seed, ImagePrompt? Prompt = null);
