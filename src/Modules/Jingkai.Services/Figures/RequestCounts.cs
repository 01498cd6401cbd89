using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Services.Boards;

namespace Jingkai.Services.Figures;

/// <summary>The counted figures of enterprise requests. Answered, settled and closed are three figures, and each rate names its base.</summary>
internal sealed class RequestCounts(JingkaiDbContext db, RequestBook book, WorkDays days, TimeProvider time) : ICountedSource
{
    private static readonly Text Records = new("企业诉求", "Enterprise requests");

    private static readonly IReadOnlyList<(CountedIndicator Indicator, string Measure, string? Class)> Lines =
    [
        Count("CASE_RAISED", RequestMeasures.Raised, new("诉求登记件数", "Requests raised"), new("按登记日计的企业诉求，含后来撤回或并入重复件的。", "Enterprise requests by the day they were registered, with those withdrawn or joined to another later."), "neutral"),
        Count("CASE_ANSWERED", RequestMeasures.Answered, new("诉求答复件数", "Requests answered"), new("按首次答复日计的诉求；答复不等于办结。", "Requests by the day of their first answer; answered is not yet settled.")),
        Count("CASE_SETTLED", RequestMeasures.Settled, new("诉求办结件数", "Requests settled"), new("期内经企业确认或按规则视为确认、期末仍成立的诉求；期内又重办的不计。", "Requests confirmed or settled by their rule within the period and still so at its end; those reopened within it are left out.")),
        Count("CASE_CONFIRMED", RequestMeasures.Confirmed, new("诉求企业确认件数", "Requests confirmed by the asker"), new("期内办结的诉求中由企业确认（含回访确认）的；逾期未确认的另计。", "Of requests settled within the period those the asker confirmed, also when called back; those closed by silence are counted apart.")),
        Count("CASE_SILENT", RequestMeasures.Silent, new("诉求逾期未确认销号件数", "Requests closed by silence"), new("期内因企业两次提醒后仍未表态而销号的诉求。", "Requests closed within the period because the asker, reminded twice, said nothing."), "down"),
        Count("CASE_CLOSED", RequestMeasures.Closed, new("诉求销号件数", "Requests closed"), new("期内销号、期末仍未重办的诉求。", "Requests struck off within the period and not reopened by its end.")),
        Count("CASE_OPEN", RequestMeasures.Open, new("未办结诉求件数", "Requests not settled"), new("期末已登记而未办结、未撤回、未并入重复件的诉求。", "Requests raised and on the last day neither settled nor withdrawn nor joined to another."), "down", atEnd: true),
        Count("CASE_OVERDUE", RequestMeasures.Overdue, new("逾期未答复诉求件数", "Requests overdue"), new("期末已过答复时限而未答复的诉求；时限按现在的延期计，暂停期间不算逾期。", "Requests whose answer was over its time on the last day; limits with the extensions they have now, and none while time stands still."), "down", atEnd: true),
        Rate("CASE_RATE", RequestMeasures.Resolution, new("诉求办结率（按登记）", "Resolution rate of requests raised"), new("期内登记的诉求中，期末已办结的比重；撤回和并入重复件的不作分母。", "Of requests raised within the period, the share settled by its end; withdrawn ones and duplicates are not in the base."), new("期末已办结", "settled by the end"), new("期内登记", "raised")),
        Rate("CASE_RATE_FLOW", RequestMeasures.Settled, new("诉求办结与登记之比", "Requests settled to raised"), new("期内办结的诉求（无论何时登记）与期内登记的诉求之比，可超过100%；所列记录为期内登记的诉求。", "Requests settled within the period, whenever raised, to those raised within it; may exceed 100 %. The records listed are those raised."), new("期内办结", "settled in the period"), new("期内登记", "raised in the period")),
        Rate("CASE_CONFIRM_RATE", RequestMeasures.Confirmation, new("诉求确认率", "Confirmation rate of requests"), new("期内办结的诉求中由企业确认的比重。", "Of requests settled within the period, the share the asker confirmed."), new("企业确认", "confirmed by the asker"), new("期内办结", "settled")),
        Rate("CASE_ONTIME", RequestMeasures.OnTime, new("诉求按时答复率", "Requests answered in time"), new("期内首次答复的诉求中，在时限（含批准的延期）内答复的比重。", "Of requests first answered within the period, the share answered within the limit, granted extensions included."), new("按时答复", "answered in time"), new("期内首次答复", "first answered")),
        Median("CASE_DAYS", null, new("诉求答复用时中位数", "Median time to answer"), new("全部类别", "all classes")),
        Median("CASE_DAYS_SIMPLE", "simple", new("简单诉求答复用时中位数", "Median time to answer, simple requests"), new("简单类", "the class simple")),
        Median("CASE_DAYS_COMPLEX", "complex", new("复杂诉求答复用时中位数", "Median time to answer, complex requests"), new("复杂类", "the class complex")),
        Median("CASE_DAYS_HARD", "hard", new("疑难诉求答复用时中位数", "Median time to answer, hard requests"), new("疑难类", "the class hard")),
        Median("CASE_DAYS_CONSULT", "consultation", new("咨询答复用时中位数", "Median time to answer, consultations"), new("咨询类", "the class consultation")),
        Count("CASE_RETURNED", RequestMeasures.Returned, new("诉求退回件次", "Returns of requests"), new("期内承办单位把诉求退回分办的次数。", "How often within the period a unit returned a request to be assigned again."), "down", "件次"),
        Count("CASE_REOPENED", RequestMeasures.Reopened, new("诉求重办件次", "Requests reopened"), new("期内企业不满意而重办的次数。", "How often within the period a request was reopened because the asker was not satisfied."), "down", "件次"),
        Rate("CASE_SATISF", RequestMeasures.Satisfaction, new("诉求满意率", "Satisfaction with requests"), new("期内评价中非常满意和满意的比重；未评价的不计。", "Of reviews given within the period, the share of very satisfied and satisfied; who gave none is not counted."), new("非常满意和满意", "very satisfied and satisfied"), new("期内评价", "reviews")),
        Count("CASE_BAD", RequestMeasures.Bad, new("诉求差评件数", "Bad reviews"), new("期内不满意和非常不满意的评价。", "Reviews of dissatisfied and very dissatisfied within the period."), "down"),
        Count("CASE_BAD_FOLLOWED", RequestMeasures.BadMended, new("差评已回访件数", "Bad reviews followed up"), new("期内的差评中，期末前已回访核实的。", "Of bad reviews within the period those followed up by its end.")),
    ];

    private static readonly Dictionary<string, (CountedIndicator Indicator, string Measure, string? Class)> ByCode = Lines.ToDictionary(l => l.Indicator.Code, StringComparer.Ordinal);

    public IReadOnlyList<CountedIndicator> Indicators { get; } = [.. Lines.Select(l => l.Indicator)];

    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel)
    {
        var (line, measure, level) = ByCode[indicator];
        var facts = await book.ReadAsync(Tally.Instants(Tally.Hull(spans)).Until, cancel);
        if (facts.Count == 0) return [.. spans.Select(_ => Counted.Nothing)];
        var (now, rules) = (Tally.Moment(db, time), await days.DeadlineAsync(cancel));
        var first = facts.Min(f => f.Case.RaisedAt);
        var mine = level is null ? facts : [.. facts.Where(f => f.Case.Class == level)];
        return [.. spans.Select(s => first >= Tally.Instants(s).Until ? Counted.Nothing
            : line.Code == "CASE_RATE_FLOW" ? Counted.Rate(Hits(measure, s).Count, Hits(RequestMeasures.Raised, s).Count) : RequestMeasures.Sum(measure, Hits(measure, s)))];

        IReadOnlyList<Hit> Hits(string of, CountSpan span) => RequestMeasures.Of(of, mine, span, now, rules);
    }

    public async Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel)
    {
        var (line, measure, level) = ByCode[indicator];
        var facts = await book.ReadAsync(Tally.Instants(span).Until, cancel);
        var hits = RequestMeasures.Of(line.Code == "CASE_RATE_FLOW" ? RequestMeasures.Raised : measure, facts.Where(f => level is null || f.Case.Class == level), span, Tally.Moment(db, time), await days.DeadlineAsync(cancel));
        return new([.. hits.Skip(page.Skip).Take(page.Size).Select(Record)], hits.Count, page.Page, page.Size);
    }

    /// <summary>A hit as a record of the trace.</summary>
    public static CountedRecord Record(Hit hit)
    {
        var row = hit.Fact.Case;
        var label = row.SubjectName is null ? row.Title : $"{row.SubjectName}：{row.Title}";
        return new(row.Code, new(label, label), $"cases/{row.Code}", hit.At, hit.State, hit.Days);
    }

    private static (CountedIndicator, string, string?) Count(string code, string measure, Text name, Text definition, string better = "up", string unit = "件", bool atEnd = false) =>
        (new(code, name, unit, definition) { Better = better, AtEnd = atEnd, SourceDept = Records, Permission = BoardPermissions.Read }, measure, null);

    private static (CountedIndicator, string, string?) Rate(string code, string measure, Text name, Text definition, Text part, Text whole) =>
        (new(code, name, "%", definition) { InPoints = true, PartName = part, BaseName = whole, SourceDept = Records, Permission = BoardPermissions.Read }, measure, null);

    private static (CountedIndicator, string, string?) Median(string code, string? level, Text name, Text which) => (new(code, name, "工作日", new(
        $"期内首次答复的诉求（{which.Zh}），自登记次日起至首次答复当日止的工作日数，按本区工作日历，暂停期间不计，取中位数。",
        $"Of requests first answered within the period ({which.En}): working days from the day after they were raised to the day of the answer by the zone's calendar, pauses not counted; the median."))
    {
        Better = "down", Median = true, SourceDept = Records, Permission = BoardPermissions.Read, BaseName = new("期内首次答复", "first answered"),
    }, RequestMeasures.Days, level);
}
