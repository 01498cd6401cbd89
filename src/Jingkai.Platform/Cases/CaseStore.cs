using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Rules;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>Reads cases with what their rules need. A case's row is taken before it is read by every writer, and before the rows of its clocks.</summary>
internal sealed class CaseStore(JingkaiDbContext db, CaseKinds kinds)
{
    /// <summary>The case the actor may see, or null; taken until the open transaction ends.</summary>
    public async Task<CaseBoard?> TakeAsync(string code, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_cases WHERE zone_id = {db.ZoneId} AND code = {code} FOR UPDATE", cancel);
        return await db.Set<Case>().AsTracking().FirstOrDefaultAsync(c => c.Code == code, cancel) is { } row ? await BoardAsync(row, cancel) : null;
    }

    /// <summary>The case of an id whoever asks, for what happened to it elsewhere; taken.</summary>
    public async Task<CaseBoard?> TakeAsync(Guid id, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_cases WHERE zone_id = {db.ZoneId} AND id = {id} FOR UPDATE", cancel);
        return await db.Set<Case>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is { } row ? await BoardAsync(row, cancel) : null;
    }

    /// <summary>The case of an id whoever asks, for the sweep: null when there is none, or when somebody is at it.</summary>
    public async Task<CaseBoard?> TryTakeAsync(Guid id, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres
            && (await db.Database.SqlQuery<int>($"SELECT 1 AS \"Value\" FROM platform_cases WHERE zone_id = {db.ZoneId} AND id = {id} FOR UPDATE SKIP LOCKED").ToListAsync(cancel)).Count == 0) return null;
        return await db.Set<Case>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is { } row ? await BoardAsync(row, cancel) : null;
    }

    /// <summary>The case without taking it.</summary>
    public async Task<CaseBoard?> ReadAsync(string code, CancellationToken cancel) =>
        await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Code == code, cancel) is { } row
            ? new(row, await db.Set<CasePart>().AsNoTracking().Where(p => p.CaseId == row.Id).OrderBy(p => p.Number).ToListAsync(cancel), await kinds.OfAsync(row.Kind, cancel), db.Today) : null;

    private async Task<CaseBoard> BoardAsync(Case row, CancellationToken cancel) =>
        new(row, await db.Set<CasePart>().AsTracking().Where(p => p.CaseId == row.Id).OrderBy(p => p.Number).ToListAsync(cancel), await kinds.OfAsync(row.Kind, cancel), db.Today);
}
