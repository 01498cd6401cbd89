using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Rollups;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Reports;

/// <summary>A value to correct. Numbers are in <see cref="Unit"/>; what is not given stays.</summary>
internal sealed record Correction
{
    public string? Indicator { get; init; }

    public decimal? Value { get; init; }

    public decimal? Prior { get; init; }

    public decimal? Ytd { get; init; }

    public decimal? YtdPrior { get; init; }

    /// <summary>Unit of the numbers; the ledger's when not given.</summary>
    public string? Unit { get; init; }

    /// <summary>Why; kept with the replaced version.</summary>
    public string? Reason { get; init; }

    /// <summary>Carry the difference of the month into the year-to-date values of this and the later months of the year.</summary>
    public bool Carry { get; init; }

    /// <summary>Version the caller saw; null: not checked.</summary>
    public int? SeenVersion { get; init; }
}

/// <summary>One measure of one report as interface and pages show it.</summary>
internal sealed record ReportView(
    string Enterprise, string Code, string? CreditCode, string Indicator, string Measure, string Unit, string Period, decimal? Value, decimal? Prior,
    decimal? Ytd, decimal? YtdPrior, int Version, string Collected, DateTime RecordedAt, Guid Batch);

/// <summary>A replaced version.</summary>
internal sealed record ReportVersionView(int Version, decimal? Value, decimal? Prior, decimal? Ytd, decimal? YtdPrior, DateTime RecordedAt, DateTime ReplacedAt, string? ReplacedBy, string? Reason, string? SignOff = null);

/// <summary>Refusals of correcting reports.</summary>
internal static class ReportErrors
{
    public static Error NotAMeasure(string? text) => Error.Invalid("not-a-measure", $"“{text}”不是企业月报的指标，可用：{string.Join("、", Measures.All.Select(m => m.Indicator))}。", $"\"{text}\" is not reported by enterprises; use one of: {string.Join(", ", Measures.All.Select(m => m.Indicator))}.", "indicator");

    public static Error ReasonMissing { get; } = Error.Invalid("reason-required", "更正须写明原因。", "A correction needs its reason.", "reason");

    /// <summary>A number that somebody else changed in the meantime, with both values.</summary>
    public static Error StaleNumber(string field, decimal? now, decimal wanted) => new(ErrorKind.Stale, "stale",
        new($"现为“{Number(now)}”，提交的是“{Number(wanted)}”", $"is now \"{Number(now)}\", submitted was \"{Number(wanted)}\""), field);

    private static string Number(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "—";

    public static Error Nothing { get; } = Error.Invalid("nothing-to-correct", "至少填写一项要更正的数。", "Give at least one number to correct.", "value");
}

/// <summary>Reads and corrects enterprises' reports.</summary>
internal sealed class ReportService(JingkaiDbContext db, EconomyLocks locks, MonthGate gate, ReportWriter writer, IEnterpriseDirectory directory)
{
    private const int LongestReason = 500;

    /// <summary>Whether a month is locked, so that a correction would be refused.</summary>
    public async Task<bool> LockedAsync(int month, CancellationToken cancel = default) => (await MonthGate.LockedAsync(db, cancel)).Contains(month);

    /// <summary>The measures of one enterprise and month, or an empty list.</summary>
    public async Task<IReadOnlyList<ReportView>> MonthAsync(string enterprise, int month, CancellationToken cancel = default)
    {
        var lines = await (from v in db.Set<ReportValue>().AsNoTracking()
                           join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId
                           where (e.Code == enterprise || e.CreditCode == enterprise) && v.Month == month
                           orderby v.Measure
                           select new ReportLine { Value = v, Code = e.Code, CreditCode = e.CreditCode, Name = e.Name, SortKey = e.SortKey }).ToListAsync(cancel);
        return [.. lines.Select(View)];
    }

    /// <summary>One measure of one enterprise over months (<c>yyyymm</c>), oldest first; months without a report are left out.</summary>
    public async Task<IReadOnlyList<ReportView>> CourseAsync(string enterprise, Measure measure, int from, int to, CancellationToken cancel = default)
    {
        var lines = await (from v in db.Set<ReportValue>().AsNoTracking()
                           join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId
                           where (e.Code == enterprise || e.CreditCode == enterprise) && v.Measure == measure.Id && v.Month >= @from && v.Month <= to
                           orderby v.Month
                           select new ReportLine { Value = v, Code = e.Code, CreditCode = e.CreditCode, Name = e.Name, SortKey = e.SortKey }).ToListAsync(cancel);
        return [.. lines.Select(View)];
    }

    /// <summary>A page of reports.</summary>
    /// <param name="query">The reports, see <see cref="ReportQuery"/>.</param>
    /// <param name="page">The page.</param>
    /// <param name="sort">One of <see cref="ReportQuery.Sorts"/>, with a minus for the largest first; newest month first when null.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PagedList<ReportView>>> ListAsync(IQueryable<ReportLine> query, PageRequest page, string? sort = null, CancellationToken cancel = default)
    {
        var ordered = ReportQuery.Sort(query, sort);
        if (!ordered.IsOk) return ordered.Error;
        var total = await query.LongCountAsync(cancel);
        var lines = await ordered.Value.Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new PagedList<ReportView>([.. lines.Select(View)], total, page.Page, page.Size);
    }

    /// <summary>The replaced versions of one value, newest first.</summary>
    public async Task<IReadOnlyList<ReportVersionView>> VersionsAsync(string enterprise, string indicator, int month, CancellationToken cancel = default)
    {
        if (Measures.Of(indicator) is not { } measure) return [];
        var versions = await (from v in db.Set<ReportVersion>().AsNoTracking()
                              join e in db.Set<EnterpriseCopy>() on v.EnterpriseId equals e.EnterpriseId
                              where (e.Code == enterprise || e.CreditCode == enterprise) && v.Measure == measure.Id && v.Month == month
                              orderby v.Version descending
                              select new { v, By = db.Users.Where(u => u.Id == v.ReplacedBy).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(cancel);
        return [.. versions.Select(x => new ReportVersionView(x.v.Version, Shown(x.v.MonthE4, measure), Shown(x.v.MonthPriorE4, measure), Shown(x.v.YtdE4, measure),
            Shown(x.v.YtdPriorE4, measure), x.v.RecordedAt, x.v.ReplacedAt, x.By, x.v.Reason, x.v.SignOff))];
    }

    /// <summary>Corrects one value; the old version stays, every figure above it follows in the same transaction.</summary>
    public async Task<Result<IReadOnlyList<ReportView>>> CorrectAsync(string enterprise, Period period, Correction input, CancellationToken cancel = default)
    {
        if (Measures.Of(input.Indicator ?? "") is not { } measure) return ReportErrors.NotAMeasure(input.Indicator);
        var merged = measure.Population == Population.AboveScaleIndustry;
        if (period.Kind is not (PeriodKind.Month or PeriodKind.YearToDate)) return Exchange.EconomyImportErrors.NotMonthly with { Field = "period" };
        if (merged && period.YearMonth % 100 == 1) return Figures.FigureErrors.MergedPeriod;
        if (string.IsNullOrWhiteSpace(input.Reason)) return ReportErrors.ReasonMissing;
        if (input.Reason.Length > LongestReason) return ApiErrors.TooLong("reason", LongestReason);
        if (input is { Value: null, Prior: null, Ytd: null, YtdPrior: null }) return ReportErrors.Nothing;
        // The codes of an enterprise that was merged into another mean that other.
        if (await directory.FindAsync(enterprise, cancel) is { } found) enterprise = found.Code;
        var copy = await db.Set<EnterpriseCopy>().AsNoTracking().FirstOrDefaultAsync(e => e.Code == enterprise || e.CreditCode == enterprise, cancel);
        if (copy is null) return ApiErrors.NotFound;
        var entry = Entry(copy.EnterpriseId, measure, period.YearMonth, merged, input);
        if (!entry.IsOk) return entry.Error;

        var note = new CorrectionNote(TextNormal.Clean(input.Reason), $"{copy.Code} {measure.Indicator} {MonthKey.PeriodOf(period.YearMonth, merged)}");
        return await db.InTransactionAsync<IReadOnlyList<ReportView>>(async () =>
        {
            // First the lock, then the look: of two who saw the same version only one may write over it. Months come before enterprises.
            var held = await gate.HoldAsync(db, input.Carry ? Enumerable.Range(period.YearMonth, 13 - MonthKey.Month(period.YearMonth)) : [period.YearMonth], cancel);
            if (held.Locked.Contains(period.YearMonth)) return MonthErrors.Locked(period.YearMonth);
            await locks.LockAsync(db, [copy.EnterpriseId], cancel);
            if (await directory.FindAsync(copy.Code, cancel) is { } still && still.Id != copy.EnterpriseId) return ApiErrors.Stale;
            var year = await db.Set<ReportValue>().AsNoTracking()
                .Where(v => v.EnterpriseId == copy.EnterpriseId && v.Measure == measure.Id && v.Month >= period.YearMonth && v.Month <= MonthKey.Of(period.Year, 12)).ToListAsync(cancel);
            var stored = year.FirstOrDefault(v => v.Month == period.YearMonth);
            if (input.SeenVersion is { } seen && seen != (stored?.Version ?? 0)) return Stale(stored, measure, input);
            var entries = input.Carry ? Carried(entry.Value, stored, year) : [entry.Value];
            if (!measure.MayBeNegative && entries.Any(e => e.Ytd.Value < 0 || e.YtdPrior.Value < 0)) return Exchange.EconomyImportErrors.Negative(measure.Heading).At("ytd");
            var written = await writer.WriteAsync(entries, Guid.CreateVersion7(), note, write: true, cancel);
            return written.IsOk ? Result.Ok(await MonthAsync(copy.Code, period.YearMonth, cancel)) : written.Error;
        }, cancel);
    }

    /// <summary>The entry, and with it the levels of this and the later months of the year, each moved by what the month changes by.
    /// A level that the entry states itself wins.</summary>
    private static List<ReportEntry> Carried(ReportEntry entry, ReportValue? stored, List<ReportValue> year)
    {
        var (more, morePrior) = (entry.Value.Value - stored?.MonthE4, entry.Prior.Value - stored?.MonthPriorE4);
        var entries = new List<ReportEntry>();
        foreach (var v in year)
        {
            var (ytd, prior) = (Moved(v.YtdE4, more), Moved(v.YtdPriorE4, morePrior));
            if (v == stored) entry = entry.With(entry.Value, entry.Prior, entry.Ytd.Touches ? entry.Ytd : ytd, entry.YtdPrior.Touches ? entry.YtdPrior : prior);
            else if (ytd.Touches || prior.Touches) entries.Add(new(v.EnterpriseId, v.Measure, v.Month, Change.Keep, Change.Keep, ytd, prior));
        }

        return [entry, .. entries];
    }

    private static Change Moved(long? level, long? difference) => level is { } l && difference is { } d ? Change.To(l + d) : Change.Keep;

    private static Error Stale(ReportValue? stored, Measure measure, Correction input)
    {
        // What is stored is told in the unit of what was submitted.
        var unit = Unit.Find(input.Unit ?? measure.Unit).Value;
        List<Error> fields = [];
        foreach (var (field, now, wanted) in new[]
        {
            ("value", stored?.MonthE4, input.Value), ("prior", stored?.MonthPriorE4, input.Prior), ("ytd", stored?.YtdE4, input.Ytd), ("ytdPrior", stored?.YtdPriorE4, input.YtdPrior),
        })
        {
            if (wanted is { } number) fields.Add(ReportErrors.StaleNumber(field, now is { } e4 ? Unit.FromScaled(e4, 4, Unit.Find(measure.Base).Value, unit) : null, number));
        }

        return ApiErrors.Stale with { Details = fields };
    }

    private static Result<ReportEntry> Entry(Guid enterprise, Measure measure, int month, bool merged, Correction input)
    {
        var unit = Unit.Find(input.Unit ?? measure.Unit);
        if (!unit.IsOk) return unit.Error.At("unit");
        var stored = Unit.Find(measure.Base).Value;
        var errors = new List<Error>();
        var entry = new ReportEntry(enterprise, measure.Id, month, Read(input.Value, "value"), Read(input.Prior, "prior"), Read(input.Ytd, "ytd"), Read(input.YtdPrior, "ytdPrior"));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (measure.Stock) return entry.With(entry.Value, Change.Keep, Change.Keep, Change.Keep);
        if (!merged || month % 100 != 2) return entry;
        var (level, prior) = (entry.Ytd.Touches ? entry.Ytd : entry.Value, entry.YtdPrior.Touches ? entry.YtdPrior : entry.Prior);
        return entry.With(level, prior, level, prior);

        Change Read(decimal? number, string field)
        {
            if (number is not { } n) return Change.Keep;
            var scaled = unit.Value.ToScaled(n, stored, 4);
            if (!scaled.IsOk) errors.Add(scaled.Error.At(field));
            else if (scaled.Value < 0 && !measure.MayBeNegative) errors.Add(Exchange.EconomyImportErrors.Negative(measure.Heading).At(field));
            else return Change.To(scaled.Value);
            return Change.Keep;
        }
    }

    internal static ReportView View(ReportLine line)
    {
        var (v, measure) = (line.Value, Measures.ById(line.Value.Measure));
        return new(line.Name, line.Code, line.CreditCode, measure.Indicator, measure.Heading, measure.Unit,
            Period.Month(MonthKey.Year(v.Month), MonthKey.Month(v.Month)).ToString(), Shown(v.MonthE4, measure), Shown(v.MonthPriorE4, measure), Shown(v.YtdE4, measure), Shown(v.YtdPriorE4, measure),
            v.Version, Figures.Tracer.CollectedText(v.Collected), v.RecordedAt, v.BatchId);
    }

    private static decimal? Shown(long? scaled, Measure measure) => scaled is { } s ? Unit.FromScaled(s, 4, Unit.Find(measure.Base).Value, Unit.Find(measure.Unit).Value) : null;
}
