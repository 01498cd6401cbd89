using System.Collections;
using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Reports;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Exchange;

/// <summary>One import of monthly reports. Rows are kept as numbers only, so a hundred thousand of them stay small.</summary>
internal sealed class EnterpriseReportsImport(JingkaiDbContext db, Dictionary<string, Guid> enterprises, IReadOnlySet<int> locked, ReportWriter writer, IEnterpriseDirectory? directory = null) : IImportSession
{
    private static readonly Kind[] Kinds =
        [.. Measures.All.Select(m => new Kind(m, Unit.Find(m.Unit).Value, Unit.Find(m.Base).Value, m.Key + ".month", m.Key + ".monthPrior", m.Key + ".ytd", m.Key + ".ytdPrior"))];

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
        foreach (var kind in Kinds)
        {
            var entry = Entry(row, kind, enterprise ?? Guid.Empty, month ?? 0);
            if (entry.Touches && !row.IsBad) staged.Add(entry);
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
        var before = await LevelsBeforeAsync(cancel);
        var remarks = new List<(int, RowRemark)>();
        foreach (var (row, _, _, first, count) in rows)
        {
            for (var i = first; i < first + count; i++)
            {
                var entry = staged[i];
                if (before[i] is not { } level || level + entry.Value.Value == entry.Ytd.Value) continue;
                var kind = Kinds[entry.Measure - 1];
                var value = Unit.FromScaled(entry.Ytd.Value!.Value, 4, kind.Stored, kind.Shown);
                remarks.Add((row, new(kind.Ytd, value.ToString("0.##########", CultureInfo.InvariantCulture), EconomyImportErrors.DoesNotAddUp(kind.Measure.Heading))));
            }
        }

        return remarks;
    }

    /// <summary>For each staged entry that has a month and a level: the level of the month before.</summary>
    private async Task<long?[]> LevelsBeforeAsync(CancellationToken cancel)
    {
        var index = new EntryIndex(staged);
        var levels = new long?[staged.Count];
        var asked = new BitArray(staged.Count);
        var months = new HashSet<int>();
        for (var position = 0; position < index.Count; position++)
        {
            var entry = staged[index[position]];
            if (!Continues(entry)) continue;
            if (Told(index, index.Find(entry.Enterprise, entry.Measure, entry.Month - 1)) is { } told) levels[index[position]] = told.Value;
            else
            {
                asked[index[position]] = true;
                months.Add(entry.Month - 1);
            }
        }

        if (months.Count == 0) return levels;
        var stored = db.Set<ReportValue>().AsNoTracking().Where(v => months.Contains(v.Month) && v.YtdE4 != null).Select(v => new { v.EnterpriseId, v.Measure, v.Month, v.YtdE4 });
        await foreach (var v in stored.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var first = index.Find(v.EnterpriseId, v.Measure, v.Month + 1);
            for (var position = first; position >= 0 && position < index.Count && (position == first || index.IsRepeat(position)); position++)
                if (asked[index[position]]) levels[index[position]] = v.YtdE4;
        }

        return levels;
    }

    /// <summary>What the file itself says of a level: its first row that says anything.</summary>
    private Change? Told(EntryIndex index, int first)
    {
        Change? told = null;
        var row = int.MaxValue;
        for (var position = first; position >= 0 && position < index.Count && (position == first || index.IsRepeat(position)); position++)
            if (staged[index[position]].Ytd is { Touches: true } level && index[position] < row) (told, row) = (level, index[position]);
        return told;
    }

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        var entries = excludedRows.Count == 0 ? staged : Kept(excludedRows);
        var written = await writer.WriteAsync(entries, Guid.CreateVersion7(), note: null, write, cancel);
        // A month was locked after its rows were judged: judged again, they are refused one by one.
        if (!written.IsOk) throw new ImportOvertakenException(written.Error.Message.En);
        var outcome = written.Value;
        if (write && directory is not null)
        {
            // Their rows are locked now: what was not merged yet will not be before this is written.
            var gone = (await directory.MergedAsync(cancel)).Select(m => m.Id).ToHashSet();
            if (gone.Count > 0 && rows.Exists(r => gone.Contains(r.Enterprise))) throw new ImportOvertakenException("An enterprise of the file has been merged into another.");
        }

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

    private static ReportEntry Entry(LedgerRow row, Kind kind, Guid enterprise, int month)
    {
        var (measure, _, _, value, prior, ytd, ytdPrior) = kind;
        var entry = measure.Stock
            ? new ReportEntry(enterprise, measure.Id, month, Read(row, value, kind), Change.Keep, Change.Keep, Change.Keep)
            : new ReportEntry(enterprise, measure.Id, month, Read(row, value, kind), Read(row, prior, kind), Read(row, ytd, kind), Read(row, ytdPrior, kind));
        return entry.Touches && Merged(measure) ? Merge(row, kind, entry) : entry;
    }

    private static Change Read(LedgerRow row, string key, Kind kind)
    {
        var measure = kind.Measure;
        var cell = row[key];
        switch (cell.State)
        {
            case CellState.NotReported or CellState.Clear:
                return Change.To(null);
            case CellState.Value:
                var scaled = (cell.Unit ?? kind.Shown).ToScaled(cell.Number, kind.Stored, 4);
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
    private static ReportEntry Merge(LedgerRow row, Kind kind, ReportEntry entry)
    {
        var heading = kind.Measure.Heading;
        if (MonthKey.Month(entry.Month) == 1)
        {
            foreach (var (column, change) in new[] { (kind.Value, entry.Value), (kind.Prior, entry.Prior), (kind.Ytd, entry.Ytd), (kind.YtdPrior, entry.YtdPrior) })
                if (change.Value is not null) row.Reject(column, EconomyImportErrors.MergedPeriod(heading));
            return entry;
        }

        if (MonthKey.Month(entry.Month) != 2) return entry;
        if (entry.Value.Value is { } m && entry.Ytd.Value is { } y && m != y) row.Warn(kind.Value, EconomyImportErrors.MergedDiffer(heading));
        var (value, prior) = (entry.Ytd.Touches ? entry.Ytd : entry.Value, entry.YtdPrior.Touches ? entry.YtdPrior : entry.Prior);
        return entry.With(value, prior, value, prior);
    }

    /// <summary>Whether a value has a month and a level that follow on an earlier level of the same year.</summary>
    private static bool Continues(ReportEntry entry) => entry.Value.Value is not null && entry.Ytd.Value is not null
        && MonthKey.Month(entry.Month) > (Merged(Measures.ById(entry.Measure)) ? 2 : 1);

    private static bool Merged(Measure measure) => measure.Population == Population.AboveScaleIndustry;

    /// <summary>A measure with its units and the keys of its columns.</summary>
    private sealed record Kind(Measure Measure, Unit Shown, Unit Stored, string Value, string Prior, string Ytd, string YtdPrior);
}
