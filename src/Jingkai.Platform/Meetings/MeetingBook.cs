using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Calls meetings and puts things on their agendas, in the caller's transaction.</summary>
internal sealed class MeetingBook(JingkaiDbContext db, MeetingStore store, MeetingTrail trail, TimeProvider clock) : IMeetings
{
    public const int LongestTitle = 200, LongestPlace = 100, LongestQuestion = 1000, MostItems = 50;

    public async Task<Result<Meeting>> CallAsync(NewMeeting what, CancellationToken cancel = default)
    {
        var errors = new List<Error>();
        var (title, place) = (TextNormal.Clean(what.Title), TextNormal.Clean(what.Place));
        if (!MeetingKind.All.Contains(what.Kind)) errors.Add(MeetingErrors.UnknownKind(what.Kind));
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        if (title.Length > LongestTitle) errors.Add(ApiErrors.TooLong("title", LongestTitle));
        if (place.Length > LongestPlace) errors.Add(ApiErrors.TooLong("place", LongestPlace));
        var people = await store.PeopleAsync(cancel);
        foreach (var (member, field) in ((Guid?, string)[])[(what.Chair, "chair"), (what.Recorder, "recorder")])
        {
            if (member is not { } id) continue;
            if (people.Of(id) is not { } person) errors.Add(MeetingErrors.UnknownMember(id.ToString(), field));
            else if (!person.TakesPart) errors.Add(MeetingErrors.CannotTakePart(person.Name, field));
        }

        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var meeting = new Meeting
        {
            ZoneId = db.ZoneId, Kind = what.Kind, Title = title, Search = TextNormal.SearchKey(title), StartsAt = ClockTime.Instant(what.StartsAt), Place = place.Length == 0 ? null : place,
            ChairId = what.Chair, RecorderId = what.Recorder, CallerId = db.Actor.MemberId, CalledAt = clock.Now(),
        };
        // The letter of 会 (hui): M is the survey rounds'.
        meeting.Code = NumberSeries.Format("H", db.Today.Year, await NumberSeries.ReserveAsync(db, FormattableString.Invariant($"H{db.Today.Year}"), 1, cancel));
        db.Add(meeting);
        trail.Add(meeting, MeetingVerb.Call);
        trail.Tell([meeting.ChairId, meeting.RecorderId], new($"会议由您主持或记录：{title}", $"A meeting for you to chair or record: {title}"), MeetingTrail.PathOf(meeting));
        await trail.PublishAsync(MeetingTopics.Called, meeting, cancel);
        await trail.SaveAsync(meeting, cancel);
        return meeting;
    }

    public async Task<Result<AgendaItem>> AddAsync(string meetingCode, AgendaSubject subject, string? question, CancellationToken cancel = default)
    {
        if (await TakeOpenAsync(meetingCode, cancel) is not { } meeting) return ApiErrors.NotFound;
        return await AddAsync(meeting, new() { SubjectKind = subject.Kind, SubjectId = subject.Id, LabelZh = subject.Label.Zh, LabelEn = subject.Label.En, Path = subject.Path, Question = question }, cancel);
    }

    /// <summary>Adds an item to a meeting that is taken.</summary>
    internal async Task<Result<AgendaItem>> AddAsync(Meeting meeting, AgendaItem item, CancellationToken cancel)
    {
        if (meeting.State != MeetingState.Planned) return MeetingErrors.NotPlanned;
        var items = await store.ItemsAsync(meeting.Id, tracked: false, cancel);
        if (item.SubjectKind is not null && items.Exists(i => i.SubjectKind == item.SubjectKind && i.SubjectId == item.SubjectId)) return MeetingErrors.OnAgenda;
        if (items.Count >= MostItems) return MeetingErrors.TooManyItems(MostItems);
        var question = TextNormal.CleanLines(item.Question);
        if (question.Length > LongestQuestion) return ApiErrors.Invalid([ApiErrors.TooLong("question", LongestQuestion)]);
        (item.ZoneId, item.MeetingId, item.Number, item.Position, item.AddedById, item.Question) =
            (db.ZoneId, meeting.Id, ++meeting.LastItem, items.Count + 1, db.Actor.MemberId, question.Length == 0 ? null : question);
        db.Add(item);
        trail.Tell([meeting.ChairId, meeting.RecorderId, meeting.CallerId], new($"会议增加议题：{item.LabelZh}", $"New on the agenda: {item.LabelEn}"), MeetingTrail.PathOf(meeting));
        await trail.SaveAsync(meeting, cancel);
        return item;
    }

    /// <summary>Takes a meeting that the actor has a part in, or that is open to everyone who lifts something.</summary>
    internal async Task<Meeting?> TakeOpenAsync(string code, CancellationToken cancel)
    {
        var meeting = await store.TakeAsync(code, beyond: true, cancel);
        if (meeting is null || (meeting.Kind != MeetingKind.Other && meeting.State == MeetingState.Planned)) return meeting;
        return await db.Set<Meeting>().AnyAsync(m => m.Id == meeting.Id, cancel) ? meeting : null;
    }

    public async Task<IReadOnlyList<MeetingChoice>> PlannedAsync(CancellationToken cancel = default)
    {
        var planned = await db.Set<Meeting>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
            .Where(m => m.State == MeetingState.Planned && (m.Kind == MeetingKind.ProblemSolving || m.Kind == MeetingKind.Dispatch)).Select(m => new { m.Code, m.Title, m.StartsAt }).ToListAsync(cancel);
        planned.AddRange(await db.Set<Meeting>().AsNoTracking().Where(m => m.State == MeetingState.Planned && m.Kind == MeetingKind.Other).Select(m => new { m.Code, m.Title, m.StartsAt }).ToListAsync(cancel));
        return [.. planned.OrderBy(m => m.StartsAt ?? DateTime.MaxValue).ThenBy(m => m.Code, StringComparer.Ordinal).Select(m => new MeetingChoice(m.Code, m.Title, Local(m.StartsAt)))];
    }

    public async Task<IReadOnlyList<SubjectMeeting>> OfAsync(string subjectKind, string subjectId, CancellationToken cancel = default)
    {
        var items = await (from i in db.Set<AgendaItem>().AsNoTracking()
                           where i.SubjectKind == subjectKind && i.SubjectId == subjectId
                           join m in db.Set<Meeting>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]) on i.MeetingId equals m.Id
                           select new { Item = i, Meeting = m }).ToListAsync(cancel);
        if (items.Count == 0) return [];
        var (meetings, ids) = (items.Select(i => i.Meeting.Id).ToList(), items.Select(i => i.Item.Id).ToList());
        var open = (await db.Set<Meeting>().Where(m => meetings.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancel)).ToHashSet();
        var decisions = await db.Set<MeetingDecision>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
            .Where(d => ids.Contains(d.ItemId) && d.State != MeetingTaskState.Draft).OrderBy(d => d.Number).ToListAsync(cancel);
        var (clocks, people) = (await ClocksAsync(decisions, cancel), await store.PeopleAsync(cancel));
        var now = ClockTime.Instant(ClockTime.Now(db, clock));
        SubjectDecision View(MeetingDecision d)
        {
            var own = clocks.GetValueOrDefault(d.Id);
            return new(d.Id, d.Text, people.NameOf(d.OwnerId) ?? "", people.UnitOf(d.UnitId), d.State, Local(own?.DueAt), own?.DueAt < (own?.StoppedAt ?? now), d.Report);
        }

        return [.. items.OrderByDescending(i => i.Meeting.StartsAt ?? i.Meeting.CalledAt).ThenByDescending(i => i.Meeting.Code, StringComparer.Ordinal).Select(i => new SubjectMeeting(
            i.Meeting.Code, i.Meeting.Kind, i.Meeting.Title, i.Meeting.State, Local(i.Meeting.StartsAt), i.Item.Number, i.Item.Question,
            i.Meeting.State == MeetingState.Minuted ? i.Item.Outcome : null, [.. decisions.Where(d => d.ItemId == i.Item.Id).Select(View)], open.Contains(i.Meeting.Id) ? MeetingTrail.PathOf(i.Meeting) : null))];
    }

    /// <summary>The clocks of tasks whose reader may read them.</summary>
    internal async Task<Dictionary<Guid, Clock>> ClocksAsync(IReadOnlyCollection<MeetingDecision> tasks, CancellationToken cancel)
    {
        var ids = tasks.Select(d => d.ClockId).OfType<Guid>().ToList();
        if (ids.Count == 0) return [];
        var clocks = await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        return tasks.Where(d => d.ClockId is not null).ToDictionary(d => d.Id, d => clocks[d.ClockId!.Value]);
    }

    internal static DateTime? Local(DateTime? instant) => instant is { } at ? ClockTime.Local(at) : null;
}
