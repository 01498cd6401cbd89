using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Consequences;

/// <summary>A consequence as it is answered.</summary>
internal sealed record ConsequenceView(string Code, string Project, string Name, string Round, string Kind, string Title, string State)
{
    public Guid Id { get; init; }

    public string? Unit { get; init; }

    public string Flag { get; init; } = "";

    public string FlagName { get; init; } = "";

    public string Colour { get; init; } = "grey";

    public DateTime At { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>Days past the due day of what is still to be done.</summary>
    public int? Late { get; init; }

    public IReadOnlyList<string> Factors { get; init; } = [];

    public IReadOnlyList<string> FactorNames { get; init; } = [];

    public string? Release { get; init; }

    public string? SignOff { get; init; }

    public string? ApprovedBy { get; init; }

    public DateOnly? BeginsOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    /// <summary>The round with which it ended.</summary>
    public string? EndRound { get; init; }

    public string? EndReason { get; init; }

    public DateOnly? HeldOn { get; init; }

    public string? HeldBy { get; init; }

    public bool HeldByMe { get; init; }

    public string? Minutes { get; init; }

    public string? Plan { get; init; }

    public DateOnly? PlanDueOn { get; init; }

    public DateOnly? SettledOn { get; init; }

    public string? SettledBy { get; init; }

    public string? Outcome { get; init; }
}

/// <summary>What to look for among consequences.</summary>
internal sealed record ConsequenceFilter(string? Project = null, string? Round = null, string? Kind = null, string? State = null, string? Unit = null)
{
    /// <summary>State of what is still to be done or in force.</summary>
    public const string Running = "running";
}

/// <summary>Reads consequences within the reader's scope.</summary>
internal sealed class ConsequenceReader(JingkaiDbContext db, ProjectReader projects, FlagBook flags)
{
    /// <summary>Consequences: what is still to be done by its due day, then the latest.</summary>
    public async Task<PagedList<ConsequenceView>> ListAsync(ConsequenceFilter filter, PageRequest page, CancellationToken cancel)
    {
        var words = await projects.BookAsync(cancel);
        var rows = db.Set<Consequence>().AsNoTracking();
        if (filter.Project is { } code) rows = await projects.IdOfAsync(code, cancel) is { } id ? rows.Where(c => c.ProjectId == id) : rows.Where(_ => false);
        if (filter.Round is { } round) rows = rows.Where(c => db.Set<RatingRound>().Any(r => r.Id == c.RoundId && r.Code == round));
        if (filter.Kind is { } kind) rows = rows.Where(c => c.Kind == kind);
        if (filter.State is { } state) rows = state == ConsequenceFilter.Running ? rows.Where(c => ConsequenceState.Running.Contains(c.State)) : rows.Where(c => c.State == state);
        if (filter.Unit is { } unit) rows = words.Unit(unit) is { } known ? rows.Where(c => db.Set<InvestmentProject>().Any(p => p.Id == c.ProjectId && p.UnitId == known)) : rows.Where(_ => false);
        var total = await rows.LongCountAsync(cancel);
        var found = await rows.OrderBy(c => ConsequenceState.Running.Contains(c.State) ? 0 : 1).ThenBy(c => c.State == ConsequenceState.Due ? c.DueOn : null).ThenByDescending(c => c.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewsAsync(found, words, cancel), total, page.Page, page.Size);
    }

    public async Task<Result<ConsequenceView>> FindAsync(string code, CancellationToken cancel) =>
        await db.Set<Consequence>().AsNoTracking().FirstOrDefaultAsync(c => c.Code == code, cancel) is { } found ? (await ViewsAsync([found], await projects.BookAsync(cancel), cancel))[0] : ApiErrors.NotFound;

    private async Task<IReadOnlyList<ConsequenceView>> ViewsAsync(IReadOnlyList<Consequence> rows, ProjectBook words, CancellationToken cancel)
    {
        var roundIds = rows.SelectMany(c => new[] { c.RoundId, c.EndRoundId ?? Guid.Empty }).Distinct().ToList();
        var rounds = await db.Set<RatingRound>().AsNoTracking().Where(r => roundIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var projectIds = rows.Select(c => c.ProjectId).Distinct().ToList();
        var named = await db.Set<InvestmentProject>().AsNoTracking().Where(p => projectIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        var views = new List<ConsequenceView>(rows.Count);
        foreach (var c in rows)
        {
            var (project, flag) = (named[c.ProjectId], await flags.OfAsync(rounds[c.RoundId], c.Flag, cancel));
            var due = c.State == ConsequenceState.Due ? c.DueOn : c.State == ConsequenceState.Held ? c.PlanDueOn : null;
            views.Add(new(c.Code, project.Code, project.Name, rounds[c.RoundId].Code, c.Kind, new Text(c.TitleZh, c.TitleEn).Current, c.State)
            {
                Id = c.Id, Unit = words.UnitName(project.UnitId), Flag = c.Flag, FlagName = flag.Name.Current, Colour = flag.Colour, At = c.At, DueOn = c.DueOn, Late = due < db.Today ? db.Today.DayNumber - due.Value.DayNumber : null,
                Factors = c.Factors?.Split(',') ?? [], FactorNames = [.. (c.Factors?.Split(',') ?? []).Select(f => RoundWords.Factor(f).Current)], Release = c.ReleaseZh is null ? null : new Text(c.ReleaseZh, c.ReleaseEn ?? "").Current,
                SignOff = c.SignOff, ApprovedBy = words.NameOf(c.ApprovedById), BeginsOn = c.BeginsOn, EndedOn = c.EndedOn, EndRound = c.EndRoundId is { } end ? rounds.GetValueOrDefault(end)?.Code : null, EndReason = c.EndReason,
                HeldOn = c.HeldOn, HeldBy = words.NameOf(c.HeldById), HeldByMe = c.HeldById is not null && c.HeldById == db.Actor.MemberId, Minutes = c.Minutes, Plan = c.Plan, PlanDueOn = c.PlanDueOn,
                SettledOn = c.SettledOn, SettledBy = words.NameOf(c.SettledById), Outcome = c.Outcome,
            });
        }

        return views;
    }
}
