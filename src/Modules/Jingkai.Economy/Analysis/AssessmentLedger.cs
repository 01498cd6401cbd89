using System.Globalization;
using System.Runtime.CompilerServices;
using Jingkai.Economy.Exchange;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>Values of an assessment: of other zones, and of the own one where no figure gives them.</summary>
internal sealed class AssessmentLedger(JingkaiDbContext db, AssessmentReader reader, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "assessment-values";

    public string Code => LedgerCode;

    public string TitleKey => "economy.ledger.assessment";

    public string PagePath => "analysis/assessment";

    public string ReadPermission => "figures.read";

    public string WritePermission => "alerts.write";

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("year", "年度", ColumnKind.Text) { Required = true, IsIdentity = true, Aliases = ["年份"], MaxLength = 20 },
        new("participant", "参评开发区", ColumnKind.Text) { IsIdentity = true, Aliases = ["开发区", "经开区"], MaxLength = 100 },
        new("item", "指标", ColumnKind.Text) { Required = true, IsKey = true, IsIdentity = true, Aliases = ["指标名称", "指标代码"], MaxLength = 100 },
        new("value", "数值", ColumnKind.Number) { Required = true },
        new("source", "来源", ColumnKind.Text) { MaxLength = 1000, Aliases = ["数据来源"] },
    ];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel)
    {
        var schemes = new Dictionary<int, AssessmentScheme>();
        foreach (var year in Enumerable.Range(2000, 101)) schemes[year] = (await reader.SchemeAsync(year, cancel)).Scheme!;
        return new Import(db, clock, schemes);
    }

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        var asked = AnalysisEndpoints.YearOf(filters["year"]);
        if (!asked.IsOk) throw new LedgerRefusal(asked.Error);
        var rows = db.Set<AssessmentValue>().AsNoTracking();
        if (asked.Value is { } year) rows = rows.Where(v => v.Year == year);
        await foreach (var v in rows.OrderBy(v => v.Year).ThenBy(v => v.Participant).ThenBy(v => v.Item).AsAsyncEnumerable().WithCancellation(cancel))
            yield return [v.Year.ToString(CultureInfo.InvariantCulture), v.Participant, v.Item, v.ValueE4 / 10_000m, v.Source];
    }

    private sealed class Import(JingkaiDbContext db, TimeProvider clock, Dictionary<int, AssessmentScheme> schemes) : IImportSession
    {
        private readonly List<(int Row, AssessmentValue New)> staged = [];

        public void Judge(LedgerRow row)
        {
            var (year, item, value) = (Year(row), row["item"], row["value"]);
            if (row.IsBad || year is not { } at || !item.HasValue || !value.HasValue) return;
            var key = TextNormal.SearchKey(item.Text!);
            var items = schemes[at].Dimensions.SelectMany(d => d.Items).ToList();
            if (items.FirstOrDefault(i => TextNormal.SearchKey(i.Code) == key || TextNormal.SearchKey(i.Name) == key) is not { } found)
            {
                row.Reject("item", EconomyImportErrors.UnknownWord(item.Text!, string.Join("、", items.Select(i => i.Name))));
                return;
            }

            var scaled = value.Number * 10_000m;
            if (scaled != decimal.Truncate(scaled) || Math.Abs(scaled) > 9_000_000_000_000_000_000m)
            {
                row.Reject("value", AnalysisErrors.TooPrecise);
                return;
            }

            var participant = TextNormal.Clean(row["participant"].Text ?? "");
            row.Identity = $"{at}|{participant}|{found.Code}";
            staged.Add((row.Number, new() { ZoneId = db.ZoneId, Year = at, Participant = participant, Item = found.Code, ValueE4 = (long)scaled, Source = row["source"].Text }));
        }

        private int? Year(LedgerRow row)
        {
            if (row["year"] is not { HasValue: true, Text: { } text }) return null;
            if (int.TryParse(TextNormal.HalfWidth(text).TrimEnd('年', '度').Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && schemes.ContainsKey(year)) return year;
            row.Reject("year", EconomyImportErrors.BadYear(text));
            return null;
        }

        public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
        {
            if (write) await NumberSeries.HoldAsync(db, LedgerCode, cancel);
            var years = staged.Select(s => s.New.Year).Distinct().ToList();
            var stored = await db.Set<AssessmentValue>().Where(v => years.Contains(v.Year)).ToDictionaryAsync(v => (v.Year, v.Participant, v.Item), cancel);
            int inserted = 0, updated = 0, unchanged = 0;
            List<object> before = [], after = [];
            foreach (var (row, fresh) in staged)
            {
                if (excludedRows.Contains(row)) continue;
                if (!stored.TryGetValue((fresh.Year, fresh.Participant, fresh.Item), out var old))
                {
                    inserted++;
                    if (write) db.Add(fresh);
                    continue;
                }

                var source = fresh.Source ?? old.Source;
                if (old.ValueE4 == fresh.ValueE4 && old.Source == source) unchanged++;
                else
                {
                    updated++;
                    if (!write) continue;
                    before.Add(new { old.Year, old.Participant, old.Item, old.ValueE4, old.Source });
                    (old.ValueE4, old.Source) = (fresh.ValueE4, source);
                    after.Add(new { old.Year, old.Participant, old.Item, old.ValueE4, old.Source });
                }
            }

            if (write && inserted + updated > 0)
            {
                AuditTrail.Record(db, clock.Now(), "imported", "AssessmentValue", Guid.CreateVersion7().ToString(), LedgerCode, before.Count == 0 ? null : before, new { inserted, updated, rows = after });
                await db.SaveChangesAsync(cancel);
            }

            db.ChangeTracker.Clear();
            progress(1);
            return new(inserted, updated, unchanged);
        }
    }
}
