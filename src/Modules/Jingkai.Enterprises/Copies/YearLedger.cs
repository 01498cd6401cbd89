using System.Globalization;
using System.Runtime.CompilerServices;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Exchange;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Copies;

/// <summary>The copy of a year out to Excel, in exactly the columns of the ledger. It only goes out.</summary>
internal sealed class YearLedger(JingkaiDbContext db, YearCopies copies, TimeProvider clock) : ILedger
{
    private const int Batch = 500;

    public string Code => "enterprise-years";

    public string TitleKey => "enterprises.year.ledger";

    public string? PagePath => null;

    public string ReadPermission => EnterprisesPermissions.Read;

    public string? WritePermission => null;

    public IReadOnlyList<LedgerColumn> Columns => EnterpriseColumns.All;

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        var text = filters["year"].ToString();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)) throw new LedgerRefusal(ApiErrors.BadFilter("year", text));
        var rows = await db.Set<YearCopy>().AsNoTracking().Where(c => c.Year == year).OrderBy(c => c.Code).ToListAsync(cancel);
        var revealed = db.SeesAll(EnterprisesPermissions.Contacts);
        if (revealed && rows.Count > 0)
        {
            AuditTrail.Record(db, clock.Now(), "revealed", "EnterpriseExport", Guid.CreateVersion7().ToString(), Code, after: new { year, enterprises = rows.Count });
            await db.SaveChangesAsync(cancel);
        }

        foreach (var chunk in rows.Chunk(Batch))
            foreach (var row in await copies.RowsAsync(chunk, revealed, cancel))
                yield return [.. EnterpriseColumns.All.Select(c => row.TryGetValue(c.Key, out var value) ? Cell(c.Kind, value) : null)];
    }

    private static object? Cell(ColumnKind kind, string value) => kind switch
    {
        ColumnKind.Date => DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Number => decimal.Parse(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
