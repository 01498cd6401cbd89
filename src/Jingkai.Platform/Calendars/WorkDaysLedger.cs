using System.Runtime.CompilerServices;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Calendars;

/// <summary>The yearly notice as a table: which days are off and which are worked instead.</summary>
internal sealed class WorkDaysLedger(JingkaiDbContext db, WorkDayKeeper keeper, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "work-days";

    private const string Off = "放假", On = "上班";

    public string Code => LedgerCode;

    public string TitleKey => "platform.calendar.ledger";

    public string? PagePath => "calendar";

    public string ReadPermission => "platform.zone";

    public string WritePermission => WorkDayKeeper.Permission;

    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("date", "日期", ColumnKind.Date) { Required = true, IsKey = true, Aliases = ["调整日期", "放假日期"] },
        new("arrangement", "安排", ColumnKind.Text) { Required = true, MaxLength = 10, Aliases = ["类型", "放假或上班", "性质"] },
        new("name", "名称", ColumnKind.Text) { Required = true, MaxLength = 40, Aliases = ["节日", "节假日", "节日名称"] },
        new("source", "依据", ColumnKind.Text) { MaxLength = 200, Aliases = ["文件", "来源", "通知"] },
    ];

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) => await Task.FromResult(new Import(db, keeper, clock));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var day in db.Set<WorkDay>().AsNoTracking().OrderBy(d => d.Date).AsAsyncEnumerable().WithCancellation(cancel))
            yield return [day.Date, day.Worked ? On : Off, day.Name, day.Source];
    }

    private sealed class Import(JingkaiDbContext db, WorkDayKeeper keeper, TimeProvider clock) : IImportSession
    {
        private readonly List<(int Row, WorkDay Day)> staged = [];

        public void Judge(LedgerRow row)
        {
            if (row["date"] is { HasValue: true, Date: var date } && (date < WorkDayKeeper.First || date > WorkDayKeeper.Last)) row.Reject("date", CalendarErrors.OutOfRange);
            bool? worked = row["arrangement"].Text switch
            {
                null => null,
                "上班" or "补班" or "调休上班" or "工作日" or "workday" or "worked" => true,
                "放假" or "休息" or "调休" or "holiday" or "off" => false,
                var other => Unknown(row, other),
            };
            if (row.IsBad) return;
            row.Identity = row["date"].Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            staged.Add((row.Number, new() { ZoneId = db.ZoneId, Date = row["date"].Date, Worked = worked!.Value, Name = row["name"].Text!, Source = row["source"].Text }));
        }

        private static bool? Unknown(LedgerRow row, string text)
        {
            row.Reject("arrangement", CalendarErrors.BadArrangement(text));
            return null;
        }

        public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
        {
            if (write) await NumberSeries.HoldAsync(db, LedgerCode, cancel);
            var stored = await db.Set<WorkDay>().AsTracking().ToDictionaryAsync(d => d.Date, cancel);
            int inserted = 0, updated = 0, unchanged = 0;
            List<object> before = [], after = [];
            using (db.SuppressAudit())
            {
                foreach (var (_, day) in staged.Where(s => !excludedRows.Contains(s.Row)))
                {
                    if (!stored.TryGetValue(day.Date, out var old))
                    {
                        inserted++;
                        if (write) db.Add(day);
                        continue;
                    }

                    var source = day.Source ?? old.Source;
                    if ((old.Worked, old.Name, old.Source) == (day.Worked, day.Name, source))
                    {
                        unchanged++;
                        continue;
                    }

                    updated++;
                    if (!write) continue;
                    before.Add(new { old.Date, old.Worked, old.Name, old.Source });
                    (old.Worked, old.Name, old.Source) = (day.Worked, day.Name, source);
                    after.Add(new { old.Date, old.Worked, old.Name, old.Source });
                }

                if (write && inserted + updated > 0)
                {
                    AuditTrail.Record(db, clock.Now(), "imported", nameof(WorkDay), Guid.CreateVersion7().ToString(), LedgerCode, before.Count == 0 ? null : before, new { inserted, updated, rows = after });
                    await db.SaveChangesAsync(cancel);
                    await keeper.ChangedAsync(cancel);
                }
            }

            db.ChangeTracker.Clear();
            progress(1);
            return new(inserted, updated, unchanged);
        }
    }
}
