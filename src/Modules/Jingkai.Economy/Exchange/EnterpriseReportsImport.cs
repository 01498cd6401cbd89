using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Reports;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Exchange;

/// <summary>One import of monthly reports. Rows are kept as numbers only, so a hundred thousand of them stay small.</summary>
internal sealed class EnterpriseReportsImport(JingkaiDbContext db, Dictionary<string, Guid> enterprises, IReadOnlySet<int> locked, ReportWriter writer) : IImportSession
{
    private static readonly (Measure Measure, Unit Shown, Unit Stored, string Key)[] Kinds =
        [.. Measures.All.Select(m => (m, Unit.Find(m.Unit).Value, Unit.Find(m.Base).Value, m.Key))];

    private readonly List<ReportEntry> staged = [];
    private readonly List<(int Row, Guid Enterprise, int Month, int First, int Count)> rows = [];

    public void Judge(LedgerRow row)
    {
        var enterprise = Enterprise(row);
        var month = Month(row);
        if (month is null && !row.IsBad) row.Reject("period", EconomyImportErrors.NotMonthly);
        Judge(row, enterprise, month);
    }

    /// <summary>Entries of the rows judged good so far.</summary>
    public IReadOnlyList<ReportEntry> Staged => staged;

    /// <summary>Judges a row of which enterprise and month are known: what an enterprise fills in is judged as a line of a file is.</summary>
    public void Judge(LedgerRow row, Guid? enterprise, int? month)
    {
        if (month is { } known && locked.Contains(known)) row.Reject("period", MonthErrors.Locked(known));
        var first = staged.Count;
        foreach (var (measure, shown, stored, key) in Kinds)
        {
            if (Entry(row, measure, shown, stored, key, enterprise ?? Guid.Empty, month ?? 0) is { } entry && !row.IsBad) staged.Add(entry);
        }

        if (row.IsBad)
        {
            staged.RemoveRange(first, staged.Count - first);
            return;
        }

        row.Identity = $"{enterprise:N}/{month}";
        rows.Add((row.Number, enterprise!.Value, month!.Value, first, staged.Count - first));
    }

    /// <summary>Remarks, without correcting, where the last year-to-date value (of this file, in whatever order, or stored) and the
    /// month do not add up.</summary>
    public async Task<IReadOnlyList<(int Row, RowRemark Remark)>> RemarksAsync(CancellationToken cancel)
    {
        var levels = new Dictionary<(Guid Enterprise, int Measure, int Month), long?>();
        foreach (var entry in staged)
            if (entry.Ytd.Touches) levels.TryAdd((entry.Enterprise, entry.Measure, entry.Month), entry.Ytd.Value);
        var elsewhere = staged.Where(Continues).Select(Before).Where(key => !levels.ContainsKey(key)).ToHashSet();
        if (elsewhere.Count > 0)
        {
            var months = elsewhere.Select(key => key.Month).Distinct().ToList();
            var stored = db.Set<ReportValue>().AsNoTracking().Where(v => months.Contains(v.Month) && v.YtdE4 != null).Select(v => new { v.EnterpriseId, v.Measure, v.Month, v.YtdE4 });
            await foreach (var v in stored.AsAsyncEnumerable().WithCancellation(cancel))
                if (elsewhere.Contains((v.EnterpriseId, v.Measure, v.Month))) levels[(v.EnterpriseId, v.Measure, v.Month)] = v.YtdE4;
        }

        var remarks = new List<(int, RowRemark)>();
        foreach (var (row, _, _, first, count) in rows)
        {
            foreach (var entry in staged.GetRange(first, count).Where(Continues))
            {
                if (levels.GetValueOrDefault(Before(entry)) is not { } before || before + entry.Value.Value == entry.Ytd.Value) continue;
                var (measure, shown, unit, key) = Kinds[entry.Measure - 1];
                var value = Unit.FromScaled(entry.Ytd.Value!.Value, 4, unit, shown);
                remarks.Add((row, new(key + ".ytd", value.ToString("0.##########", CultureInfo.InvariantCulture), EconomyImportErrors.DoesNotAddUp(measure.Heading))));
            }
        }

        return remarks;
    }

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        var entries = excludedRows.Count == 0 ? staged : Kept(excludedRows);
        var written = await writer.WriteAsync(entries, Guid.CreateVersion7(), note: null, write, cancel);
        // A month was locked after its rows were judged: judged again, they are refused one by one.
        if (!written.IsOk) throw new ImportOvertakenException(written.Error.Message.En);
        var outcome = written.Value;
        progress(1);
        int inserted = 0, updated = 0, unchanged = 0;
        foreach (var (row, enterprise, month, _, _) in rows)
        {
            if (excludedRows.Contains(row)) continue;
            if (outcome.UpdatedKeys.Contains((enterprise, month))) updated++;
            else if (outcome.InsertedKeys.Contains((enterprise, month))) inserted++;
            else unchanged++;
        }

        return new(inserted, updated, unchanged);
    }

    private List<ReportEntry> Kept(IReadOnlySet<int> excludedRows)
    {
        var kept = new List<ReportEntry>(staged.Count);
        foreach (var (row, _, _, first, count) in rows)
            if (!excludedRows.Contains(row)) kept.AddRange(staged.GetRange(first, count));
        return kept;
    }

    private Guid? Enterprise(LedgerRow row)
    {
        var cell = row["creditCode"];
        if (!cell.HasValue)
        {
            if (!row.IsBad) row.Reject("creditCode", Platform.Api.ApiErrors.Required("creditCode"));
            return null;
        }

        var code = CreditCode.Parse(cell.Text!);
        if (!code.IsOk) row.Reject("creditCode", code.Error);
        else if (!code.Value.CheckPasses && !enterprises.ContainsKey(code.Value.Value)) row.Reject("creditCode", EconomyImportErrors.CreditCodeCheck(code.Value.ExpectedCheck));
        else if (enterprises.TryGetValue(code.Value.Value, out var id)) return id;
        else row.Reject("creditCode", EconomyImportErrors.UnknownEnterprise(code.Value.Value));
        return null;
    }

    private static int? Month(LedgerRow row)
    {
        var cell = row["period"];
        if (!cell.HasValue)
        {
            if (!row.IsBad) row.Reject("period", Platform.Api.ApiErrors.Required("period"));
            return null;
        }

        return cell.Period.Kind is PeriodKind.Month or PeriodKind.YearToDate ? cell.Period.YearMonth : null;
    }

    private ReportEntry? Entry(LedgerRow row, Measure measure, Unit shown, Unit stored, string key, Guid enterprise, int month)
    {
        var value = Read(row, key + ".month", measure, shown, stored);
        var entry = measure.Stock
            ? new ReportEntry(enterprise, measure.Id, month, value, Change.Keep, Change.Keep, Change.Keep)
            : new ReportEntry(enterprise, measure.Id, month, value, Read(row, key + ".monthPrior", measure, shown, stored), Read(row, key + ".ytd", measure, shown, stored), Read(row, key + ".ytdPrior", measure, shown, stored));
        if (!entry.Value.Touches && !entry.Prior.Touches && !entry.Ytd.Touches && !entry.YtdPrior.Touches) return null;
        if (Merged(measure)) entry = Merge(row, key, measure, entry);
        return entry;
    }

    private static Change Read(LedgerRow row, string key, Measure measure, Unit shown, Unit stored)
    {
        var cell = row[key];
        switch (cell.State)
        {
            case CellState.NotReported or CellState.Clear:
                return Change.To(null);
            case CellState.Value:
                var scaled = (cell.Unit ?? shown).ToScaled(cell.Number, stored, 4);
                if (!scaled.IsOk) row.Reject(key, scaled.Error);
                else if (scaled.Value < 0 && !measure.MayBeNegative) row.Reject(key, EconomyImportErrors.Negative(measure.Heading));
                else if (measure.Stock && scaled.Value % 10_000 != 0) row.Reject(key, EconomyImportErrors.Fraction(measure.Heading));
                else return Change.To(scaled.Value);
                return Change.Keep;
            default:
                return Change.Keep;
        }
    }

    /// <summary>A merged measure has no January; its February row is January and February together.</summary>
    private static ReportEntry Merge(LedgerRow row, string key, Measure measure, ReportEntry entry)
    {
        if (MonthKey.Month(entry.Month) == 1)
        {
            foreach (var (column, change) in new[] { (".month", entry.Value), (".monthPrior", entry.Prior), (".ytd", entry.Ytd), (".ytdPrior", entry.YtdPrior) })
                if (change.Value is not null) row.Reject(key + column, EconomyImportErrors.MergedPeriod(measure.Heading));
            return entry;
        }

        if (MonthKey.Month(entry.Month) != 2) return entry;
        if (entry.Value.Value is { } m && entry.Ytd.Value is { } y && m != y) row.Warn(key + ".month", EconomyImportErrors.MergedDiffer(measure.Heading));
        var (value, prior) = (entry.Ytd.Touches ? entry.Ytd : entry.Value, entry.YtdPrior.Touches ? entry.YtdPrior : entry.Prior);
        return entry with { Value = value, Ytd = value, Prior = prior, YtdPrior = prior };
    }

    /// <summary>Whether a value has a month and a level that follow on an earlier level of the same year.</summary>
    private static bool Continues(ReportEntry entry) => entry.Value.Value is not null && entry.Ytd.Value is not null
        && MonthKey.Month(entry.Month) > (Merged(Measures.ById(entry.Measure)) ? 2 : 1);

    private static (Guid Enterprise, int Measure, int Month) Before(ReportEntry entry) => (entry.Enterprise, entry.Measure, entry.Month - 1);

    private static bool Merged(Measure measure) => measure.Population == Population.AboveScaleIndustry;
}
