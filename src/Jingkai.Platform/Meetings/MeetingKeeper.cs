using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Calls meetings by hand and keeps time, place, people and agenda of those that were not minuted.</summary>
public sealed class MeetingKeeper
{
    private const int LongestItem = 200;

    private readonly JingkaiDbContext db;
    private readonly MeetingStore store;
    private readonly MeetingBook book;
    private readonly MeetingTrail trail;

    internal MeetingKeeper(JingkaiDbContext db, MeetingStore store, MeetingBook book, MeetingTrail trail) => (this.db, this.store, this.book, this.trail) = (db, store, book, trail);

    /// <summary>Calls a meeting with its agenda and those asked to come.</summary>
    public Task<Result<Meeting>> CallAsync(MeetingInput input, CancellationToken cancel = default) => db.InTransactionAsync<Meeting>(async () =>
    {
        if (db.Actor.MemberId is null) return MeetingErrors.MembersOnly;
        var people = await store.PeopleAsync(cancel);
        var errors = new List<Error>();
        var starts = Moment(input.StartsAt, errors);
        var (chair, recorder) = (Person(input.Chair, "chair", people, errors), Person(input.Recorder, "recorder", people, errors));
        var (attendees, items) = (MeetingAttendance.Read(input.Attendees, people, errors), (input.Items ?? []).Select((i, n) => Item(i, $"items[{n}].", people, errors)).ToList());
        if (items.Count > MeetingBook.MostItems) errors.Add(MeetingErrors.TooMany("items", MeetingBook.MostItems));
        if (TextNormal.Clean(input.Title).Length == 0) errors.Add(ApiErrors.Required("title"));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (!(await book.CallAsync(new(input.Kind ?? "", input.Title ?? "", starts, input.Place, chair, recorder), cancel)).Try(out var meeting, out var error)) return error;
        foreach (var item in items)
            if (!(await book.AddAsync(meeting, item, cancel)).Try(out _, out error)) return error;
        Invite(meeting, MeetingAttendance.Apply(db, meeting, [], attendees));
        await trail.SaveAsync(meeting, cancel);
        return meeting;
    }, cancel);

    /// <summary>Changes time, place, people or title.</summary>
    public Task<Result<Meeting>> ChangeAsync(string code, MeetingInput input, int? seen, CancellationToken cancel = default) => MoveAsync(code, seen, async (meeting, rules, people) =>
    {
        if (!rules.MayAttend(store.Actor)) return rules.Keeps(store.Actor) ? MeetingErrors.NotAllowed("change", rules.Allowed(store.Actor)) : ApiErrors.NotPermitted;
        var errors = new List<Error>();
        var (before, kind, title, place) = ((meeting.StartsAt, meeting.Place), input.Kind ?? meeting.Kind, TextNormal.Clean(input.Title ?? meeting.Title), TextNormal.Clean(input.Place ?? meeting.Place));
        if (!MeetingKind.All.Contains(kind)) errors.Add(MeetingErrors.UnknownKind(kind));
        if (title.Length == 0) errors.Add(ApiErrors.Required("title"));
        if (title.Length > MeetingBook.LongestTitle) errors.Add(ApiErrors.TooLong("title", MeetingBook.LongestTitle));
        if (place.Length > MeetingBook.LongestPlace) errors.Add(ApiErrors.TooLong("place", MeetingBook.LongestPlace));
        if (input.StartsAt is not null) meeting.StartsAt = ClockTime.Instant(Moment(input.StartsAt, errors));
        if (input.Chair is not null) meeting.ChairId = Person(input.Chair, "chair", people, errors);
        if (input.Recorder is not null) meeting.RecorderId = Person(input.Recorder, "recorder", people, errors);
        if (meeting.State == MeetingState.Held)
        {
            // It took place: these it has.
            if (meeting.StartsAt is null) errors.Add(MeetingErrors.StartRequired);
            else if (DateOnly.FromDateTime(ClockTime.Local(meeting.StartsAt.Value)) > db.Today) errors.Add(MeetingErrors.NotYet.At("startsAt"));
            if (meeting.ChairId is null) errors.Add(MeetingErrors.ChairRequired);
            if (meeting.RecorderId is null) errors.Add(MeetingErrors.RecorderRequired);
        }

        var attendees = MeetingAttendance.Read(input.Attendees, people, errors);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        (meeting.Kind, meeting.Title, meeting.Search, meeting.Place) = (kind, title, TextNormal.SearchKey(title), place.Length == 0 ? null : place);
        var known = await db.Set<Attendee>().AsTracking().Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Position).ToListAsync(cancel);
        var added = input.Attendees is null ? [] : MeetingAttendance.Apply(db, meeting, known, attendees);
        if (meeting.State != MeetingState.Planned) return Result.Ok();
        Invite(meeting, added);
        if (before != (meeting.StartsAt, meeting.Place))
            trail.Tell([meeting.ChairId, meeting.RecorderId, .. known.Select(a => a.MemberId).Except(added)], new($"会议时间或地点有变：{title}", $"Time or place changed: {title}"), MeetingTrail.PathOf(meeting), When(meeting));
        return Result.Ok();
    }, cancel);

    /// <summary>Puts an item on the agenda: before the meeting whoever may call meetings, at it its chair and recorder.</summary>
    public Task<Result<AgendaItem>> AddAsync(string code, ItemInput input, CancellationToken cancel = default) => db.InTransactionAsync<AgendaItem>(async () =>
    {
        if (db.Actor.MemberId is null) return MeetingErrors.MembersOnly;
        // Who calls no meetings does not learn which there are.
        if (await (db.Actor.May(MeetingsModel.CallPermission) ? book.TakeOpenAsync(code, cancel) : store.TakeAsync(code, beyond: false, cancel)) is not { } meeting) return ApiErrors.NotFound;
        var rules = await store.RulesAsync(meeting, cancel);
        var adds = meeting.State == MeetingState.Planned && (rules.Keeps(store.Actor) || db.Actor.May(MeetingsModel.CallPermission));
        if (!adds && !rules.MayWrite(store.Actor)) return meeting.State is MeetingState.Planned or MeetingState.Held ? ApiErrors.NotPermitted : MeetingErrors.NotPlanned;
        var errors = new List<Error>();
        var item = Item(input, "", await store.PeopleAsync(cancel), errors);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        return await book.AddAsync(meeting, item, cancel, atMeeting: true);
    }, cancel);

    /// <summary>Changes the words or the place of an item while the meeting is planned.</summary>
    public Task<Result<Meeting>> ChangeItemAsync(string code, int number, ItemInput input, int? seen, CancellationToken cancel = default) => ItemAsync(code, number, seen, (meeting, item, items, people) =>
    {
        var errors = new List<Error>();
        var words = Item(input with { Title = input.Title ?? item.LabelZh, Question = input.Question ?? item.Question }, "", people, errors);
        if (errors.Count > 0) return Task.FromResult<Result>(ApiErrors.Invalid(errors));
        if (item.SubjectKind is null) (item.LabelZh, item.LabelEn) = (words.LabelZh, words.LabelEn);
        item.Question = words.Question;
        if (input.Unit is not null) item.UnitId = words.UnitId;
        if (input.Reporter is not null) (item.ReporterId, item.UnitId) = (words.ReporterId, words.UnitId ?? item.UnitId);
        if (input.Position is { } position)
        {
            items.Remove(item);
            items.Insert(Math.Clamp(position, 1, items.Count + 1) - 1, item);
            Order(items);
        }

        return Task.FromResult(Result.Ok());
    }, cancel);

    /// <summary>Takes an item off the agenda while the meeting is planned.</summary>
    public Task<Result<Meeting>> RemoveItemAsync(string code, int number, int? seen, CancellationToken cancel = default) => ItemAsync(code, number, seen, async (meeting, item, items, _) =>
    {
        db.Remove(item);
        items.Remove(item);
        Order(items);
        if (trail.SubjectOf(item) is { } subject) await subject.DroppedAsync(db, meeting, item, null, cancel);
        trail.Tell([item.AddedById], new($"议题已撤下：{item.LabelZh}", $"Taken off the agenda: {item.LabelEn}"), MeetingTrail.PathOf(meeting));
        return Result.Ok();
    }, cancel);

    private Task<Result<Meeting>> ItemAsync(string code, int number, int? seen, Func<Meeting, AgendaItem, List<AgendaItem>, MeetingPeople, Task<Result>> change, CancellationToken cancel) => MoveAsync(code, seen, async (meeting, rules, people) =>
    {
        var items = await store.ItemsAsync(meeting.Id, tracked: true, cancel);
        if (items.FirstOrDefault(i => i.Number == number) is not { } item) return ApiErrors.NotFound;
        if (meeting.State != MeetingState.Planned) return MeetingErrors.NotPlanned;
        if (!rules.MayChange(store.Actor, item)) return ApiErrors.NotPermitted;
        return await change(meeting, item, items, people);
    }, cancel);

    private Task<Result<Meeting>> MoveAsync(string code, int? seen, Func<Meeting, MeetingRules, MeetingPeople, Task<Result>> move, CancellationToken cancel) => db.InTransactionAsync<Meeting>(async () =>
    {
        if (db.Actor.MemberId is null) return MeetingErrors.MembersOnly;
        if (await store.TakeAsync(code, beyond: false, cancel) is not { } meeting) return ApiErrors.NotFound;
        if (seen is { } version && version != meeting.Version) return ApiErrors.Stale;
        var done = await move(meeting, await store.RulesAsync(meeting, cancel), await store.PeopleAsync(cancel));
        if (!done.IsOk) return done.Error;
        await trail.SaveAsync(meeting, cancel);
        return meeting;
    }, cancel);

    private void Invite(Meeting meeting, IEnumerable<Guid?> members) =>
        trail.Tell(members, new($"请参加会议：{meeting.Title}", $"You are asked to a meeting: {meeting.Title}"), MeetingTrail.PathOf(meeting), When(meeting));

    private static string? When(Meeting meeting) =>
        meeting.StartsAt is null && meeting.Place is null ? null : string.Join(" · ", ((string?[])[ClockTime.Text(meeting.StartsAt)?[..16].Replace('T', ' '), meeting.Place]).Where(t => t is not null));

    private static void Order(List<AgendaItem> items)
    {
        foreach (var (item, n) in items.Select((item, n) => (item, n + 1))) item.Position = n;
    }

    private DateTime? Moment(string? text, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Contains('T', StringComparison.Ordinal) && CalendarReader.Start(text.Trim(), db.Today).Try(out var at, out _)) return at;
        errors.Add(MeetingErrors.BadMoment("startsAt"));
        return null;
    }

    private static Guid? Person(string? who, string field, MeetingPeople people, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(who)) return null;
        var person = people.Find(who.Trim());
        if (person is null) errors.Add(MeetingErrors.UnknownMember(who, field));
        else if (!person.TakesPart) errors.Add(MeetingErrors.CannotTakePart(person.Name, field));
        return person?.Id;
    }

    private static AgendaItem Item(ItemInput input, string field, MeetingPeople people, List<Error> errors)
    {
        var (title, question) = (TextNormal.Clean(input.Title), TextNormal.CleanLines(input.Question));
        if (title.Length == 0) errors.Add(ApiErrors.Required(field + "title"));
        if (title.Length > LongestItem) errors.Add(ApiErrors.TooLong(field + "title", LongestItem));
        if (question.Length > MeetingBook.LongestQuestion) errors.Add(ApiErrors.TooLong(field + "question", MeetingBook.LongestQuestion));
        var reporter = Person(input.Reporter, field + "reporter", people, errors);
        Guid? unit = null;
        if (!string.IsNullOrWhiteSpace(input.Unit) && (unit = people.FindUnit(input.Unit.Trim())) is null) errors.Add(MeetingErrors.UnknownUnit(input.Unit, field + "unit"));
        return new() { LabelZh = title, LabelEn = title, Question = question.Length == 0 ? null : question, ReporterId = reporter, UnitId = unit ?? people.Of(reporter)?.UnitId };
    }
}
