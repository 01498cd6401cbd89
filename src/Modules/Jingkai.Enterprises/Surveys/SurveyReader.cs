using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Living;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Surveys;

/// <summary>How far something is: fields asked, and what became of them.</summary>
internal sealed record SurveyProgress(int Enterprises, int Asked, int Confirmed, int Changed, int Proposed, int Open)
{
    /// <summary>Answered of those asked, in per cent to one decimal.</summary>
    public decimal Percent => Asked == 0 ? 0 : Math.Round((Asked - Open) * 100m / Asked, 1, MidpointRounding.AwayFromZero);
}

/// <summary>The part of one liaison, or of one unit.</summary>
internal sealed record SurveyShare(string? Name, string? Unit, SurveyProgress Progress);

internal sealed record SurveyView(
    string Code, string Title, IReadOnlyList<string> Fields, bool AskLiaisons, bool AskEnterprises, DateOnly StartedOn, DateOnly UntilOn, DateTime? ClosedAt, string? ClosedBy, string? CloseReason,
    SurveyProgress Progress, IReadOnlyList<SurveyShare> Liaisons, IReadOnlyList<SurveyShare> Units);

/// <summary>A round that waits for the reader.</summary>
internal sealed record WaitingSurvey(string Code, string Title, DateOnly UntilOn, DateTime At, string? By, int Open);

/// <summary>An enterprise with what a round still asks of it.</summary>
internal sealed record SurveyTarget(string Code, string Name, int Asked, int Open);

/// <summary>Reads rounds; each reader counts the enterprises in scope.</summary>
internal sealed class SurveyReader(JingkaiDbContext db)
{
    public async Task<PagedList<SurveyView>> ListAsync(PageRequest page, CancellationToken cancel)
    {
        var total = await db.Set<SurveyRound>().LongCountAsync(cancel);
        var rounds = await db.Set<SurveyRound>().AsNoTracking().OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        var ids = rounds.Select(r => r.Id).ToList();
        var counts = (await CountsAsync(db.Set<SurveyItem>().Where(i => ids.Contains(i.RoundId)), cancel)).ToLookup(c => c.Round);
        return new([.. rounds.Select(r => View(r, [.. counts[r.Id]], null))], total, page.Page, page.Size);
    }

    public async Task<SurveyView?> FindAsync(string code, CancellationToken cancel)
    {
        if (await db.Set<SurveyRound>().AsNoTracking().FirstOrDefaultAsync(r => r.Code == code, cancel) is not { } round) return null;
        var counts = await CountsAsync(db.Set<SurveyItem>().Where(i => i.RoundId == round.Id), cancel);
        return View(round, counts, await LiaisonBook.LoadAsync(db, cancel));
    }

    /// <summary>Open rounds that ask the reader, with how many fields are left.</summary>
    public async Task<IReadOnlyList<WaitingSurvey>> WaitingAsync(CancellationToken cancel)
    {
        if (db.SeesAll(EnterprisesPermissions.Confirm)) return [];
        var (asLiaison, asEnterprise) = (db.SeesBy(EnterprisesPermissions.Confirm, Scope.Assigned), db.SeesBy(EnterprisesPermissions.Confirm, Scope.Enterprise));
        var rounds = await db.Set<SurveyRound>().AsNoTracking().Where(r => r.ClosedAt == null && ((asLiaison && r.AskLiaisons) || (asEnterprise && r.AskEnterprises))).ToListAsync(cancel);
        if (rounds.Count == 0) return [];
        var ids = rounds.Select(r => r.Id).ToList();
        var open = await db.Set<SurveyItem>().AsNoTracking().Where(i => ids.Contains(i.RoundId) && i.State == SurveyState.Open)
            .GroupBy(i => i.RoundId).Select(g => new { Round = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Round, g => g.Count, cancel);
        var names = await db.Set<Member>().AsNoTracking().ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        return [.. rounds.Where(r => open.ContainsKey(r.Id)).OrderBy(r => r.UntilOn)
            .Select(r => new WaitingSurvey(r.Code, r.Title, r.UntilOn, r.StartedAt, r.StartedById is { } by ? names.GetValueOrDefault(by) : null, open[r.Id]))];
    }

    /// <summary>The enterprises of a round in the reader's scope, those with most left first.</summary>
    public async Task<IReadOnlyList<SurveyTarget>> TargetsAsync(string code, CancellationToken cancel)
    {
        var rows = await (from i in db.Set<SurveyItem>().AsNoTracking()
                          join r in db.Set<SurveyRound>() on i.RoundId equals r.Id
                          where r.Code == code
                          group i by i.EnterpriseId into g
                          select new { g.Key, Asked = g.Count(), Open = g.Count(i => i.State == SurveyState.Open) }).ToListAsync(cancel);
        var ids = rows.Select(r => r.Key).ToList();
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Code, e.Name, e.SortKey }).ToDictionaryAsync(e => e.Id, cancel);
        return [.. rows.Where(r => files.ContainsKey(r.Key)).OrderBy(r => r.Open == 0).ThenBy(r => files[r.Key].SortKey, StringComparer.Ordinal)
            .Select(r => new SurveyTarget(files[r.Key].Code, files[r.Key].Name, r.Asked, r.Open))];
    }

    /// <summary>What a round still asks of one enterprise.</summary>
    public async Task<IReadOnlyList<string>> OpenFieldsAsync(string code, Guid enterprise, CancellationToken cancel) =>
        await (from i in db.Set<SurveyItem>().AsNoTracking()
               join r in db.Set<SurveyRound>() on i.RoundId equals r.Id
               where r.Code == code && r.ClosedAt == null && i.EnterpriseId == enterprise && i.State == SurveyState.Open
               select i.Field).ToListAsync(cancel);

    private sealed record StateCount(Guid Round, Guid Enterprise, SurveyState State, int Count);

    private static async Task<List<StateCount>> CountsAsync(IQueryable<SurveyItem> items, CancellationToken cancel) =>
        [.. (await items.AsNoTracking().GroupBy(i => new { i.RoundId, i.EnterpriseId, i.State }).Select(g => new { g.Key.RoundId, g.Key.EnterpriseId, g.Key.State, Count = g.Count() }).ToListAsync(cancel))
            .Select(c => new StateCount(c.RoundId, c.EnterpriseId, c.State, c.Count))];

    private static SurveyView View(SurveyRound round, IReadOnlyList<StateCount> counts, ILookup<Guid, LiaisonSeat>? seats)
    {
        IReadOnlyList<SurveyShare> liaisons = [], units = [];
        if (seats is not null)
        {
            var shares = counts.SelectMany(c => seats[c.Enterprise].Any() ? seats[c.Enterprise].Select(s => (Count: c, Name: (string?)s.Name, s.Unit)) : [(c, null, null)]).ToList();
            liaisons = [.. shares.GroupBy(s => (s.Name, s.Unit)).Select(g => new SurveyShare(g.Key.Name, g.Key.Unit, Progress(g.Select(s => s.Count)))).OrderBy(s => s.Progress.Percent).ThenBy(s => s.Name, StringComparer.Ordinal)];
            units = [.. shares.GroupBy(s => s.Unit).Select(g => new SurveyShare(null, g.Key, Progress(g.Select(s => s.Count).Distinct()))).OrderBy(s => s.Progress.Percent).ThenBy(s => s.Unit, StringComparer.Ordinal)];
        }

        return new(round.Code, round.Title, round.FieldList, round.AskLiaisons, round.AskEnterprises, round.StartedOn, round.UntilOn, round.ClosedAt, round.ClosedBy, round.CloseReason, Progress(counts), liaisons, units);
    }

    private static SurveyProgress Progress(IEnumerable<StateCount> counts)
    {
        var all = counts.ToList();
        int Of(SurveyState state) => all.Where(c => c.State == state).Sum(c => c.Count);
        return new(all.Select(c => c.Enterprise).Distinct().Count(), all.Sum(c => c.Count), Of(SurveyState.Confirmed), Of(SurveyState.Changed), Of(SurveyState.Proposed), Of(SurveyState.Open));
    }
}
