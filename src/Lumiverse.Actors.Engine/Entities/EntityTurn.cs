using System.Collections.Immutable;
using System.Security.Cryptography;
using Akka.Persistence.Journal;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>What a turn came to, worked out in full before anything is touched.</summary>
/// <param name="State">The state once the facts are durable.</param>
/// <param name="IsAwake">The actor has something to do although nobody calls.</param>
internal sealed record EntityTurn<TState, TFact>(
    ImmutableArray<TFact> Facts, ImmutableArray<UserId?> Audience, ImmutableArray<Effect> Effects, TState State, bool IsAwake)
    where TFact : class
{
    /// <summary>Decides and folds; throws what the behaviour throws.</summary>
    public static EntityTurn<TState, TFact> Of<TBehaviour, TCommand>(TState state, TCommand command, DateTimeOffset now)
        where TBehaviour : IBehaviour<TState, TCommand, TFact>
    {
        var decision = TBehaviour.Decide(state, command, NewTurn(now));
        var audience = ImmutableArray.CreateBuilder<UserId?>(decision.Facts.Length);
        foreach (var fact in decision.Facts)
        {
            state = TBehaviour.Evolve(state, fact);
            audience.Add(TBehaviour.Audience(state, fact));
        }

        return new(decision.Facts, audience.MoveToImmutable(), decision.Effects, state, !TBehaviour.IsAtRest(state));
    }

    /// <summary>
    /// Every fact carries its reader's tag. The last one of a turn says whether the actor must be woken after a restart;
    /// the first turn after a recovery always says so, because what was said before it is not remembered.
    /// </summary>
    /// <param name="wasAwake">Null = not remembered.</param>
    public IEnumerable<object> Tagged(bool? wasAwake)
    {
        for (var i = 0; i < Facts.Length; i++)
        {
            var tags = new List<string>(2);
            if (Audience[i] is { } user)
                tags.Add(EntityTags.Of(user));
            if (i == Facts.Length - 1 && IsAwake != wasAwake)
                tags.Add(IsAwake ? EntityTags.Awake : EntityTags.Asleep);
            yield return tags.Count > 0 ? new Tagged(Facts[i], tags) : Facts[i];
        }
    }

    private static Turn NewTurn(DateTimeOffset now)
    {
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        return new Turn(now, BitConverter.ToUInt128(seed), BitConverter.ToUInt128(seed[16..]));
    }
}
