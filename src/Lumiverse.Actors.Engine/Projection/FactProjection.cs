using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Projection;

/// <summary>
/// What one batch of journal entries changes in the tables. Rows that several facts of the batch touch are kept at hand,
/// so that the later ones see what the earlier ones did.
/// </summary>
internal sealed class FactProjection(IProjectionStore tables)
{
    private readonly List<ProjectionChange> _changes = [];
    private readonly Dictionary<JobId, JobRow> _jobs = [];

    /// <summary>Pictures of images that are gone for good: their bytes may be of no use any more.</summary>
    public List<Picture> Removed { get; } = [];

    /// <summary>Jobs that ended in this batch.</summary>
    public List<JobId> Ended { get; } = [];

    public IReadOnlyList<ProjectionChange> Changes =>
        [.. _changes, .. _jobs.Values.Select(row => new ProjectionChange.PutJob(row))];

    public async Task ApplyAsync(JournalEntry entry, object? fact, CancellationToken cancellation)
    {
        if (EntityTagReader.AwakeOf(entry.Tags) is { } awake)
            _changes.Add(new ProjectionChange.SetAwake(entry.PersistenceId, awake));
        switch (fact)
        {
            case SceneFact.JobRequested requested: _jobs[requested.Order.Job] = JobRows.From(requested); break;
            case SceneFact.JobPlanned planned: await ChangeAsync(planned.Job, row => JobRows.Plan(row, planned.Plan), cancellation); break;
            case SceneFact.JobEnded ended: await EndAsync(entry, ended, cancellation); break;
            case SceneFact.BackgroundChanged changed: _changes.Add(Shown(entry, changed)); break;
            case SceneFact.Decided decided: _changes.Add(Decision(entry, decided)); break;
            case ConnectionFact.AttemptStarted started: await ChangeAsync(started.Job, row => JobRows.Start(row, started), cancellation); break;
            case ConnectionFact.AttemptEnded ended: await ChangeAsync(ended.Job, row => JobRows.EndAttempt(row, ended), cancellation); break;
            case GalleryFact.ImageAdded added: await AddAsync(added, cancellation); break;
            case GalleryFact.ThumbnailsMade made: _changes.Add(new ProjectionChange.SetThumbnails(made.Image, made.Small, made.Large)); break;
            case GalleryFact.PublicUrlRevoked revoked: _changes.Add(new ProjectionChange.SetPublicToken(revoked.Image, revoked.PublicToken)); break;
            case GalleryFact.ImageDetailsSet set: _changes.Add(new ProjectionChange.SetImageDetails(set.Image, set.Favorite, set.Caption, set.Tags)); break;
            case GalleryFact.ImageDeleted { UndoUntil: { } until } deleted: _changes.Add(new ProjectionChange.BinImage(deleted.Image, until)); break;
            case GalleryFact.ImageDeleted deleted: await RemoveAsync(deleted.User, deleted.Image, cancellation); break;
            case GalleryFact.ImageRestored restored: _changes.Add(new ProjectionChange.RestoreImage(restored.Image)); break;
            case GalleryFact.ImagePurged purged: await RemoveAsync(purged.User, purged.Image, cancellation); break;
            default: break; // Facts that no table shows.
        }
    }

    private static ProjectionChange.AddDecision Decision(JournalEntry entry, SceneFact.Decided decided) => new(
        entry.Position,
        new DecisionRow(decided.Chat.User, decided.Chat.Chat, decided.Message, decided.At, SceneJson.Decision(decided).ToJsonString()));

    private async Task AddAsync(GalleryFact.ImageAdded added, CancellationToken cancellation)
    {
        _changes.Add(new ProjectionChange.PutImage(PageJson.Row(added)));
        if (added.Image.Source is { } source)
            await ChangeAsync(source.Job, row => row with { Image = added.Image.Id, PendingBlobs = [] }, cancellation);
    }

    private async Task RemoveAsync(UserId user, ImageId image, CancellationToken cancellation)
    {
        var row = await tables.FindBinnedImageAsync(user, image, cancellation) ?? await tables.FindImageAsync(user, image, cancellation);
        if (row is not null)
            Removed.Add(row.Picture);
        _changes.Add(new ProjectionChange.RemoveImage(image));
    }

    private async Task EndAsync(JournalEntry entry, SceneFact.JobEnded ended, CancellationToken cancellation)
    {
        Ended.Add(ended.Job);
        await ChangeAsync(ended.Job, row => JobRows.End(row, ended.End), cancellation);
        if (_jobs.TryGetValue(ended.Job, out var job) && JobRows.Attachment(job, ended) is { } use)
            _changes.Add(new ProjectionChange.AddImageUse(entry.Position, use));
    }

    private static ProjectionChange.AddImageUse Shown(JournalEntry entry, SceneFact.BackgroundChanged changed) => new(
        entry.Position,
        new ImageUseRow(
            changed.Chat.User, changed.Chat.Chat, ImageUseKind.Background, changed.Background?.Image, changed.Background?.Message, changed.At));

    private async Task ChangeAsync(JobId id, Func<JobRow, JobRow> change, CancellationToken cancellation)
    {
        var row = _jobs.GetValueOrDefault(id) ?? await tables.FindJobAsync(id, cancellation);
        if (row is not null)
            _jobs[id] = change(row);
    }
}
