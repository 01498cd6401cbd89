using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>What is counted of sign-offs: handed in, agreed to, and how long that takes.</summary>
internal sealed class SignOffCounts(JingkaiDbContext db, WorkDays days) : ICountedSource
{
    private const string HandedIn = "SIGNOFF_IN";
    private const string Agreed = "SIGNOFF_AGREED";
    private const string Days = "SIGNOFF_DAYS";

    private static readonly Text Records = new("审批", "Sign-offs");

    public IReadOnlyList<CountedIndicator> Indicators { get; } =
    [
        new(HandedIn, new("送审件数", "Sign-offs handed in"), "件", new("按送审之日计的审批件数；退回后再次送审不重复计。", "Sign-offs by the day they were first handed in; handing in again after a return does not count again."))
        {
            Better = "neutral", SourceDept = Records, Permission = SignOffScope.Permission,
        },
        new(Agreed, new("审批办结件数", "Sign-offs agreed to"), "件", new("按全部步骤同意之日计的审批件数；撤回的不计。", "Sign-offs by the day the last step agreed; withdrawn ones do not count."))
        {
            SourceDept = Records, Permission = SignOffScope.Permission,
        },
        new(Days, new("审批用时中位数", "Median time of a sign-off"), "工作日",
            new("期内办结的审批，从最后一轮送审次日起到办结当日止的工作日数，取中位数。", "Of sign-offs agreed to in the period: working days from the day after the last round was handed in to the day of the agreement; the median."))
        {
            Better = "down", Median = true, SourceDept = Records, Permission = SignOffScope.Permission, BaseName = new("办结的审批", "sign-offs agreed to"),
        },
    ];

    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel)
    {
        var (_, until) = Tally.Instants(Tally.Hull(spans));
        if (indicator != Days) return Tally.Of((await Instants(indicator).Where(at => at < until).ToListAsync(cancel)).Select(Tally.Day), spans);
        var done = await Closed().Where(s => s.ClosedAt < until).Select(s => new { s.SubmittedAt, At = s.ClosedAt!.Value }).ToListAsync(cancel);
        if (done.Count == 0) return [.. spans.Select(_ => Counted.Nothing)];
        var rules = await days.DeadlineAsync(cancel);
        return [.. spans.Select(s => done.TrueForAll(d => Tally.Day(d.At) > s.Until) ? Counted.Nothing : Counted.Median(done.Where(d => s.Holds(Tally.Day(d.At))).Select(d => Used(rules, d.SubmittedAt, d.At))))];
    }

    public async Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel)
    {
        var (from, until) = Tally.Instants(span);
        var query = indicator == HandedIn
            ? db.Set<SignOff>().AsNoTracking().Where(s => s.StartedAt >= from && s.StartedAt < until).OrderByDescending(s => s.StartedAt).ThenBy(s => s.Id)
            : Closed().Where(s => s.ClosedAt >= from && s.ClosedAt < until).OrderByDescending(s => s.ClosedAt).ThenBy(s => s.Id);
        var rules = indicator == Days ? await days.DeadlineAsync(cancel) : null;
        var items = await query.Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new([.. items.Select(s => new CountedRecord(s.Code, new(s.TitleZh, s.TitleEn), $"sign-offs/{s.Code}", indicator == HandedIn ? s.StartedAt : s.ClosedAt!.Value, SignOffInbox.States[s.State], rules is null ? null : Used(rules, s.SubmittedAt, s.ClosedAt!.Value)))],
            await query.LongCountAsync(cancel), page.Page, page.Size);
    }

    private IQueryable<SignOff> Closed() => db.Set<SignOff>().AsNoTracking().Where(s => s.State == SignOffState.Approved && s.ClosedAt != null);

    private IQueryable<DateTime> Instants(string indicator) => indicator == HandedIn ? db.Set<SignOff>().Select(s => s.StartedAt) : Closed().Select(s => s.ClosedAt!.Value);

    private static int Used(Deadline rules, DateTime from, DateTime until) => rules.Used(LimitUnit.WorkingDays, Tally.Wall(from), Tally.Day(until)).Days;
}
