using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <content>Two files that become one.</content>
internal sealed partial class RegisterService
{
    /// <summary>Two files for writing, locked in order of id until the transaction ends; voided ones too.</summary>
    /// <returns>In the order asked for.</returns>
    internal async Task<(Dossier A, Dossier B)> LockBothAsync(Guid a, Guid b, CancellationToken cancel)
    {
        Guid[] ids = [a, b];
        if (db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM enterprises_enterprises WHERE zone_id = {db.ZoneId} AND id = ANY({ids}) ORDER BY id FOR UPDATE", cancel);
        var dossiers = await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => ids.Contains(e.Id)), track: true, cancel);
        return (dossiers.Single(d => d.File.Id == a), dossiers.Single(d => d.File.Id == b));
    }

    /// <summary>Writes a change into an open file in the caller's transaction, told in the trail as <paramref name="action"/>. The caller
    /// publishes it.</summary>
    internal async Task<Result> WriteAsync(Dossier dossier, RuleContext context, EnterpriseInput input, string action, FieldValues told, CancellationToken cancel)
    {
        var was = dossier.File.CreditCode;
        var outcome = EnterpriseRules.Apply(context, dossier, input);
        if (outcome.Errors.Count > 0) return ApiErrors.Invalid(outcome.Errors);
        if (was != dossier.File.CreditCode && await TakenAsync(dossier.File, cancel) is { } taken) return taken;
        foreach (var (field, value) in told) outcome.After[field] = value;
        await SaveAsync(dossier, context, action, outcome, clock.Now(), cancel);
        return Result.Ok();
    }

    /// <summary>Saves a file of which only the standing changed.</summary>
    internal Task WriteAsync(Dossier dossier, string action, FieldValues told, CancellationToken cancel) => SaveAsync(dossier, null, action, new([], [], told), clock.Now(), cancel);

    /// <summary>The live file a credit code belongs to, other than <paramref name="file"/>.</summary>
    internal Task<Enterprise?> HolderAsync(string creditCode, Guid file, CancellationToken cancel) =>
        db.Set<Enterprise>().AsNoTracking().FirstOrDefaultAsync(e => e.CreditCode == creditCode && e.VoidedAt == null && e.Id != file, cancel);

    /// <summary>The code of the file an enterprise's own account is led to from the address of a tombstone that became part of it; null:
    /// nowhere. Others are told what their scope tells them.</summary>
    internal static async Task<string?> LedAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        if (!db.SeesBy(EnterprisesPermissions.Read, Scope.Enterprise)) return null;
        var all = db.Set<Enterprise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking();
        var (plain, credit) = (TextNormal.HalfWidth(key).Trim().ToUpperInvariant(), CreditCode.Parse(key).Try(out var parsed, out _) ? parsed.Value : null);
        // Few files were ever merged into the account's own, so the way is walked from there.
        var ends = new List<Guid> { db.EnterpriseId };
        for (var i = 0; i < ends.Count; i++)
        {
            var end = ends[i];
            foreach (var gone in await all.Where(e => e.MergedIntoId == end).Select(e => new { e.Id, e.Code, e.CreditCode }).ToListAsync(cancel))
            {
                if (gone.Code == plain || (credit is not null && gone.CreditCode == credit)) return await all.Where(e => e.Id == db.EnterpriseId && e.VoidedAt == null).Select(e => e.Code).FirstOrDefaultAsync(cancel);
                ends.Add(gone.Id);
            }
        }

        return null;
    }

    /// <summary>The file that a tombstone leads to, over as many merges as there were; the file itself when it is none.</summary>
    internal static async Task<Enterprise> FollowAsync(JingkaiDbContext db, Enterprise file, CancellationToken cancel)
    {
        // A file is merged into one that is no tombstone, so the way has an end.
        while (file.MergedIntoId is { } next && await db.Set<Enterprise>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == next, cancel) is { } kept) file = kept;
        return file;
    }
}
