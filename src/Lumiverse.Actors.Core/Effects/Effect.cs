namespace Lumiverse.Actors.Core.Effects;

/// <summary>What the world must do after the facts of a turn are durable.</summary>
public abstract record Effect;
