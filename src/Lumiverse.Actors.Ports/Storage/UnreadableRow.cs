namespace Lumiverse.Actors.Ports.Storage;

/// <summary>What a journal gives an actor in place of an event whose row it can't read; a failure would stop the actor without a word.</summary>
public sealed record UnreadableRow(string Reason);
