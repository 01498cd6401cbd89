using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Citations;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>Asks for a month to be locked or unlocked. Nothing happens until another agrees: <see cref="LockKind"/>, <see cref="UnlockKind"/>.</summary>
internal sealed class MonthService(JingkaiDbContext db, MonthGate gate, DutyNames names, CitationReader citations, SignOffService signOffs)
{
    public const string LockMove = "lock";
    public const string UnlockMove = "unlock";
    public const string SubjectKind = "month";

    private const int LongestReason = 2000;

    /// <summary>Reads a month as interface and pages write it.</summary>
    public static Result<int> Parse(string? text) =>
        Period.Parse((text ?? "").Trim()) is { IsOk: true } period && period.Value.Kind == PeriodKind.Month ? period.Value.YearMonth : MonthErrors.BadMonth(text);

    /// <summary>What can be asked for in a state.</summary>
    public static IReadOnlyList<string> MovesOf(string state) => state == MonthState.Locked ? [UnlockMove] : [LockMove];

    /// <summary>Asks to lock a month.</summary>
    /// <param name="month">The month.</param>
    /// <param name="reason">What the signer should know.</param>
    /// <param name="despiteUnconfirmed">Says that unconfirmed duties stay behind; the request then lists them.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The sign-off; <c>month-not-over</c>, <c>move-not-allowed</c>, <c>sign-off-pending</c>, <c>duties-unconfirmed</c>, <c>nothing-to-lock</c>.</returns>
    public Task<Result<SignOff>> LockAsync(int month, string? reason, bool despiteUnconfirmed, CancellationToken cancel = default) => db.InTransactionAsync<SignOff>(async () =>
    {
        if (MonthKey.LastDay(month) >= db.Today) return MonthErrors.NotOver;
        var stored = await gate.TakeAsync(db, month, cancel);
        if (stored.State == MonthState.Locked) return MonthErrors.NotAllowed(LockMove, MovesOf(stored.State));
        if (await PendingAsync(month, cancel) is { } pending) return MonthErrors.Pending(pending);
        if (!await AnythingAsync(month, cancel)) return MonthErrors.NothingToLock;
        var open = await names.UnconfirmedAsync(month, cancel);
        if (open.Count > 0 && !despiteUnconfirmed) return MonthErrors.Unconfirmed([.. open.Take(DutyNames.MostListed).Select(d => d.Name)], open.Count);
        var clean = TextNormal.CleanLines(reason ?? "");
        if (open.Count > 0 && clean.Length == 0) return MonthErrors.ReasonRequired;
        var period = Period.FromYearMonth(month);
        var said = open.Count == 0 ? clean : $"{clean}\n未确认{open.Count}项：{Names(open)}";
        return await signOffs.StartAsync(new(LockKind.KindCode, SubjectKind, MonthKey.Text(month), new($"锁定{period.ToChinese()}数据", $"Lock the figures of {period.ToEnglish()}"), new MonthRequest(month, [.. open.Select(d => d.Id)]))
        {
            Reason = said.Trim(), Path = $"reporting/{MonthKey.Text(month)}",
        }, cancel);
    }, cancel);

    /// <summary>Asks to open a locked month again. The request lists the papers that cite its figures.</summary>
    /// <returns>The sign-off; <c>reason-required</c>, <c>move-not-allowed</c>, <c>sign-off-pending</c>.</returns>
    public Task<Result<SignOff>> UnlockAsync(int month, string? reason, CancellationToken cancel = default) => db.InTransactionAsync<SignOff>(async () =>
    {
        var clean = TextNormal.CleanLines(reason ?? "");
        if (clean.Length == 0) return MonthErrors.ReasonRequired;
        var stored = await gate.TakeAsync(db, month, cancel);
        if (stored.State != MonthState.Locked) return MonthErrors.NotAllowed(UnlockMove, MovesOf(stored.State));
        if (await PendingAsync(month, cancel) is { } pending) return MonthErrors.Pending(pending);
        var period = Period.FromYearMonth(month);
        var papers = CitationReader.Papers(await citations.OfMonthAsync(month, cancel));
        var said = papers.Count == 0 ? clean : $"{clean}\n引用本月数据的文件：{string.Join("；", papers.Select(p => $"{p.Document}（{p.On:yyyy-MM-dd}，{p.Figures.Count}处）"))}";
        return await signOffs.StartAsync(new(UnlockKind.KindCode, SubjectKind, MonthKey.Text(month), new($"解锁{period.ToChinese()}数据", $"Unlock the figures of {period.ToEnglish()}"), new MonthRequest(month, []))
        {
            Reason = said.Length <= LongestReason ? said : said[..LongestReason], Path = $"reporting/{MonthKey.Text(month)}",
        }, cancel);
    }, cancel);

    /// <summary>Code of a request about the month that is not decided; whoever asks may know that there is one.</summary>
    public Task<string?> PendingAsync(int month, CancellationToken cancel)
    {
        var subject = MonthKey.Text(month);
        return db.Set<SignOff>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
            .Where(s => s.SubjectKind == SubjectKind && s.SubjectId == subject && (s.State == SignOffState.Pending || s.State == SignOffState.Returned)).Select(s => (string?)s.Code).FirstOrDefaultAsync(cancel);
    }

    private async Task<bool> AnythingAsync(int month, CancellationToken cancel)
    {
        var (first, last) = (new DateOnly(MonthKey.Year(month), MonthKey.Month(month), 1), MonthKey.LastDay(month));
        return await db.Set<Rollup>().AnyAsync(r => r.Month == month, cancel) || await db.Set<Observation>().AnyAsync(o => o.PeriodEnd >= first && o.PeriodEnd <= last, cancel);
    }

    /// <summary>As many names as a reason holds; the request itself carries all of them.</summary>
    private static string Names(IReadOnlyList<NamedDuty> open)
    {
        var names = open.Select(d => d.Name).ToList();
        var taken = names.Count;
        while (taken > 1 && names.Take(taken).Sum(n => n.Length + 1) > LongestReason / 2) taken--;
        return MonthErrors.Listed([.. names.Take(taken)], names.Count, "、", "等");
    }
}
