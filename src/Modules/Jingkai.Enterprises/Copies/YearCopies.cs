using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Exchange;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Copies;

/// <summary>The register of a year.</summary>
internal sealed record YearFreezeView(int Year, DateOnly AsOn, DateTime At, string By, int Files, string Sha256);

/// <summary>One file in it: the ledger's cells that held something. Contacts come masked.</summary>
internal sealed record YearCopyView(int Year, DateOnly AsOn, DateTime At, string By, IReadOnlyDictionary<string, string> Fields);

/// <summary>Refusals of yearly copies.</summary>
internal static class Errors
{
    public static Error NotOver(int year) => Error.Invalid("year-not-over", $"{year}年尚未结束，年底再存档", $"{year} is not over yet", "year");

    public static Error AlreadyFrozen(int year) => Error.Conflict("already-frozen", $"{year}年的档案已存档，不能重做", $"the register of {year} is frozen already and is not made again", "year");
}

/// <summary>Makes and reads the copies of years.</summary>
internal sealed class YearCopies(JingkaiDbContext db, TimeProvider clock)
{
    private const int Batch = 500;
    private const string Reference = "personal:";

    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Freezes the register as it stands as the copy of a year that is over, or ends today.</summary>
    public Task<Result<YearFreezeView>> FreezeAsync(int? asked, CancellationToken cancel) => db.InTransactionAsync<YearFreezeView>(async () =>
    {
        if (!db.SeesAll(EnterprisesPermissions.Survey)) return ApiErrors.NotPermitted;
        if (asked is not { } year || year is < 1949 or > 9000) return ApiErrors.Required("year");
        if (new DateOnly(year, 12, 31) > db.Today) return Errors.NotOver(year);
        // Nobody enters a file meanwhile, and of two who freeze the same year one sees the other.
        await RegisterLock.TakeAsync(db, cancel);
        if (await db.Set<YearFreeze>().AnyAsync(f => f.Year == year, cancel)) return Errors.AlreadyFrozen(year);
        var context = await RuleContext.LoadAsync(db, cancel);
        var ids = await db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null).OrderBy(e => e.Code).Select(e => e.Id).ToListAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in ids.Chunk(Batch))
        {
            var dossiers = (await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => chunk.Contains(e.Id)), track: false, cancel)).OrderBy(d => d.File.Code, StringComparer.Ordinal).ToList();
            var copies = dossiers.ConvertAll(d => d.New(new YearCopy { Year = year, Code = d.File.Code, Row = JsonSerializer.Serialize(Cells(EnterpriseLedger.Row(d, context, revealed: true)), Canonical) }));
            foreach (var copy in copies) hash.AppendData(Encoding.UTF8.GetBytes($"{copy.Code}\t{copy.Row}\n"));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            await BulkWriter.InsertAsync(db, copies, cancel);
        }

        var freeze = new YearFreeze { ZoneId = db.ZoneId, Year = year, AsOn = db.Today, At = clock.Now(), ByName = Me, Files = ids.Count, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
        db.Add(freeze);
        AuditTrail.Record(db, freeze.At, "frozen", "RegisterCopy", freeze.Id.ToString(), year.ToString(CultureInfo.InvariantCulture), null, new { year, files = freeze.Files, sha256 = freeze.Sha256 });
        await db.SaveChangesAsync(cancel);
        return View(freeze);
    }, cancel);

    /// <summary>Keeps the year that has just ended, once: whoever asked before, or another server, has done it. Later than in January the
    /// register no longer is what it was at the end of the year, and somebody has to say that it shall be kept all the same.</summary>
    /// <returns>Whether this call made the copy.</returns>
    internal async Task<bool> SweepAsync(CancellationToken cancel)
    {
        if (db.Today.Month != 1) return false;
        var year = db.Today.Year - 1;
        if (await db.Set<YearFreeze>().AnyAsync(f => f.Year == year, cancel)) return false;
        // A zone that began after the year has nothing of it. Midnight in China is 16:00 the day before.
        var end = new DateTime(year, 12, 31, 16, 0, 0, DateTimeKind.Utc);
        if (!await db.Set<Enterprise>().AnyAsync(e => e.CreatedAt < end, cancel)) return false;
        var made = await FreezeAsync(year, cancel);
        return made.IsOk || made.Error.Code == "already-frozen" ? made.IsOk : throw new InvalidOperationException($"The copy of {year} was refused: {made.Error.Code}");
    }

    /// <summary>The years there are copies of, the latest first.</summary>
    public async Task<IReadOnlyList<YearFreezeView>> YearsAsync(CancellationToken cancel) =>
        [.. (await db.Set<YearFreeze>().AsNoTracking().OrderByDescending(f => f.Year).ToListAsync(cancel)).Select(View)];

    /// <summary>A file through the years, the latest first.</summary>
    public async Task<IReadOnlyList<YearCopyView>> OfAsync(Guid enterprise, CancellationToken cancel)
    {
        var copies = await db.Set<YearCopy>().AsNoTracking().Where(c => c.EnterpriseId == enterprise).OrderByDescending(c => c.Year).ToListAsync(cancel);
        if (copies.Count == 0) return [];
        var freezes = await db.Set<YearFreeze>().AsNoTracking().ToDictionaryAsync(f => f.Year, cancel);
        var rows = await RowsAsync(copies, revealed: false, cancel);
        return [.. copies.Zip(rows).Select(c => new YearCopyView(c.First.Year, freezes[c.First.Year].AsOn, freezes[c.First.Year].At, freezes[c.First.Year].ByName, c.Second))];
    }

    /// <summary>The rows of copies with people as they were; who was erased since is left out.</summary>
    internal async Task<IReadOnlyList<SortedDictionary<string, string>>> RowsAsync(IReadOnlyList<YearCopy> copies, bool revealed, CancellationToken cancel)
    {
        var rows = copies.Select(c => JsonSerializer.Deserialize<SortedDictionary<string, string>>(c.Row)!).ToList();
        var ids = rows.SelectMany(r => r.Values).Select(Id).OfType<Guid>().ToList();
        var people = ids.Count == 0 ? [] : await db.Set<PersonalValue>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Value, cancel);
        foreach (var row in rows)
        {
            foreach (var key in (string[])[EnterpriseColumns.ContactName, EnterpriseColumns.ContactPhone])
            {
                if (!row.TryGetValue(key, out var text)) continue;
                var value = Id(text) is { } id ? people.GetValueOrDefault(id) : text;
                var shown = revealed ? value : key == EnterpriseColumns.ContactName ? Masks.Name(value ?? "") : Masks.Phone(value);
                if (string.IsNullOrEmpty(shown)) row.Remove(key);
                else row[key] = shown;
            }
        }

        return rows;
    }

    private SortedDictionary<string, string> Cells(object?[] row)
    {
        var cells = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < row.Length; i++)
        {
            var key = EnterpriseColumns.All[i].Key;
            var text = row[i] switch { null => null, DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), IFormattable number => number.ToString(null, CultureInfo.InvariantCulture), var other => other.ToString() };
            if (string.IsNullOrEmpty(text)) continue;
            cells[key] = key is EnterpriseColumns.ContactName or EnterpriseColumns.ContactPhone ? AuditTrail.Personal(db, text) : text;
        }

        return cells;
    }

    private static Guid? Id(string text) => text.StartsWith(Reference, StringComparison.Ordinal) && Guid.TryParse(text.AsSpan(Reference.Length), out var id) ? id : null;

    private static YearFreezeView View(YearFreeze f) => new(f.Year, f.AsOn, f.At, f.ByName, f.Files, f.Sha256);

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;
}
