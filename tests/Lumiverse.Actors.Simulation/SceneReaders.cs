using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>Reads where a chat stands: slowly, not always with success, and once however often it is asked meanwhile.</summary>
internal sealed class SceneReaders(World world)
{
    private readonly HashSet<string> _running = [];

    public void Read(SceneRequest request, Machine machine)
    {
        if (!_running.Add(request.ReadId))
            return;
        var life = machine.Life;
        world.Time.After(world.Dice.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(world.Dice.Happens(0.1) ? 90 : 5)), () =>
        {
            _running.Remove(request.ReadId);
            if (life == machine.Life)
                Answer(request);
        });
    }

    private void Answer(SceneRequest request)
    {
        world.Messages++;
        var outcome = Outcome(request);
        world.Send(() => world.Scene(request.Chat).Tell(new SceneCommand.SceneWasRead(request.ReadId, outcome)));
    }

    private SceneReadOutcome Outcome(SceneRequest request)
    {
        if (world.Dice.Happens(world.Faults.FailedReadings))
            return new SceneReadOutcome.Failed("The reader of scenes can't be reached.");
        var chat = world.People.LifeOf(request.Chat);
        if (request.Order.Trigger == JobTrigger.Automatic && !chat.Automatic)
            return new SceneReadOutcome.SwitchedOff("Automatic images are switched off.");
        if (request.MayWait && world.Dice.Happens(0.3))
            return new SceneReadOutcome.Postponed(TimeSpan.FromSeconds(2));
        return chat.Connection is { } connection
            ? new SceneReadOutcome.Read(
                request.Order.Mode == PromptMode.Custom ? null : chat.Scene, "rules", request.Message, chat.Policy,
                new ConnectionChoice(connection, "scripted", null, null))
            {
                Version = request.Message is { } message ? chat.VersionOf(message) : null,
            }
            : new SceneReadOutcome.Failed("There is no connection. Add one.");
    }
}
