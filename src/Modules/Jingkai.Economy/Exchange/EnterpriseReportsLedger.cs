using System.Runtime.CompilerServices;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Reports;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Exchange;

/// <summary>Enterprises' monthly reports as zone offices keep them: one row an enterprise and month, four columns a measure.</summary>
internal sealed class EnterpriseReportsLedger(JingkaiDbContext db, ReportWriter writer, IEnterpriseDirectory directory) : ILedger
{
    public const string LedgerCode = "enterprise-reports";

    public string Code => LedgerCode;

    public string TitleKey => "economy.ledger.reports";

    public string? PagePath => "reports";

    public string ReadPermission => "reports.read";

    public string WritePermission => "reports.write";

    public IReadOnlyList<LedgerColumn> Columns => AllColumns;

    internal static IReadOnlyList<LedgerColumn> AllColumns { get; } = [.. MakeColumns()];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel)
    {
        var enterprises = await db.Set<EnterpriseCopy>().AsNoTracking().Where(e => e.CreditCode != null)
            .ToDictionaryAsync(e => e.CreditCode!, e => e.EnterpriseId, StringComparer.Ordinal, cancel);
        // An office's file goes on naming an enterprise by the code it had before it was merged.
        foreach (var gone in await directory.MergedAsync(cancel))
            if (gone.CreditCode is { } code) enterprises.TryAdd(code, gone.Into.Id);
        return new EnterpriseReportsImport(db, enterprises, await MonthGate.LockedAsync(db, cancel), writer, directory);
    }

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!ReportQuery.Filter(db, filters).Try(out var lines, out var error)) throw new LedgerRefusal(error);
        if (!ReportQuery.SortRows(lines, filters["sort"].ToString()).Try(out var ordered, out error)) throw new LedgerRefusal(error);
        (Guid Enterprise, int Month)? at = null;
        object?[]? row = null;
        // A row is complete when the next begins, and nothing is kept.
        await foreach (var r in ordered.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (at != (r.Value.EnterpriseId, r.Value.Month))
            {
                if (row is not null) yield return row;
                at = (r.Value.EnterpriseId, r.Value.Month);
                row = new object?[AllColumns.Count];
                (row[0], row[1], row[2]) = (r.CreditCode ?? r.Code, r.Name, Period.Month(MonthKey.Year(r.Value.Month), MonthKey.Month(r.Value.Month)).ToString());
            }

            Fill(row!, r.Value);
        }

        if (row is not null) yield return row;
    }

    private static void Fill(object?[] row, ReportValue value)
    {
        var measure = Measures.ById(value.Measure);
        var at = FirstColumn(measure);
        row[at] = Shown(value.MonthE4, measure);
        if (measure.Stock) return;
        row[at + 1] = Shown(value.MonthPriorE4, measure);
        row[at + 2] = Shown(value.YtdE4, measure);
        row[at + 3] = Shown(value.YtdPriorE4, measure);
    }

    private static object? Shown(long? scaled, Measure measure) =>
        scaled is { } s ? Unit.FromScaled(s, 4, Unit.Find(measure.Base).Value, Unit.Find(measure.Unit).Value) : null;

    private static int FirstColumn(Measure measure) => 3 + ((measure.Id - 1) * 4);

    private static IEnumerable<LedgerColumn> MakeColumns()
    {
        yield return new("creditCode", "统一社会信用代码", ColumnKind.Code) { Required = true, IsKey = true, Aliases = ["信用代码", "社会信用代码", "统一信用代码"] };
        yield return new("name", "企业名称", ColumnKind.Text) { Aliases = ["单位名称", "企业", "单位详细名称"] };
        yield return new("period", "报告期", ColumnKind.Period) { Required = true, IsIdentity = true, Aliases = ["月份", "所属期", "期间"] };
        foreach (var measure in Measures.All)
        {
            var group = $"{measure.Heading}({measure.Unit})";
            if (measure.Stock)
            {
                yield return new(measure.Key + ".month", measure.Heading, ColumnKind.Number) { Unit = measure.Unit, Aliases = ["从业人员数", "期末从业人员"] };
                continue;
            }

            yield return Column(".month", "本月", "_本月", ["当月"]);
            yield return Column(".monthPrior", "上年同期", "_上年同期", ["去年同期"]);
            yield return Column(".ytd", "1-本月", "_累计", ["累计", "本年累计"]);
            yield return Column(".ytdPrior", "上年同期(累计)", "_上年同期累计", ["去年同期累计", "上年同期累计"]);

            LedgerColumn Column(string key, string heading, string flat, IReadOnlyList<string> aliases) => new(measure.Key + key, heading, ColumnKind.Number)
            {
                Unit = measure.Unit,
                Group = group,
                FlatHeading = group + flat,
                Aliases = aliases,
            };
        }
    }
}
