using System.Text.Json;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>What a request to lock or unlock a month carries.</summary>
/// <param name="Month"><c>yyyymm</c>.</param>
/// <param name="Unconfirmed">Duties that were not confirmed and that the reason names.</param>
internal sealed record MonthRequest(int Month, IReadOnlyList<Guid> Unconfirmed)
{
    public static MonthRequest Of(SignOff signOff) => JsonSerializer.Deserialize<MonthRequest>(signOff.Payload, JsonSerializerOptions.Web)!;
}

/// <summary>Who signs, and whom to tell: the same for locking and unlocking.</summary>
internal sealed class MonthSigners(Signatories signatories, NoticeWriter notices)
{
    public const string Permission = "economy.lock";

    /// <summary>Any leader, or another officer of the economy: the first who decides, decides. The platform keeps the starter out.</summary>
    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(SignOff signOff, Text title, CancellationToken cancel) =>
        Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, title, await signatories.ForAsync(Permission, signOff, cancel), Permission)]);

    /// <summary>Tells the officers and the units that deliver figures.</summary>
    public async Task TellAsync(JingkaiDbContext db, int month, Text title, DateTime at, CancellationToken cancel)
    {
        var members = await db.Set<MemberRole>().AsNoTracking().Where(r => r.Role == Roles.Economy || r.Role == Roles.Leader).Select(r => r.MemberId)
            .Union(db.Set<Member>().Where(m => db.Set<ReportTask>().Any(t => t.ZoneId == m.ZoneId && t.Month == month && t.UnitId == m.UnitId)).Select(m => m.Id)).ToListAsync(cancel);
        var active = await db.Set<Member>().AsNoTracking().Where(m => m.Active && members.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancel);
        foreach (var member in active) notices.Add(db, new(member, "report-month", title, $"reporting/{MonthKey.Text(month)}") { At = at });
    }
}

/// <summary>Locks a month when another than who asked has agreed.</summary>
internal sealed class LockKind(MonthSigners signers, MonthGate gate, Freezer freezer, DutyNames names, Tasks.TaskClocks clocks, TimeProvider clock) : ISignOffKind
{
    public const string KindCode = "economy.lock";

    public string Code => KindCode;

    public Text Name { get; } = new("数据锁定", "Lock of a month");

    public Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) => signers.PlanAsync(signOff, new("同意锁定", "Agree to lock"), cancel);

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var request = MonthRequest.Of(signOff);
        var month = await gate.TakeAsync(db, request.Month, cancel);
        if (month.State == MonthState.Locked) return MonthErrors.Changed;
        var open = await names.UnconfirmedAsync(month.Month, cancel);
        var since = open.Where(d => !request.Unconfirmed.Contains(d.Id)).ToList();
        if (since.Count > 0) return MonthErrors.UnconfirmedSince([.. since.Take(DutyNames.MostListed).Select(d => d.Name)], since.Count);

        var now = clock.Now();
        var version = await freezer.FreezeAsync(month, signOff.Code, open.Count, now, cancel);
        (month.State, month.Frozen, month.LockedAt, month.LockSignOff, month.UnlockSignOff) = (MonthState.Locked, version.Number, now, signOff.Code, null);
        foreach (var task in await db.Set<ReportTask>().AsTracking().Where(t => t.Month == month.Month && t.State == TaskState.Open).ToListAsync(cancel))
        {
            (task.State, task.ClosedAt) = (TaskState.Closed, now);
            clocks.Touch(task.Id);
        }


        var period = Period.FromYearMonth(month.Month);
        await signers.TellAsync(db, month.Month, new($"{period.ToChinese()}数据已锁定（第{version.Number}版）", $"The figures of {period.ToEnglish()} are locked (version {version.Number})"), now, cancel);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }
}

/// <summary>Opens a locked month again, by exception.</summary>
internal sealed class UnlockKind(MonthSigners signers, MonthGate gate, Tasks.TaskClocks clocks, TimeProvider clock) : ISignOffKind
{
    public const string KindCode = "economy.unlock";

    public string Code => KindCode;

    public Text Name { get; } = new("数据解锁", "Unlock of a month");

    public Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel) => signers.PlanAsync(signOff, new("同意解锁", "Agree to unlock"), cancel);

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var month = await gate.TakeAsync(db, MonthRequest.Of(signOff).Month, cancel);
        if (month.State != MonthState.Locked) return MonthErrors.Changed;
        var now = clock.Now();
        (month.State, month.UnlockedAt, month.UnlockSignOff) = (MonthState.Unlocked, now, signOff.Code);
        (await db.Set<MonthVersion>().AsTracking().SingleAsync(v => v.Month == month.Month && v.Number == month.Frozen, cancel)).UnlockedAt = now;
        foreach (var task in await db.Set<ReportTask>().AsTracking().Where(t => t.Month == month.Month && t.State == TaskState.Closed).ToListAsync(cancel))
        {
            (task.State, task.ClosedAt) = (TaskState.Open, null);
            clocks.Touch(task.Id);
        }


        var period = Period.FromYearMonth(month.Month);
        await signers.TellAsync(db, month.Month, new($"{period.ToChinese()}数据已解锁，更正后须重新锁定", $"The figures of {period.ToEnglish()} are unlocked; lock them again after the correction"), now, cancel);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }
}
