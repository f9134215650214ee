using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

/// <summary>
/// Which image belongs behind a chat, told without limits, trails or folds: it remembers every text that ever was, and
/// what each of them came to show.
/// </summary>
internal sealed class StoryModel
{
    private readonly Dictionary<(string Message, string Version), Shown> _own = [];
    private readonly Dictionary<(string Message, string Version), string?> _shares = [];
    private readonly Dictionary<string, ((string, string)? At, long Wish)> _jobs = [];
    private readonly HashSet<string> _forElsewhere = [];
    private readonly HashSet<string> _paintedAlone = [];
    private readonly HashSet<(string Message, string Version)> _judged = [];
    private Shown? _ground;
    private long _wishes;

    /// <summary>Replies with the text they have, the oldest first.</summary>
    public List<(string Message, string Version)> Replies { get; } = [];

    public string? Expected => (Enumerable.Reverse(Replies).Select(Along).FirstOrDefault(shown => shown is not null) ?? _ground)?.Image;

    private (string, string)? Here => Replies.Count == 0 ? null : Replies[^1];

    public void Write(string message, string version)
    {
        Replies.Add((message, version));
        _shares[(message, version)] = null;
    }

    public void Edit(string message, string version)
    {
        var at = Replies.FindIndex(reply => reply.Message == message);
        _shares.TryAdd((message, version), Replies[at].Version);
        Replies[at] = (message, version);
    }

    public void Remove(string message)
    {
        var at = Replies.FindIndex(reply => reply.Message == message);
        if (Along(Replies[at]) is { } left && at + 1 < Replies.Count && Along(Replies[at + 1]) is null)
            _own[Replies[at + 1]] = left;
        Replies.RemoveAt(at);
    }

    public void Choose(string? image) => Put(Here, new Shown(image, ++_wishes));

    public void Delete(string image)
    {
        foreach (var (point, _) in _own.Where(entry => entry.Value.Image == image).ToList())
            _own[point] = _own[point] with { Image = null };
        if (_ground?.Image == image)
            _ground = _ground with { Image = null };
    }

    public void Notice(SceneFact fact)
    {
        switch (fact)
        {
            case SceneFact.JobRequested requested: _jobs[requested.Order.Job.Value] = (Here, ++_wishes); break;
            case SceneFact.JobPlanned { Plan.Target: not OutputTarget.Background } planned: _forElsewhere.Add(planned.Job.Value); break;
            case SceneFact.JobEnded { End: { Outcome: JobOutcome.Done, Image: { } image } } ended when !_forElsewhere.Contains(ended.Job.Value):
                Put(_jobs[ended.Job.Value].At, new Shown(image.Id.Value, _jobs[ended.Job.Value].Wish));
                break;
            case SceneFact.Decided { Trigger: JobTrigger.Automatic, Message: { } message } decided: Judge(message.Value, decided); break;
        }
    }

    private void Judge(string message, SceneFact.Decided decided)
    {
        if (decided.Generate && !_paintedAlone.Add(message))
            throw new InvalidOperationException($"{message} was painted twice though nobody asked.");
        if (decided.Version is { } version && !_judged.Add((message, version)))
            throw new InvalidOperationException($"{message} was judged twice for one text.");
        if (decided.Scene is not null && Here is { } here)
            _shares[here] = decided.LooksLike;
        if (decided.Reused is { } image && Here is { } point)
            _own.TryAdd(point, new Shown(image.Value, 0));
    }

    private void Put((string, string)? point, Shown shown)
    {
        if (point is not { } there)
            _ground = _ground is { } ground && ground.Wish >= shown.Wish ? ground : shown;
        else if (!_own.TryGetValue(there, out var standing) || standing.Wish < shown.Wish)
            _own[there] = shown;
    }

    private Shown? Along((string Message, string Version) text)
    {
        var visited = new HashSet<string>();
        for (string? version = text.Version; version is not null && visited.Add(version); version = _shares.GetValueOrDefault((text.Message, version)))
        {
            if (_own.TryGetValue((text.Message, version), out var shown))
                return shown;
        }

        return null;
    }

    private sealed record Shown(string? Image, long Wish);
}
