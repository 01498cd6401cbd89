using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>An absence to record.</summary>
/// <param name="From">First day away.</param>
/// <param name="Until">First day back.</param>
/// <param name="StandIn">Id or sign-in name of who stands in.</param>
/// <param name="Note">Why.</param>
public sealed record NewAbsence(DateOnly? From, DateOnly? Until, string? StandIn, string? Note);

/// <summary>An absence as its member sees it.</summary>
public sealed record AbsenceView(Guid Id, DateOnly From, DateOnly Until, string? StandIn, string? Note, bool InForce);

/// <summary>Keeps one's own absences. Nobody sends another away.</summary>
public sealed class AbsenceService(JingkaiDbContext db, TimeProvider clock)
{
    /// <summary>Absences of the actor that are not over, in order of time.</summary>
    public async Task<IReadOnlyList<AbsenceView>> ListAsync(CancellationToken cancel = default) =>
        [.. (await (from a in db.Set<Absence>().AsNoTracking()
                    where a.MemberId == db.MemberId && a.VoidedAt == null && a.UntilOn > db.Today
                    join m in db.Set<Member>() on a.StandInId equals (Guid?)m.Id into standIns
                    from m in standIns.DefaultIfEmpty()
                    orderby a.FromOn
                    select new { a, Name = m == null ? null : m.Name }).ToListAsync(cancel))
            .Select(x => new AbsenceView(x.a.Id, x.a.FromOn, x.a.UntilOn, x.Name, x.a.Note, x.a.FromOn <= db.Today))];

    /// <summary>Records an absence.</summary>
    /// <returns>It, or <c>bad-dates</c>, <c>absence-overlaps</c>, <c>own-stand-in</c>, <c>unknown-member</c>.</returns>
    public async Task<Result<Absence>> AddAsync(NewAbsence input, CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is not { } me) return SignOffErrors.MembersOnly;
        if (input.From is not { } from) return ApiErrors.Required("from");
        if (input.Until is not { } until) return ApiErrors.Required("until");
        if (until <= from) return SignOffErrors.BadDates;
        Guid? standIn = null;
        if (!string.IsNullOrWhiteSpace(input.StandIn))
        {
            var id = Guid.TryParse(input.StandIn, out var parsed) ? parsed : Guid.Empty;
            standIn = await (from m in db.Set<Member>() join a in db.Users on m.AccountId equals a.Id where m.Active && (m.Id == id || a.UserName == input.StandIn) select (Guid?)m.Id).FirstOrDefaultAsync(cancel);
            if (standIn is null) return SignOffErrors.UnknownMember(input.StandIn, "standIn");
            if (standIn == me) return SignOffErrors.OwnStandIn;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Two absences at once would give a place two holders; the member's row keeps a second request out until this one stands.
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_members WHERE zone_id = {db.ZoneId} AND id = {me} FOR UPDATE", cancel);
        if (await db.Set<Absence>().AnyAsync(a => a.MemberId == me && a.VoidedAt == null && a.FromOn < until && from < a.UntilOn, cancel)) return SignOffErrors.OverlappingAbsence;
        var note = TextNormal.Clean(input.Note);
        var absence = new Absence { ZoneId = db.ZoneId, MemberId = me, StandInId = standIn, FromOn = from, UntilOn = until, Note = note.Length == 0 ? null : note };
        db.Add(absence);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return absence;
    }

    /// <summary>Takes an absence back; what was signed during it stays signed.</summary>
    public async Task<Result> VoidAsync(Guid id, CancellationToken cancel = default)
    {
        var absence = await db.Set<Absence>().AsTracking().FirstOrDefaultAsync(a => a.Id == id && a.MemberId == db.MemberId && a.VoidedAt == null, cancel);
        if (absence is null) return ApiErrors.NotFound;
        absence.VoidedAt = clock.Now();
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }
}
