using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Register;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>Reads rounds and what was entered for them, within the reader's scope.</summary>
internal sealed class RoundReader(JingkaiDbContext db, ProjectReader projects, PackLibrary library, FlagBook book, ProjectFactReader facts, RoundFreezer freezer)
{
    private static readonly string[] Asked = ["accident", "funds_below_rule"];

    /// <summary>Rounds, the latest first.</summary>
    public async Task<PagedList<RoundView>> ListAsync(string? state, string? pack, PageRequest page, CancellationToken cancel)
    {
        var rounds = db.Set<RatingRound>().AsNoTracking().Where(r => (state == null || r.State == state) && (pack == null || r.Pack == pack));
        var total = await rounds.LongCountAsync(cancel);
        return new(await ViewsAsync(await rounds.OrderByDescending(r => r.EndsOn).ThenByDescending(r => r.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel), cancel), total, page.Page, page.Size);
    }

    public async Task<Result<RoundView>> FindAsync(string code, CancellationToken cancel) => await RoundAsync(code, cancel) is { } round ? (await ViewsAsync([round], cancel))[0] : ApiErrors.NotFound;

    /// <summary>A round that is only read.</summary>
    public async Task<RatingRound?> RoundAsync(string code, CancellationToken cancel)
    {
        var id = Guid.TryParse(code, out var parsed) ? parsed : Guid.Empty;
        return await db.Set<RatingRound>().AsNoTracking().FirstOrDefaultAsync(r => r.Code == code || r.Id == id, cancel);
    }

    /// <summary>Open rounds that a project is part of.</summary>
    public Task<List<RatingRound>> OpenOfAsync(Guid project, CancellationToken cancel) => db.Set<RatingRound>().AsNoTracking()
        .Where(r => r.State == RoundState.Open && db.Set<RatingLine>().Any(l => l.RoundId == r.Id && l.ProjectId == project && l.ExcusedAt == null)).OrderBy(r => r.EndsOn).ThenBy(r => r.Id).ToListAsync(cancel);

    /// <summary>Planned progress of a project on a day, per cent.</summary>
    public async Task<decimal?> PlannedAsync(Guid project, DateOnly day, CancellationToken cancel) => (await facts.ReadAsync([project], day, null, cancel))[0].GetValueOrDefault("planned_progress")?.Number;

    /// <summary>What was entered of each project of a round, in order of name.</summary>
    public async Task<Result<IReadOnlyList<RoundProgressView>>> ProgressAsync(string code, CancellationToken cancel)
    {
        if (await RoundAsync(code, cancel) is not { } round) return ApiErrors.NotFound;
        var lines = await db.Set<RatingLine>().AsNoTracking().Where(l => l.RoundId == round.Id).ToDictionaryAsync(l => l.ProjectId, cancel);
        var files = await ProjectFile.LoadAsync(db, lines.Keys, track: false, cancel);
        var words = await projects.BookAsync(cancel);
        var entries = await db.Set<ProgressEntry>().AsNoTracking().Where(e => e.Day <= round.EndsOn && db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == e.ProjectId)).ToListAsync(cancel);
        var photos = (await db.Set<ProgressPhoto>().AsNoTracking().Where(p => db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == p.ProjectId)).ToListAsync(cancel)).ToLookup(p => p.EntryId, p => p.AttachmentId);
        var mine = (await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, ProjectsPermissions.Write)).Where(p => db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == p.Id)).Select(p => p.Id).ToListAsync(cancel)).ToHashSet();
        var byProject = entries.ToLookup(e => e.ProjectId);
        return Result.Ok<IReadOnlyList<RoundProgressView>>([.. files.OrderBy(f => f.Project.SortKey, StringComparer.Ordinal).ThenBy(f => f.Project.Id).Select(f => Line(round, lines[f.Project.Id], f, [.. byProject[f.Project.Id]], words, photos, mine))]);
    }

    private RoundProgressView Line(RatingRound round, RatingLine line, ProjectFile file, List<ProgressEntry> entries, ProjectBook words, ILookup<Guid, Guid> photos, HashSet<Guid> mine)
    {
        var ordered = entries.OrderBy(e => e.Day).ThenBy(e => e.Id).ToList();
        var latest = ordered.LastOrDefault(e => e.RefusedAt is null && e.Day >= round.StartsOn);
        var returned = latest is null ? ordered.LastOrDefault(e => e.RefusedAt is not null && e.Day >= round.StartsOn) : null;
        var completed = file.Milestone("completed")?.ReachedOn <= round.EndsOn;
        return new(file.Project.Code, file.Project.Name, words.UnitName(line.UnitId), words.NameOf(file.Holder("attendant")), !completed)
        {
            ProjectId = file.Project.Id, Entry = latest?.Id, On = latest?.Day, Percent = latest?.PercentE4 / 10_000m, Words = latest?.Words, Accident = latest?.Accident, FundsBelowRule = latest?.FundsBelowRule,
            Photos = latest is null ? [] : [.. photos[latest.Id]], By = words.NameOf(latest?.ById), At = latest?.At, CheckedBy = words.NameOf(latest?.ConfirmedById), CheckedAt = latest?.ConfirmedAt,
            Returned = returned?.RefuseReason, Excuse = line.ExcuseReason, Before = ordered.LastOrDefault(e => e.RefusedAt is null && e.Day < round.StartsOn)?.PercentE4 / 10_000m,
            Mine = latest?.ById is not null && latest.ById == db.Actor.MemberId, MayEnter = round.State == RoundState.Open && mine.Contains(file.Project.Id), Started = file.Milestone("started")?.ReachedOn <= round.EndsOn,
        };
    }

    private async Task<IReadOnlyList<RoundView>> ViewsAsync(IReadOnlyList<RatingRound> rounds, CancellationToken cancel)
    {
        var words = await projects.BookAsync(cancel);
        var tallies = await RoundTally.OfAsync(db, rounds, cancel);
        var views = new List<RoundView>(rounds.Count);
        foreach (var round in rounds)
        {
            var (pack, tally) = (await PackAsync(round, cancel), tallies[round.Id]);
            var shown = round.State == RoundState.Published || (round.State == RoundState.Frozen && db.SeesAll(ProjectsPermissions.Rate));
            views.Add(new(round.Code, round.Title, round.Pack, pack?.Title.Current ?? round.Pack, round.Cadence, round.StartsOn, round.EndsOn, round.State)
            {
                Kind = round.ProjectKind, DueOn = round.DueOn, PhotoRequired = round.PhotoRequired, Projects = tally.Projects, Entered = tally.Entered, Checked = tally.Checked, Excused = tally.Excused,
                Appeals = tally.Appeals, Flags = shown && pack is not null ? Counts(pack, tally.Flags) : [],
                OpenedBy = words.NameOf(round.OpenedById), OpenedAt = round.OpenedAt, FrozenBy = words.NameOf(round.FrozenById), FrozenAt = round.FrozenAt, PublishedBy = words.NameOf(round.PublishedById), PublishedAt = round.PublishedAt,
                VoidReason = round.VoidReason, Hash = round.PackHash, Asks = pack is null ? [] : [.. Asked.Where(a => pack.Used.Any(f => f.Code == a))],
            });
        }

        return views;
    }

    /// <summary>The text that decided a round, or would decide it.</summary>
    public async Task<RulePack?> PackAsync(RatingRound round, CancellationToken cancel) =>
        round.PackHash is not null ? await book.PackAsync(round, cancel) : (await library.InForceAsync(round.Pack, round.EndsOn, cancel)).Try(out var found, out _) ? found.Pack : null;

    /// <summary>Names of projects whose progress is missing or not checked.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(RatingRound round, CancellationToken cancel)
    {
        var lines = await db.Set<RatingLine>().AsNoTracking().Where(l => l.RoundId == round.Id).ToListAsync(cancel);
        var named = await db.Set<InvestmentProject>().AsNoTracking().Where(p => db.Set<RatingLine>().Any(l => l.RoundId == round.Id && l.ProjectId == p.Id)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).ToListAsync(cancel);
        return await freezer.MissingAsync(round, lines, named, cancel);
    }

    /// <summary>Flags with their counts, the best first as the pack has them, then what it does not name.</summary>
    public static IReadOnlyList<FlagCount> Counts(RulePack pack, IReadOnlyDictionary<string, int> counts) =>
        [.. pack.Flags.Select(f => f.Code).Concat(counts.Keys.Except(pack.Flags.Select(f => f.Code)).Order(StringComparer.Ordinal)).Select(f => new FlagCount(f, FlagWords.Of(pack, f).For(CultureInfo.CurrentUICulture), FlagWords.Colour(pack, f), counts.GetValueOrDefault(f)))];
}
