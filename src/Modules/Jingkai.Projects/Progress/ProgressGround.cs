using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Progress;

/// <summary>What progress has to stand on, whatever the way in: who has started, and which open rounds want to see a photo.</summary>
internal sealed class ProgressGround
{
    private readonly HashSet<Guid> started;
    private readonly ILookup<Guid, (DateOnly From, DateOnly To)> photographed;

    private ProgressGround(HashSet<Guid> started, ILookup<Guid, (DateOnly From, DateOnly To)> photographed) => (this.started, this.photographed) = (started, photographed);

    /// <summary>Reads it for one project, or for all.</summary>
    public static async Task<ProgressGround> LoadAsync(JingkaiDbContext db, Guid? of, CancellationToken cancel)
    {
        var started = await db.Set<ProjectNode>().AsNoTracking().Where(n => n.Milestone == "started" && n.ReachedOn != null && (of == null || n.ProjectId == of)).Select(n => n.ProjectId).ToListAsync(cancel);
        var rounds = await (from l in db.Set<RatingLine>().AsNoTracking()
                            join r in db.Set<RatingRound>() on l.RoundId equals r.Id
                            where r.State == RoundState.Open && r.PhotoRequired && l.ExcusedAt == null && (of == null || l.ProjectId == of)
                            select new { l.ProjectId, r.StartsOn, r.EndsOn }).ToListAsync(cancel);
        return new([.. started], rounds.ToLookup(r => r.ProjectId, r => (r.StartsOn, r.EndsOn)));
    }

    /// <summary>An open round asks for a photo of this project on that day.</summary>
    public bool WantsPhoto(Guid project, DateOnly day) => started.Contains(project) && photographed[project].Any(r => r.From <= day && day <= r.To);

    /// <summary>Why progress cannot be entered: <c>not-started</c>, <c>photo-required</c>; null: it can.</summary>
    public Error? Refuses(Guid project, DateOnly day, decimal percent, bool photo)
    {
        if (!started.Contains(project) && percent > 0) return Errors.NotStarted;
        return !photo && WantsPhoto(project, day) ? Errors.PhotoRequired : null;
    }
}
