using System.Globalization;
using System.Runtime.CompilerServices;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Exchange;

/// <summary>Completed investment by project and month in and out of Excel: the sheet that units hand in every month.</summary>
internal sealed class InvestmentLedger(JingkaiDbContext db, ProjectReader reader, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "project-investments";

    private const string Project = "code", Name = "name", Month = "month", Amount = "amount", Source = "source";

    public string Code => LedgerCode;

    public string TitleKey => "projects.investments";

    public string? PagePath => "projects";

    public string ReadPermission => ProjectsPermissions.Read;

    public string WritePermission => ProjectsPermissions.Import;

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new(Project, "项目编号", ColumnKind.Code) { Required = true, IsKey = true, Alternative = "project", MaxLength = 40, Aliases = ["编号", "项目代码"] },
        new(Name, "项目名称", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "project", MaxLength = 100, Aliases = ["项目"] },
        new(Month, "月份", ColumnKind.Period) { Required = true, IsIdentity = true, Aliases = ["报告期", "月度"] },
        new(Amount, "当月完成投资", ColumnKind.Number) { Required = true, Unit = "万元", Aliases = ["本月完成投资", "完成投资"] },
        new(Source, "来源", ColumnKind.Text) { MaxLength = 200, Aliases = ["数据来源"] },
    ];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) => new Import(db, clock, await KnownProjects.LoadAsync(db, cancel));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!ProjectFilter.Parse(filters).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        var projects = await filter.ApplyAsync(db, await reader.BookAsync(cancel), cancel);
        var rows = from m in db.Set<MonthInvestment>().AsNoTracking() join p in projects on m.ProjectId equals p.Id orderby p.SortKey, p.Id, m.Month select new { p.Code, p.Name, m.Month, m.CompletedFen, m.Source };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            yield return [row.Code, row.Name, string.Create(CultureInfo.InvariantCulture, $"{row.Month / 100}-{row.Month % 100:00}"), Amounts.Wan(row.CompletedFen), row.Source];
    }

    private sealed class Import(JingkaiDbContext db, TimeProvider clock, KnownProjects known) : IImportSession
    {
        private readonly List<Staged> staged = [];

        public void Judge(LedgerRow row)
        {
            var project = known.Of(row, Project, Name);
            var month = row[Month];
            if (month.HasValue && month.Period.Kind != PeriodKind.Month) row.Reject(Month, Error.Invalid("not-a-month", "请填写单个月份", "give a single month"));
            else if (month.HasValue && month.Period.Start > db.Today) row.Reject(Month, Errors.FutureDay(Month));
            long? fen = null;
            if (row[Amount].HasValue)
            {
                if ((row[Amount].Unit ?? Unit.Find("万元").Value).ToScaled(row[Amount].Number, Unit.Fen, 0).Try(out var scaled, out var error)) fen = scaled;
                else row.Reject(Amount, error);
                if (fen is > Amounts.MostFen or < -Amounts.MostFen) row.Reject(Amount, Errors.TooMuch(Amount));
            }

            if (row.IsBad || project is not { } id || fen is not { } amount) return;
            row.Identity = $"{id}\n{month.Period.YearMonth}";
            staged.Add(new(row.Number, id, month.Period.YearMonth, amount, row[Source].Text));
        }

        public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
        {
            if (write) await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
            var rows = staged.Where(s => !excludedRows.Contains(s.Row)).ToList();
            var stored = new Dictionary<(Guid, int), MonthInvestment>();
            foreach (var chunk in rows.Select(r => r.Project).Distinct().Chunk(1000))
                foreach (var month in await (write ? db.Set<MonthInvestment>().AsTracking() : db.Set<MonthInvestment>().AsNoTracking()).Where(m => chunk.Contains(m.ProjectId)).ToListAsync(cancel)) stored[(month.ProjectId, month.Month)] = month;
            int inserted = 0, updated = 0, unchanged = 0;
            List<object> before = [], after = [];
            foreach (var row in rows)
            {
                if (stored.TryGetValue((row.Project, row.Month), out var month))
                {
                    if (month.CompletedFen == row.Fen && (row.Source is null || row.Source == month.Source))
                    {
                        unchanged++;
                        continue;
                    }

                    updated++;
                    before.Add(Told(row, month.CompletedFen));
                }
                else
                {
                    inserted++;
                    stored[(row.Project, row.Month)] = month = new() { ZoneId = db.ZoneId, ProjectId = row.Project, Month = row.Month };
                    if (write) db.Add(month);
                }

                after.Add(Told(row, row.Fen));
                (month.CompletedFen, month.Source) = (row.Fen, row.Source ?? month.Source);
            }

            if (write && inserted + updated > 0)
            {
                AuditTrail.Record(db, clock.Now(), "imported", nameof(InvestmentProject), Guid.CreateVersion7().ToString(), LedgerCode, before.Count == 0 ? null : new { rows = before }, new { inserted, updated, rows = after });
                using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
            }

            db.ChangeTracker.Clear();
            progress(1);
            return new(inserted, updated, unchanged);
        }

        private object Told(Staged row, long fen) => new { code = known.File(row.Project).Project.Code, values = new Dictionary<string, object?> { [string.Create(CultureInfo.InvariantCulture, $"completed.{row.Month}")] = Amounts.Wan(fen) } };

        private sealed record Staged(int Row, Guid Project, int Month, long Fen, string? Source);
    }
}
