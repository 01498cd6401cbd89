using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Appeals;

/// <summary>An appeal as it is answered.</summary>
internal sealed record AppealView(Guid Id, string Round, string Project, string Name, string Reason, string? By, DateTime At, string State)
{
    public string? DecidedBy { get; init; }

    public DateTime? DecidedAt { get; init; }

    public string? Decision { get; init; }

    public bool Excused { get; init; }

    public string? FlagBefore { get; init; }

    public string? FlagAfter { get; init; }

    /// <summary>The caller lodged it, and so does not decide it.</summary>
    public bool Mine { get; init; }
}

/// <summary>Reads appeals within the reader's scope.</summary>
internal sealed class AppealReader(JingkaiDbContext db, ProjectReader projects, RoundReader rounds, FlagBook flags)
{
    /// <summary>Appeals of a round, those that wait first.</summary>
    public async Task<Result<IReadOnlyList<AppealView>>> OfRoundAsync(string code, CancellationToken cancel) => await rounds.RoundAsync(code, cancel) is { } round
        ? Result.Ok(await ViewsAsync(await db.Set<RatingAppeal>().AsNoTracking().Where(a => a.RoundId == round.Id).ToListAsync(cancel), cancel)) : ApiErrors.NotFound;

    /// <summary>Appeals of a project, the latest first.</summary>
    public async Task<IReadOnlyList<AppealView>> OfProjectAsync(Guid project, CancellationToken cancel) => await ViewsAsync(await db.Set<RatingAppeal>().AsNoTracking().Where(a => a.ProjectId == project).ToListAsync(cancel), cancel);

    private async Task<IReadOnlyList<AppealView>> ViewsAsync(IReadOnlyList<RatingAppeal> rows, CancellationToken cancel)
    {
        var words = await projects.BookAsync(cancel);
        var (roundIds, projectIds) = (rows.Select(a => a.RoundId).Distinct().ToList(), rows.Select(a => a.ProjectId).Distinct().ToList());
        var of = await db.Set<RatingRound>().AsNoTracking().Where(r => roundIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var named = await db.Set<InvestmentProject>().AsNoTracking().Where(p => projectIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        var views = new List<AppealView>(rows.Count);
        foreach (var a in rows.OrderBy(a => a.State == AppealState.Open ? 0 : 1).ThenByDescending(a => a.Id))
        {
            views.Add(new(a.Id, of[a.RoundId].Code, named[a.ProjectId].Code, named[a.ProjectId].Name, a.Reason, words.NameOf(a.ById), a.At, a.State)
            {
                DecidedBy = words.NameOf(a.DecidedById), DecidedAt = a.DecidedAt, Decision = a.Decision, Excused = a.Excused, FlagBefore = a.FlagBefore is { } before ? (await flags.OfAsync(of[a.RoundId], before, cancel)).Name.Current : null,
                FlagAfter = a.FlagAfter is { } after ? (await flags.OfAsync(of[a.RoundId], after, cancel)).Name.Current : null, Mine = a.ById is not null && a.ById == db.Actor.MemberId,
            });
        }

        return views;
    }
}
