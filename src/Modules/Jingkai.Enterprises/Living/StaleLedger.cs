using System.Runtime.CompilerServices;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Localization;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Enterprises.Living;

/// <summary>The stale list as a file, one line for each field: what an office hands to those who go round.</summary>
internal sealed class StaleLedger(JingkaiDbContext db, StaleList list, Localizer words) : ILedger
{
    public string Code => "stale-fields";

    public string TitleKey => "enterprises.stale.title";

    public string PagePath => "stale";

    public string ReadPermission => EnterprisesPermissions.Read;

    public string? WritePermission => null;

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("code", "企业编号", ColumnKind.Code) { IsKey = true },
        new("name", "企业名称", ColumnKind.Text),
        new("field", "字段", ColumnKind.Text),
        new("source", "来源", ColumnKind.Text),
        new("asOf", "数据日期", ColumnKind.Date),
        new("confirmedBy", "核实人", ColumnKind.Text),
        new("dueOn", "应核实日期", ColumnKind.Date),
        new("daysOver", "逾期天数", ColumnKind.Number),
        new("liaisons", "联企干部", ColumnKind.List),
        new("units", "所在单位", ColumnKind.List),
    ];

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!StaleFilter.Parse(filters, db.Today).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        foreach (var (file, _) in await list.AllAsync(filter, cancel))
        {
            foreach (var field in file.Fields)
                yield return [file.Code, file.Name, words.Both($"enterprises.field.{field.Field}").Zh, field.Source, field.AsOf, field.ConfirmedBy, field.DueOn, field.DaysOver, Text(file.Liaisons), Text(file.Units)];
        }
    }

    private static string? Text(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join('、', items);
}
