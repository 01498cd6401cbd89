using System.Runtime.CompilerServices;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Progress;

/// <summary>Progress of projects in and out of Excel: the sheet that units hand in every half month. What comes in waits for the second person like every other entry.</summary>
internal sealed class ProgressLedger(JingkaiDbContext db, ProjectReader reader, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "project-progress";

    internal const string Project = "code", Name = "name", On = "on", Percent = "percent", Words = "words", Accident = "accident", Funds = "fundsBelowRule";

    public string Code => LedgerCode;

    public string TitleKey => "projects.progress-sheet";

    public string? PagePath => "ratings";

    public string ReadPermission => ProjectsPermissions.Read;

    public string WritePermission => ProjectsPermissions.Import;

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new(Project, "项目编号", ColumnKind.Code) { Required = true, IsKey = true, Alternative = "project", MaxLength = 40, Aliases = ["编号", "项目代码"] },
        new(Name, "项目名称", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "project", MaxLength = 100, Aliases = ["项目"] },
        new(On, "日期", ColumnKind.Date) { Required = true, IsIdentity = true, Aliases = ["填报日期", "截止日期", "统计日期"] },
        new(Percent, "形象进度", ColumnKind.Percent) { Required = true, Aliases = ["进度", "工程进度", "目前进度", "完成进度"] },
        new(Words, "进展情况", ColumnKind.Text) { MaxLength = 200, Aliases = ["工程进展", "进展", "形象进度描述", "目前进展"] },
        new(Accident, "安全质量问题", ColumnKind.Text) { MaxLength = 10, Aliases = ["是否发生安全质量问题"] },
        new(Funds, "资金低于规定", ColumnKind.Text) { MaxLength = 10, Aliases = ["资金到位低于规定"] },
    ];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) =>
        new ProgressImport(db, clock, await KnownProjects.LoadAsync(db, cancel), await ProgressGround.LoadAsync(db, null, cancel));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!ProjectFilter.Parse(filters).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        var projects = await filter.ApplyAsync(db, await reader.BookAsync(cancel), cancel);
        var rows = from e in db.Set<ProgressEntry>().AsNoTracking() join p in projects on e.ProjectId equals p.Id where e.RefusedAt == null orderby p.SortKey, p.Id, e.Day, e.Id select new { p.Code, p.Name, e.Day, e.PercentE4, e.Words, e.Accident, e.FundsBelowRule };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            yield return [row.Code, row.Name, row.Day, row.PercentE4 / 10_000m, row.Words, Said(row.Accident), Said(row.FundsBelowRule)];
    }

    /// <summary>How a sheet says yes, no or nothing.</summary>
    private static string? Said(bool? value) => value is { } said ? said ? "是" : "否" : null;
}
