using System.Globalization;
using System.Runtime.CompilerServices;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Exchange;

/// <summary>Yearly targets: a level, a growth, or both.</summary>
internal sealed class TargetsLedger(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "targets";

    public string Code => LedgerCode;

    public string TitleKey => "economy.ledger.targets";

    public string ReadPermission => "figures.read";

    public string WritePermission => "targets.write";

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("indicator", "指标代码", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "indicator" },
        new("indicatorName", "指标名称", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "indicator", Aliases = ["指标"] },
        new("year", "年度", ColumnKind.Text) { Required = true, Aliases = ["年份", "目标年度"], MaxLength = 20 },
        new("subject", "对象", ColumnKind.Text) { Aliases = ["范围"] },
        new("value", "目标值", ColumnKind.Number) { Aliases = ["目标", "年度目标"] },
        new("bound", "限定词", ColumnKind.Text) { MaxLength = 10 },
        new("unit", "单位", ColumnKind.Text) { MaxLength = 40, Aliases = ["计量单位"] },
        new("growth", "目标增速", ColumnKind.Percent) { Aliases = ["增速目标"] },
        new("source", "来源", ColumnKind.Text) { MaxLength = 1000, Aliases = ["数据来源"] },
    ];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) =>
        new Import(db, clock, new(await indicators.AllAsync(cancel), await subjects.NamedAsync(cancel)), await KnownAsync(cancel));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var known = await subjects.NamedAsync(cancel);
        await foreach (var t in db.Set<Target>().AsNoTracking().Where(t => t.Current).OrderBy(t => t.Year).ThenBy(t => t.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var i = names[t.Indicator];
            object? value = t.ValueE4 is { } v ? Unit.FromScaled(v, 4, i.Base, Unit.Find(t.DeliveredUnit ?? i.Unit).Value) : null;
            yield return [i.Code, i.NameZh, t.Year.ToString(CultureInfo.InvariantCulture), ObservationsLedger.SubjectWord(t.Subject, known), value, t.Bound, t.DeliveredUnit ?? i.Unit, t.GrowthE4 / 10_000m, t.Source];
        }
    }

    /// <summary>Which numbers are stored of each target: a row that leaves one of them says enough.</summary>
    private async Task<Dictionary<(string, string, int), Numbers>> KnownAsync(CancellationToken cancel) =>
        (await db.Set<Target>().AsNoTracking().Where(t => t.Current).Select(t => new { t.Indicator, t.Subject, t.Year, Value = t.ValueE4 != null, Growth = t.GrowthE4 != null }).ToListAsync(cancel))
            .ToDictionary(t => (t.Indicator, t.Subject, t.Year), t => new Numbers(t.Value, t.Growth));

    private readonly record struct Numbers(bool Value, bool Growth);

    private sealed class Import(JingkaiDbContext db, TimeProvider clock, DeliveredRow reader, Dictionary<(string, string, int), Numbers> known) : IImportSession
    {
        private static readonly string[] Fields = ["value", "bound", "unit", "growth", "source"];
        private readonly List<(int Row, Target New, HashSet<string> Touched)> staged = [];

        public void Judge(LedgerRow row)
        {
            var indicator = reader.Indicator(row);
            var subject = reader.Subject(row);
            var year = Year(row);
            if (indicator is null) return;
            var target = new Target
            {
                ZoneId = db.ZoneId,
                Indicator = indicator.Code,
                Subject = subject ?? "",
                Year = year,
                ValueE4 = DeliveredRow.Value(row, "value", indicator),
                Delivered = row["value"].HasValue ? row["value"].Number.ToString(CultureInfo.InvariantCulture) : null,
                DeliveredUnit = row["unit"].Text ?? indicator.Unit,
                Bound = DeliveredRow.Word(row, "bound", Words.Bound),
                GrowthE4 = DeliveredRow.Percent(row, "growth"),
                Source = row["source"].Text,
            };
            if (row.IsBad) return;
            HashSet<string> touched = [.. Fields.Where(f => row[f].State is not (CellState.Missing or CellState.Blank))];
            var stored = known.GetValueOrDefault((target.Indicator, target.Subject, target.Year));
            bool Left(string field, bool before, long? now) => touched.Contains(field) ? now is not null : before;
            if (!Left("value", stored.Value, target.ValueE4) && !Left("growth", stored.Growth, target.GrowthE4))
            {
                row.Reject("value", EconomyImportErrors.EmptyTarget);
                return;
            }

            row.Identity = $"{target.Indicator}|{target.Subject}|{target.Year}";
            staged.Add((row.Number, target, touched));
        }

        private static int Year(LedgerRow row)
        {
            var cell = row["year"];
            if (!cell.HasValue)
            {
                if (!row.IsBad) row.Reject("year", Platform.Api.ApiErrors.Required("year"));
                return 0;
            }

            var digits = TextNormal.HalfWidth(cell.Text!).TrimEnd('年', '度').Trim();
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2999) return year;
            row.Reject("year", EconomyImportErrors.BadYear(cell.Text!));
            return 0;
        }

        public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
        {
            // Of two files with the same figures at once the second must see what the first delivered.
            if (write) await NumberSeries.HoldAsync(db, LedgerCode, cancel);
            var current = (await db.Set<Target>().AsNoTracking().Where(t => t.Current).ToListAsync(cancel)).ToDictionary(t => (t.Indicator, t.Subject, t.Year));
            var (batch, now) = (Guid.CreateVersion7(), clock.Now());
            int inserted = 0, updated = 0, unchanged = 0;
            List<object> before = [], after = [];
            foreach (var (row, fresh, touched) in staged)
            {
                if (excludedRows.Contains(row)) continue;
                if (current.TryGetValue((fresh.Indicator, fresh.Subject, fresh.Year), out var old))
                {
                    if (!touched.Contains("value")) (fresh.ValueE4, fresh.Delivered, fresh.DeliveredUnit) = (old.ValueE4, old.Delivered, old.DeliveredUnit);
                    if (!touched.Contains("bound")) fresh.Bound = old.Bound;
                    if (!touched.Contains("growth")) fresh.GrowthE4 = old.GrowthE4;
                    if (!touched.Contains("source")) fresh.Source = old.Source;
                    if ((old.ValueE4, old.DeliveredUnit, old.Bound, old.GrowthE4, old.Source) == (fresh.ValueE4, fresh.DeliveredUnit, fresh.Bound, fresh.GrowthE4, fresh.Source))
                    {
                        unchanged++;
                        continue;
                    }
                }

                if (old is null) inserted++;
                else updated++;
                if (!write) continue;
                (fresh.BatchId, fresh.RecordedAt, fresh.Number) = (batch, now, (old?.Number ?? 0) + 1);
                if (old is not null)
                {
                    await db.Set<Target>().Where(t => t.Id == old.Id).ExecuteUpdateAsync(t => t.SetProperty(x => x.Current, false).SetProperty(x => x.ReplacedAt, now), cancel);
                    before.Add(new { old.Indicator, old.Subject, old.Year, old.Number, old.ValueE4, old.GrowthE4, old.Source });
                    after.Add(new { fresh.Indicator, fresh.Subject, fresh.Year, fresh.Number, fresh.ValueE4, fresh.GrowthE4, fresh.Source });
                }

                db.Add(fresh);
            }

            if (write && inserted + updated > 0)
            {
                AuditTrail.Record(db, now, "imported", "Target", batch.ToString(), LedgerCode, before.Count == 0 ? null : before, new { inserted, updated, rows = after });
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
            }

            progress(1);
            return new(inserted, updated, unchanged);
        }
    }
}
