using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>Enterprises that go to another liaison.</summary>
/// <param name="From">The liaison who gives them up; null: those nobody looks after.</param>
/// <param name="To">The liaison who takes them.</param>
/// <param name="Enterprises">Codes; absent: all that <paramref name="From"/> has, or all that nobody has.</param>
/// <param name="Most">At most so many, in order of name; absent: all.</param>
/// <param name="Reason">Why.</param>
internal sealed record Reassignment(Guid? From, Guid? To, IReadOnlyList<string>? Enterprises, int? Most, string? Reason);

/// <summary>What was reassigned.</summary>
internal sealed record Reassigned(int Enterprises);

/// <summary>Hands enterprises from one liaison to another, all or none. Each file keeps the dates of both; the reason stands in the trail.</summary>
internal sealed class ReassignService(JingkaiDbContext db, RegisterService register, LoadReader load, TimeProvider clock)
{
    /// <summary>More than any zone hands over in one go, and few enough for one transaction.</summary>
    public const int MostAtOnce = 1000;

    public Task<Result<Reassigned>> ReassignAsync(Reassignment wanted, CancellationToken cancel) => db.InTransactionAsync<Reassigned>(async () =>
    {
        var reason = TextNormal.Clean(wanted.Reason);
        if (reason.Length is 0 or > 500) return reason.Length == 0 ? Register.Errors.ReasonRequired : Register.Errors.TooLong("reason", 500);
        var to = (await load.LiaisonsAsync(cancel)).FirstOrDefault(l => l.Id == wanted.To);
        if (wanted.To is null || to.Id != wanted.To) return Errors.NoLiaison;
        if (wanted.From == wanted.To) return Errors.SameLiaison;
        if (wanted.Most is < 1) return Errors.NothingToReassign;
        var seats = await LiaisonBook.LoadAsync(db, cancel);
        var files = await LoadReader.InZone(db).OrderBy(e => e.SortKey).ThenBy(e => e.Id).Select(e => new { e.Id, e.Code }).ToListAsync(cancel);
        var open = files.Where(f => wanted.From is { } from ? seats[f.Id].Any(s => s.Member == from) : !seats[f.Id].Any(s => s.Active)).ToList();
        if (wanted.Enterprises is { } codes)
        {
            if (codes.FirstOrDefault(c => open.TrueForAll(f => f.Code != c)) is { } foreign) return Errors.NotTheirs(foreign);
            open.RemoveAll(f => !codes.Contains(f.Code));
        }

        // One order for all writers: those who hand over the same enterprises at once wait for one another.
        var chosen = open.Take(wanted.Most ?? int.MaxValue).OrderBy(f => f.Id).ToList();
        if (chosen.Count == 0) return Errors.NothingToReassign;
        if (chosen.Count > MostAtOnce) return Register.Errors.TooMany("enterprises", MostAtOnce);
        foreach (var file in chosen)
        {
            if (!(await register.OpenToConfirmAsync(file.Code, cancel)).Try(out var dossier, out var refusal)) return refusal;
            // Whoever has left gives up the seat with the one who hands over.
            var stay = dossier.Liaisons.Where(a => a.MemberId != wanted.From && seats[file.Id].Any(s => s.Member == a.MemberId && s.Active)).Select(a => new LiaisonInput(null, a.MemberId));
            var names = LiaisonLines.Read(dossier.File.LiaisonNames).Select(n => new LiaisonInput(n));
            var written = await register.WriteAsync(dossier, new EnterpriseInput { Liaisons = new((IReadOnlyList<LiaisonInput>)[.. stay, new LiaisonInput(to.Name, to.Id), .. names]) }, null, cancel);
            if (!written.IsOk) return written.Error;
            db.ChangeTracker.Clear();
        }

        AuditTrail.Record(db, clock.Now(), "reassigned", "LiaisonReassignment", Guid.CreateVersion7().ToString(), to.Name, new { from = wanted.From }, new { to = wanted.To, reason, enterprises = chosen.ConvertAll(f => f.Code) });
        await db.SaveChangesAsync(cancel);
        return new Reassigned(chosen.Count);
    }, cancel);
}
