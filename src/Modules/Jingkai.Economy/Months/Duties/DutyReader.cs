using Jingkai.Economy.Domain;
using Jingkai.Economy.Exchange;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>An enterprise of a duty.</summary>
internal sealed record DutyEnterprise(string Code, string? CreditCode, string Name);

/// <summary>A duty as interface and pages show it.</summary>
internal record DutyView
{
    public required Guid Id { get; init; }

    public required string Task { get; init; }

    public required string Kind { get; init; }

    /// <summary><c>2020-08</c>.</summary>
    public required string Month { get; init; }

    public DutyEnterprise? Enterprise { get; init; }

    public string? Indicator { get; init; }

    public string? Unit { get; init; }

    public required string State { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>Owed after the due day, or submitted after it.</summary>
    public required bool Late { get; init; }

    public DateTime? SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public string? ConfirmedBy { get; init; }

    /// <summary>What the submitter has to say.</summary>
    public string? Note { get; init; }

    /// <summary>Why it was returned last.</summary>
    public string? ReturnNote { get; init; }

    public int Reminders { get; init; }

    public DateTime? RemindedAt { get; init; }

    public int Version { get; init; }

    /// <summary>The moves open to the reader now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}

/// <summary>What to filter duties by.</summary>
internal sealed record DutyFilter(string? State = null, bool? Late = null, int? Month = null, string? Task = null, string? Enterprise = null, string? Q = null);

/// <summary>Reads duties under the reader's scope.</summary>
internal sealed class DutyReader(JingkaiDbContext db)
{
    private sealed class Row
    {
        public required ReportDuty Duty { get; init; }

        public required ReportTask Task { get; init; }

        public required EnterpriseCopy? Enterprise { get; init; }
    }

    /// <summary>A page: what is owed and late first, then by due day and name.</summary>
    public async Task<PagedList<DutyView>> ListAsync(DutyFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var today = db.Today;
        var owed = DutyState.Owed.ToList();
        var rows = Rows();
        if (filter.State is { } state) rows = rows.Where(r => r.Duty.State == state);
        if (filter.Month is { } month) rows = rows.Where(r => r.Duty.Month == month);
        if (filter.Task is { } task) rows = rows.Where(r => r.Task.Code == task);
        if (filter.Late is { } late) rows = rows.Where(r => (r.Duty.Late || (owed.Contains(r.Duty.State) && r.Task.DueOn < today)) == late);
        if (filter.Enterprise is { Length: > 0 } key) rows = rows.Where(r => r.Enterprise != null && (r.Enterprise.Code == key || r.Enterprise.CreditCode == key));
        if (TextNormal.Clean(filter.Q) is { Length: > 0 } q) rows = rows.Where(r => r.Enterprise != null && (r.Enterprise.Name.Contains(q) || r.Enterprise.Code == q || r.Enterprise.CreditCode == q));
        var total = await rows.LongCountAsync(cancel);
        var found = await rows.OrderBy(r => !owed.Contains(r.Duty.State)).ThenBy(r => r.Task.DueOn).ThenBy(r => r.Task.Code).ThenBy(r => r.Enterprise == null ? "" : r.Enterprise.SortKey).ThenBy(r => r.Duty.Label).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewAsync(found, cancel), total, page.Page, page.Size);
    }

    /// <summary>What is still owed of a month after its due day, the longest first.</summary>
    public async Task<PagedList<DutyView>> OwedAsync(int month, PageRequest page, CancellationToken cancel = default)
    {
        var (today, owed) = (db.Today, DutyState.Owed.ToList());
        var rows = Rows().Where(r => r.Duty.Month == month && owed.Contains(r.Duty.State) && r.Task.DueOn < today);
        var total = await rows.LongCountAsync(cancel);
        var found = await rows.OrderBy(r => r.Task.DueOn).ThenBy(r => r.Task.Code).ThenBy(r => r.Enterprise == null ? "" : r.Enterprise.SortKey).ThenBy(r => r.Duty.Label).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewAsync(found, cancel), total, page.Page, page.Size);
    }

    /// <summary>One duty, or null when it does not exist for this reader.</summary>
    public async Task<DutyView?> FindAsync(Guid id, CancellationToken cancel = default) =>
        (await ViewAsync(await Rows().Where(r => r.Duty.Id == id).ToListAsync(cancel), cancel)).FirstOrDefault();

    /// <summary>The duties of an enterprise for a month.</summary>
    public async Task<IReadOnlyList<DutyView>> OfEnterpriseAsync(string enterprise, int month, CancellationToken cancel = default) =>
        await ViewAsync(await Rows().Where(r => r.Duty.Month == month && r.Enterprise != null && (r.Enterprise.Code == enterprise || r.Enterprise.CreditCode == enterprise)).OrderBy(r => r.Task.Code).ToListAsync(cancel), cancel);

    /// <summary>The paper trail of a duty.</summary>
    public async Task<IReadOnlyList<DutyMoveView>> MovesAsync(Guid id, CancellationToken cancel = default)
    {
        if (!await db.Set<ReportDuty>().AnyAsync(d => d.Id == id, cancel)) return [];
        return await (from m in db.Set<DutyMove>().AsNoTracking()
                      join p in db.Set<Member>() on m.MemberId equals (Guid?)p.Id into people
                      from p in people.DefaultIfEmpty()
                      where m.DutyId == id
                      orderby m.At descending, m.Id descending
                      select new DutyMoveView(m.At, p == null ? null : p.Name, m.Verb, m.Note)).ToListAsync(cancel);
    }

    private IQueryable<Row> Rows() =>
        from d in db.Set<ReportDuty>().AsNoTracking()
        join t in db.Set<ReportTask>() on d.TaskId equals t.Id
        join e in db.Set<EnterpriseCopy>() on d.EnterpriseId equals (Guid?)e.EnterpriseId into enterprises
        from e in enterprises.DefaultIfEmpty()
        select new Row { Duty = d, Task = t, Enterprise = e };

    private async Task<IReadOnlyList<DutyView>> ViewAsync(List<Row> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var members = rows.SelectMany(r => new[] { r.Duty.SubmittedById, r.Duty.ConfirmedById }).OfType<Guid>().Distinct().ToList();
        var names = members.Count == 0 ? [] : await db.Set<Member>().AsNoTracking().Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var units = rows.Any(r => r.Duty.UnitId is not null) ? await db.Set<Jingkai.Platform.Accounts.Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancel) : [];
        string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
        return [.. rows.Select(r => new DutyView
        {
            Id = r.Duty.Id, Task = r.Task.Code, Kind = r.Task.Kind, Month = MonthKey.Text(r.Duty.Month),
            Enterprise = r.Enterprise is { } e ? new(e.Code, e.CreditCode, e.Name) : null,
            Indicator = r.Task.Indicator, Unit = r.Duty.UnitId is { } unit ? units.GetValueOrDefault(unit) : null,
            State = r.Duty.State, DueOn = r.Task.DueOn, Late = r.Duty.Late || (DutyState.Owed.Contains(r.Duty.State) && r.Task.DueOn < db.Today),
            SubmittedAt = r.Duty.SubmittedAt, SubmittedBy = Name(r.Duty.SubmittedById), ConfirmedAt = r.Duty.ConfirmedAt, ConfirmedBy = Name(r.Duty.ConfirmedById),
            Note = r.Duty.Note, ReturnNote = r.Duty.ReturnNote, Reminders = r.Duty.Reminders, RemindedAt = r.Duty.RemindedAt, Version = r.Duty.Version,
            Allowed = DutyRules.Allowed(r.Duty, r.Task.State == TaskState.Open, DutyService.RightsOf(db, r.Duty)),
        })];
    }
}

/// <summary>A move of a duty.</summary>
internal sealed record DutyMoveView(DateTime At, string? By, string Verb, string? Note);
