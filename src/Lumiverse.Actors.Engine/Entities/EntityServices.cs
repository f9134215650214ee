using Akka.Actor;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>What every hosted actor needs of the world.</summary>
/// <param name="Perform">Starts an effect other than a reply; returns at once.</param>
/// <param name="Send">Sends a command to whichever incarnation lives at its address, wherever that is.</param>
/// <param name="Journalled">Called after facts became durable, so that the tables follow without waiting for their clock.</param>
internal sealed record EntityServices(
    EntitySettings Settings, TimeProvider Clock, IParkedMessages Parked, Action<Effect> Perform,
    Action<EntityMessage, IActorRef?> Send, Action Journalled, ILogger Log);
