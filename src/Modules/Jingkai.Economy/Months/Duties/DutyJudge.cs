using Jingkai.Economy.Domain;
using Jingkai.Economy.Exchange;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Reports;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;

namespace Jingkai.Economy.Months.Duties;

/// <summary>An objection or a remark on one field of a form.</summary>
internal sealed record Check(string Field, string Code, string Message);

/// <summary>What a form is worth: why it cannot go in, what is odd about it, and what writes it.</summary>
internal sealed record Judged(IReadOnlyList<Error> Errors, IReadOnlyList<Check> Warnings, IImportSession Session)
{
    public IReadOnlyList<Check> Objections => [.. Errors.Select(e => new Check(e.Field ?? "", e.Code, e.Message.Current))];
}

/// <summary>Judges what was typed into a duty as an import judges a row: the same reading, the same rules, the same writer.</summary>
internal sealed class DutyJudge(JingkaiDbContext db, IEnumerable<ILedger> ledgers, IndicatorCatalog indicators, ReportWriter writer)
{
    public async Task<Judged> JudgeAsync(ReportTask task, ReportDuty duty, DutyForm form, CancellationToken cancel) =>
        task.Kind == TaskKind.Office ? await OfficeAsync(task, form, cancel) : await EnterpriseAsync(task, duty, form, cancel);

    private async Task<Judged> EnterpriseAsync(ReportTask task, ReportDuty duty, DutyForm form, CancellationToken cancel)
    {
        var ledger = ledgers.First(l => l.Code == EnterpriseReportsLedger.LedgerCode);
        var session = new EnterpriseReportsImport(db, [], await MonthGate.LockedAsync(db, cancel), writer);
        var row = Numbers(TypedRow.Read(ledger, form.Columns(task.AskedMeasures)));
        session.Judge(row, duty.EnterpriseId, task.Month);
        var errors = Errors(row, DutyForm.NameOf);
        foreach (var measure in task.AskedMeasures)
            if (row[measure.Key + ".month"].State is CellState.Blank or CellState.Missing && (measure.Stock || row[measure.Key + ".ytd"].State is CellState.Blank or CellState.Missing))
                errors.Add(DutyErrors.ValueMissing(measure).At($"{measure.Indicator}.value"));
        var warnings = row.Warnings.Concat((await session.RemarksAsync(cancel)).Select(r => r.Remark));
        return new(errors, [.. warnings.Select(w => new Check(DutyForm.NameOf(w.Key), w.Error.Code, w.Error.Message.Current))], session);
    }

    private async Task<Judged> OfficeAsync(ReportTask task, DutyForm form, CancellationToken cancel)
    {
        var ledger = ledgers.First(l => l.Code == ObservationsLedger.LedgerCode);
        var session = await ledger.BeginImportAsync(cancel);
        var indicator = (await indicators.FindAsync(task.Indicator, cancel)).Value;
        var typed = DutyForm.OfficeFields.ToDictionary(f => f, f => form[f], StringComparer.Ordinal);
        (typed["indicator"], typed["period"]) = (indicator.Code, task.Period);
        if (string.IsNullOrWhiteSpace(typed["unit"])) typed["unit"] = indicator.Unit;
        var row = TypedRow.Read(ledger, typed);
        session.Judge(row);
        return new(Errors(row, key => key), [.. row.Warnings.Select(w => new Check(w.Key, w.Error.Code, w.Error.Message.Current))], session);
    }

    /// <summary>The numbers of a row. Which enterprise and month it is about is known and need not be typed.</summary>
    private static LedgerRow Numbers(LedgerRow row)
    {
        var values = new Dictionary<string, LedgerValue>(StringComparer.Ordinal);
        foreach (var measure in Measures.All)
            foreach (var (_, column) in DutyForm.Parts) values[measure.Key + column] = row[measure.Key + column];
        var numbers = new LedgerRow(row.Number, values);
        foreach (var remark in row.Errors.Where(e => values.ContainsKey(e.Key))) numbers.Reject(remark.Key, remark.Error);
        return numbers;
    }

    private static List<Error> Errors(LedgerRow row, Func<string, string> name) => [.. row.Errors.Select(e => e.Error.At(name(e.Key)))];
}
