using System.Globalization;
using System.Runtime.CompilerServices;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Months;
using Jingkai.Economy.Months.Duties;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Exchange;

/// <summary>Figures as offices deliver them: value, growth, basis, source and wording. Every revision is a new version.</summary>
internal sealed class ObservationsLedger(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, SmallCells cells, MonthGate gate, DutyMarks duties, FigureNews news, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "observations";

    public string Code => LedgerCode;

    public string TitleKey => "economy.ledger.observations";

    public string ReadPermission => "figures.read";

    public string WritePermission => "observations.write";

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("indicator", "指标代码", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "indicator" },
        new("indicatorName", "指标名称", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "indicator", Aliases = ["指标"] },
        new("period", "报告期", ColumnKind.Period) { Required = true, IsIdentity = true, Aliases = ["时期", "期间"] },
        new("subject", "对象", ColumnKind.Text) { IsIdentity = true, Aliases = ["范围"] },
        new("value", "数值", ColumnKind.Number) { Aliases = ["指标值", "完成数"] },
        new("bound", "限定词", ColumnKind.Text) { MaxLength = 10 },
        // The unit of a plain number is written as a dash.
        new("unit", "单位", ColumnKind.Text) { Required = true, DashIsText = true, MaxLength = 40, Aliases = ["计量单位"] },
        new("growth", "同比", ColumnKind.Percent) { Aliases = ["同比增长", "增速", "同比增速"] },
        new("change", "增减(百分点)", ColumnKind.Number) { Aliases = ["增减"] },
        new("basis", "同比口径", ColumnKind.Text) { MaxLength = 20, Aliases = ["口径"] },
        new("status", "状态", ColumnKind.Text) { MaxLength = 20 },
        new("source", "来源", ColumnKind.Text) { Required = true, MaxLength = 1000, Aliases = ["数据来源"] },
        new("publishedOn", "发布日期", ColumnKind.Date),
        new("wording", "原文", ColumnKind.Text) { MaxLength = 4000 },
    ];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) =>
        new Import(db, news, clock, new(await indicators.AllAsync(cancel), await subjects.NamedAsync(cancel)), await KnownAsync(cancel), new(gate, duties, await MonthGate.LockedAsync(db, cancel)));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var known = await subjects.NamedAsync(cancel);
        if (!(await DeliveredQuery.ReadAsync(filters, indicators, cancel)).Try(out var query, out var error)) throw new LedgerRefusal(error);
        if (!query.Order(query.Filter(db.Set<Observation>().AsNoTracking().Where(o => o.Current))).Try(out var rows, out error)) throw new LedgerRefusal(error);
        var told = cells.Unrestricted ? rows.AsAsyncEnumerable() : ToldAsync(rows, names, cancel);
        await foreach (var o in told.WithCancellation(cancel))
        {
            var i = names[o.Indicator];
            yield return
            [
                i.Code, i.NameZh, o.Period, SubjectWord(o.Subject, known), Delivered(o, i), o.Bound, o.DeliveredUnit ?? i.Unit, o.GrowthE4 / 10_000m,
                o.ChangeE4 / 10_000m, Words.BasisWord(o.GrowthBasis), Words.StatusWord(o.Status), o.Source, o.PublishedOn, o.Wording,
            ];
        }
    }

    /// <summary>What its figure does not tell this reader, the file does not either. Deciding it asks the database again, so the rows
    /// are all read before.</summary>
    private async IAsyncEnumerable<Observation> ToldAsync(IQueryable<Observation> rows, Dictionary<string, Indicator> names, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        foreach (var o in await rows.ToListAsync(cancel))
            if (await subjects.FindAsync(o.Subject, cancel) is not { IsOk: true } about || (await cells.OfAsync(names[o.Indicator], about.Value, Period.Parse(o.Period).Value, cancel)).Delivered) yield return o;
    }

    /// <summary>Which numbers are stored of each figure: a row that leaves one of them says enough.</summary>
    private async Task<Dictionary<(string, string, string), Numbers>> KnownAsync(CancellationToken cancel) =>
        (await db.Set<Observation>().AsNoTracking().Where(o => o.Current).Select(o => new { o.Indicator, o.Subject, o.Period, Value = o.ValueE4 != null, Growth = o.GrowthE4 != null, Change = o.ChangeE4 != null }).ToListAsync(cancel))
            .ToDictionary(o => (o.Indicator, o.Subject, o.Period), o => new Numbers(o.Value, o.Growth, o.Change));

    private readonly record struct Numbers(bool Value, bool Growth, bool Change);

    private static object? Delivered(Observation o, Indicator i) =>
        o.ValueE4 is { } value ? Unit.FromScaled(value, 4, i.Base, Unit.Find(o.DeliveredUnit ?? i.Unit).Value) : null;

    /// <summary>The subject as the ledger writes it; empty for the zone.</summary>
    internal static string? SubjectWord(string text, IReadOnlyDictionary<string, Subject> known) => text switch
    {
        "zone" => null,
        _ when text.StartsWith("industry:", StringComparison.Ordinal) => "行业:" + text[9..],
        _ when text.StartsWith("group:", StringComparison.Ordinal) => "主导产业:" + text[6..],
        _ => "园区:" + (known.TryGetValue(text, out var park) ? park.Name : text[5..]),
    };

    /// <summary>What the monthly cycle has to say to an import.</summary>
    private sealed record Cycle(MonthGate Gate, DutyMarks Duties, IReadOnlySet<int> Locked);

    private sealed class Import(JingkaiDbContext db, FigureNews news, TimeProvider clock, DeliveredRow reader, Dictionary<(string, string, string), Numbers> known, Cycle cycle) : IImportSession
    {
        private readonly List<(int Row, Observation New, HashSet<string> Touched)> staged = [];

        public void Judge(LedgerRow row)
        {
            var indicator = reader.Indicator(row);
            var subject = reader.Subject(row);
            var period = Period(row, indicator);
            if (row["source"] is not { HasValue: true } && !row.IsBad) row.Reject("source", Platform.Api.ApiErrors.Required("source"));
            if (indicator is null) return;
            if (indicator.Counted is not null)
            {
                row.Reject(row["indicator"].HasValue ? "indicator" : "indicatorName", FigureErrors.Counted(indicator.NameZh));
                return;
            }

            var o = new Observation
            {
                ZoneId = db.ZoneId,
                Indicator = indicator.Code,
                Subject = subject ?? "",
                ValueE4 = DeliveredRow.Value(row, "value", indicator),
                Delivered = row["value"].HasValue ? row["value"].Number.ToString(CultureInfo.InvariantCulture) : null,
                DeliveredUnit = row["unit"].Text ?? indicator.Unit,
                Bound = DeliveredRow.Word(row, "bound", Words.Bound),
                GrowthE4 = DeliveredRow.Percent(row, "growth"),
                ChangeE4 = DeliveredRow.Percent(row, "change"),
                GrowthBasis = DeliveredRow.Word(row, "basis", Words.Basis),
                Status = DeliveredRow.Word(row, "status", Words.Status) ?? "final",
                Source = row["source"].Text ?? "",
                PublishedOn = row["publishedOn"] is { HasValue: true } on ? on.Date : null,
                Wording = row["wording"].Text,
            };
            if (indicator.InPoints && o.GrowthE4 is not null) row.Reject("growth", EconomyImportErrors.GrowthInPoints);
            if (period is { } told && cycle.Locked.Contains(told.YearMonth)) row.Reject("period", MonthErrors.Locked(told.YearMonth));
            if (row.IsBad || period is not { } p) return;
            (o.Period, o.PeriodEnd) = (p.ToString(), p.End);
            HashSet<string> touched = [.. Fields.Where(f => row[f].State is not (CellState.Missing or CellState.Blank))];
            var stored = known.GetValueOrDefault((o.Indicator, o.Subject, o.Period));
            bool Left(string field, bool before, long? now) => touched.Contains(field) ? now is not null : before;
            if (!Left("value", stored.Value, o.ValueE4) && !Left("growth", stored.Growth, o.GrowthE4) && !Left("change", stored.Change, o.ChangeE4))
            {
                row.Reject("value", EconomyImportErrors.EmptyObservation);
                return;
            }

            row.Identity = $"{o.Indicator}|{o.Subject}|{o.Period}";
            staged.Add((row.Number, o, touched));
        }

        private static readonly string[] Fields = ["value", "bound", "unit", "growth", "change", "basis", "status", "source", "publishedOn", "wording"];

        private static Period? Period(LedgerRow row, Indicator? indicator)
        {
            var cell = row["period"];
            if (!cell.HasValue)
            {
                if (!row.IsBad) row.Reject("period", Platform.Api.ApiErrors.Required("period"));
                return null;
            }

            if (indicator is null) return null;
            var period = FigurePeriods.Check(indicator, cell.Period);
            if (period.IsOk) return period.Value;
            row.Reject("period", period.Error);
            return null;
        }

        public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
        {
            // Of two files with the same figures at once the second must see what the first delivered.
            if (write) await NumberSeries.HoldAsync(db, LedgerCode, cancel);
            var kept = staged.Where(s => !excludedRows.Contains(s.Row)).ToList();
            var held = write ? await cycle.Gate.HoldAsync(db, kept.Select(s => MonthKey.Of(s.New.PeriodEnd)), cancel) : HeldMonths.None;
            // A month was locked after its rows were judged: judged again, they are refused one by one.
            if (held.Locked.Count > 0) throw new ImportOvertakenException(MonthErrors.Locked(held.Locked).Message.En);
            var current = (await db.Set<Observation>().AsNoTracking().Where(o => o.Current).ToListAsync(cancel)).ToDictionary(o => (o.Indicator, o.Subject, o.Period));
            var (batch, now) = (Guid.CreateVersion7(), clock.Now());
            int inserted = 0, updated = 0, unchanged = 0;
            List<object> before = [], after = [];
            var replaced = new List<(string, string)>();
            foreach (var (_, fresh, touched) in kept)
            {
                if (current.TryGetValue((fresh.Indicator, fresh.Subject, fresh.Period), out var old)) KeepUntouched(fresh, old, touched);
                if (old is not null && Same(old, fresh))
                {
                    unchanged++;
                    continue;
                }

                if (old is null) inserted++;
                else updated++;
                if (!write) continue;
                (fresh.BatchId, fresh.RecordedAt, fresh.Number) = (batch, now, (old?.Number ?? 0) + 1);
                if (old is not null)
                {
                    await db.Set<Observation>().Where(o => o.Id == old.Id).ExecuteUpdateAsync(o => o.SetProperty(x => x.Current, false).SetProperty(x => x.ReplacedAt, now), cancel);
                    before.Add(Seen(old));
                    replaced.Add((fresh.Indicator, fresh.Period));
                    after.Add(Seen(fresh));
                }

                fresh.SignOff = held.SignOffOf(MonthKey.Of(fresh.PeriodEnd));
                db.Add(fresh);
            }

            if (write) await cycle.Duties.DeliveredAsync([.. kept.Select(s => (s.New, s.New.BatchId == batch))], batch, cancel);
            if (write && inserted + updated > 0)
            {
                AuditTrail.Record(db, now, "imported", "Observation", batch.ToString(), LedgerCode, before.Count == 0 ? null : before, new { inserted, updated, rows = after });
                await news.TellAsync(db, LedgerCode, batch, replaced.Count, replaced, cancel);
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
            }

            progress(1);
            return new(inserted, updated, unchanged);
        }

        /// <summary>Blank cells and missing columns leave what is stored.</summary>
        private static void KeepUntouched(Observation fresh, Observation old, HashSet<string> touched)
        {
            if (!touched.Contains("value")) (fresh.ValueE4, fresh.Delivered, fresh.DeliveredUnit) = (old.ValueE4, old.Delivered, old.DeliveredUnit);
            if (!touched.Contains("bound")) fresh.Bound = old.Bound;
            if (!touched.Contains("growth")) fresh.GrowthE4 = old.GrowthE4;
            if (!touched.Contains("change")) fresh.ChangeE4 = old.ChangeE4;
            if (!touched.Contains("basis")) fresh.GrowthBasis = old.GrowthBasis;
            if (!touched.Contains("status")) fresh.Status = old.Status;
            if (!touched.Contains("publishedOn")) fresh.PublishedOn = old.PublishedOn;
            if (!touched.Contains("wording")) fresh.Wording = old.Wording;
        }

        private static bool Same(Observation a, Observation b) =>
            (a.ValueE4, a.DeliveredUnit, a.Bound, a.GrowthE4, a.ChangeE4, a.GrowthBasis, a.Status) == (b.ValueE4, b.DeliveredUnit, b.Bound, b.GrowthE4, b.ChangeE4, b.GrowthBasis, b.Status)
            && (a.Source, a.PublishedOn, a.Wording) == (b.Source, b.PublishedOn, b.Wording);

        private static object Seen(Observation o) => new { o.Indicator, o.Subject, o.Period, o.Number, o.ValueE4, o.GrowthE4, o.ChangeE4, o.GrowthBasis, o.Status, o.Source };
    }
}
