using System.Runtime.CompilerServices;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Ledgers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Exchange;

/// <summary>The ledger of enterprises in and out of Excel.</summary>
internal sealed class EnterpriseLedger(JingkaiDbContext db, EventHub events, TimeProvider clock, ImportContext import, IEnterpriseDirectory directory) : ILedger
{
    private const int Batch = 500;

    public string Code => "enterprises";

    public string TitleKey => "enterprises.ledger";

    public string ReadPermission => EnterprisesPermissions.Read;

    public string WritePermission => EnterprisesPermissions.Import;

    public IReadOnlyList<LedgerColumn> Columns => EnterpriseColumns.All;

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var files = db.Set<Enterprise>().AsNoTracking().Where(e => e.CreditCode != null && e.VoidedAt == null);
        var known = await files.Select(e => new { e.CreditCode, e.IndustryCode, e.MovedInOn, e.MovedOutOn, MovedOut = e.Stage == EnterpriseStage.MovedOut })
            .ToDictionaryAsync(e => e.CreditCode!, e => new KnownEnterprise(e.IndustryCode, e.MovedInOn, e.MovedOutOn, e.MovedOut), StringComparer.Ordinal, cancel);
        var listings = db.Set<AboveScaleListing>().AsNoTracking()
            .Join(files, l => new { l.ZoneId, Id = l.EnterpriseId }, e => new { e.ZoneId, e.Id }, (l, e) => new { e.CreditCode, l.Kind, l.Since, l.UntilOn });
        await foreach (var listing in listings.AsAsyncEnumerable().WithCancellation(cancel))
            known[listing.CreditCode!].Listings.Add(new(listing.Kind, listing.Since, listing.UntilOn));
        var merged = (await directory.MergedAsync(cancel)).Where(m => m.CreditCode is not null && !known.ContainsKey(m.CreditCode)).GroupBy(m => m.CreditCode!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Into, StringComparer.Ordinal);
        return new EnterpriseImport(db, events, clock, import.FileName ?? RuleContext.SourceOf("job"), new EnterpriseJudge(known, merged));
    }

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!EnterpriseFilter.Parse(filters).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        var ids = await filter.Order(db, await filter.ApplyAsync(db, cancel)).Select(e => e.Id).ToListAsync(cancel);
        var context = await RuleContext.LoadAsync(db, cancel);
        await LogAsync(ids.Count, cancel);
        foreach (var chunk in ids.Chunk(Batch))
        {
            var dossiers = (await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => chunk.Contains(e.Id)), track: false, cancel)).ToDictionary(d => d.File.Id);
            var revealed = await RevealedAsync(chunk, cancel);
            foreach (var id in chunk)
                if (dossiers.TryGetValue(id, out var dossier)) yield return Row(dossier, context, revealed.Contains(id));
        }
    }

    /// <summary>A file as a row of the ledger.</summary>
    internal static object?[] Row(Dossier dossier, RuleContext context, bool revealed)
    {
        var file = dossier.File;
        var listing = dossier.Listings.MaxBy(l => l.Since);
        var contact = dossier.Contacts.FirstOrDefault();
        return
        [
            file.CreditCode,
            file.Name,
            Items(dossier.Names.Where(n => n.Kind == NameKind.Former).Select(n => n.Name)),
            file.IndustryCode,
            context.Parks.NameOf(file.ParkId),
            file.RegisteredOn,
            listing?.Since,
            listing?.UntilOn,
            Items(dossier.Qualifications.Where(q => q.InForceOn(context.Today)).Select(q => q.Title)),
            Land.Mu(file.LandUnits),
            Text(revealed ? contact?.Name : Masks.Name(contact?.Name ?? "")),
            Text(revealed ? contact?.Phone : Masks.Phone(contact?.Phone)),
            Items(dossier.Liaisons.Select(a => context.Members.NameOf(a.MemberId)).Concat(LiaisonLines.Read(file.LiaisonNames))),
            Items(dossier.Names.Where(n => n.Kind == NameKind.Short).Select(n => n.Name)),
            file.MovedInOn,
            file.MovedOutOn,
            file.Address,
            file.Products,
            file.MarketPosition,
            Land.SquareMetres(file.FloorUnits),
            file.Staff,
            Energy.Tonnes(file.EnergyE4),
            .. PlainFields.All.Select(f => f.Cell(file)),
        ];
    }

    /// <summary>Contacts in full for whoever may reveal them one by one; the export as a whole is logged.</summary>
    private async Task<HashSet<Guid>> RevealedAsync(Guid[] chunk, CancellationToken cancel)
    {
        if (!db.Actor.May(EnterprisesPermissions.Contacts)) return [];
        if (db.SeesAll(EnterprisesPermissions.Contacts)) return [.. chunk];
        return [.. await db.Set<Enterprise>().AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Contacts)).Where(e => chunk.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel)];
    }

    private async Task LogAsync(int count, CancellationToken cancel)
    {
        if (count == 0 || !db.Actor.May(EnterprisesPermissions.Contacts)) return;
        AuditTrail.Record(db, clock.Now(), "revealed", "EnterpriseExport", Guid.CreateVersion7().ToString(), Code, after: new { enterprises = count });
        await db.SaveChangesAsync(cancel);
    }

    private static string? Items(IEnumerable<string> items) => Text(string.Join('、', items));

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
