using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>A correction as both sides see it. Contacts come masked.</summary>
/// <param name="Holder">In whose inbox it lies; null: nobody's, or answered.</param>
/// <param name="Moves">What the reader may do with it.</param>
internal sealed record CorrectionView(
    Guid Id, string Enterprise, string Name, string Field, string Reason, string? Seen, string? Value, DateOnly AsOf, string From, string By, DateTime At, string State,
    string? Holder, string? AnsweredBy, DateTime? AnsweredAt, string? Answer, int Version, IReadOnlyList<string> Moves, IReadOnlyList<Candidate> Candidates);

/// <summary>Somebody it can be handed to.</summary>
internal sealed record Candidate(Guid Id, string Name);

/// <summary>Reads corrections within the reader's scope.</summary>
internal sealed class CorrectionReader(JingkaiDbContext db, PermissionCatalog permissions)
{
    /// <summary>Those of one file, the open ones first, then the newest.</summary>
    public async Task<IReadOnlyList<CorrectionView>> OfAsync(Guid enterprise, CancellationToken cancel) =>
        await ViewsAsync(await db.Set<Correction>().AsNoTracking().Where(c => c.EnterpriseId == enterprise).ToListAsync(cancel), cancel);

    /// <summary>Those of the zone.</summary>
    public async Task<PagedList<CorrectionView>> ListAsync(CorrectionState? state, PageRequest page, CancellationToken cancel)
    {
        var query = db.Set<Correction>().AsNoTracking().Where(c => state == null || c.State == state);
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewsAsync(rows, cancel), total, page.Page, page.Size);
    }

    private async Task<IReadOnlyList<CorrectionView>> ViewsAsync(List<Correction> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var holders = await CorrectionHolders.LoadAsync(db, permissions, cancel);
        var ids = rows.Select(r => r.EnterpriseId).Distinct().ToList();
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Code, e.Name }).ToDictionaryAsync(e => e.Id, cancel);
        return [.. rows.OrderByDescending(r => r.State == CorrectionState.Open).ThenByDescending(r => r.At).ThenByDescending(r => r.Id).Select(r => new CorrectionView(
            r.Id, files[r.EnterpriseId].Code, files[r.EnterpriseId].Name, r.Field, r.Reason, FieldText.Masked(r.Field, r.Seen), FieldText.Masked(r.Field, r.Value), r.AsOf,
            Kebab.Of(r.From), r.ByName, r.At, Kebab.Of(r.State), holders.NameOf(holders.Of(r)), r.AnsweredBy, r.AnsweredAt, r.Answer, r.Version, Moves(r, holders),
            r.State == CorrectionState.Open ? [.. holders.Candidates(r).Where(c => c.Id != holders.Of(r)).Select(c => new Candidate(c.Id, c.Name))] : []))];
    }

    private IReadOnlyList<string> Moves(Correction correction, CorrectionHolders holders)
    {
        if (correction.State != CorrectionState.Open || !db.Actor.May(EnterprisesPermissions.Confirm)) return [];
        if (correction.ById == db.Actor.MemberId) return ["withdraw"];
        var may = db.Actor.MemberId is { } me ? holders.MayAnswer(me, correction) : db.SeesAll(EnterprisesPermissions.Write);
        return may ? ["accept", "refuse", "hand-over"] : [];
    }
}
