using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Writes the minutes of a meeting that was held. Until they are confirmed, decisions are drafts and nobody has a task.</summary>
public sealed class MinuteKeeper
{
    private const int LongestText = 10_000, LongestOutcome = 4_000, LongestDecision = 500, MostDecisions = 20, LongestDays = 1_000;

    private readonly JingkaiDbContext db;
    private readonly MeetingStore store;
    private readonly MeetingTrail trail;

    internal MinuteKeeper(JingkaiDbContext db, MeetingStore store, MeetingTrail trail) => (this.db, this.store, this.trail) = (db, store, trail);

    /// <summary>Writes outcomes and decisions.</summary>
    /// <returns>The meeting; <c>not-found</c>, <c>move-not-allowed</c>, <c>stale</c>, or what is wrong with the fields.</returns>
    public Task<Result<Meeting>> WriteAsync(string code, MinutesInput input, int? seen, CancellationToken cancel = default) => db.InTransactionAsync<Meeting>(async () =>
    {
        if (db.Actor.MemberId is not { } me) return MeetingErrors.MembersOnly;
        if (await store.TakeAsync(code, beyond: false, cancel) is not { } meeting) return ApiErrors.NotFound;
        if (seen is { } version && version != meeting.Version) return ApiErrors.Stale;
        var rules = await store.RulesAsync(meeting, cancel);
        if (!rules.MayWrite(store.Actor)) return MeetingErrors.NotAllowed(MeetingVerb.Write, rules.Allowed(store.Actor));
        var (items, decisions) = (await store.ItemsAsync(meeting.Id, tracked: true, cancel), (await store.DecisionsAsync(meeting.Id, tracked: true, cancel)).ToLookup(d => d.ItemId));
        var errors = new List<Error>();
        var read = Read(input, meeting, items, await store.PeopleAsync(cancel), errors);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);

        if (input.Text is not null) meeting.Minutes = Filled(TextNormal.CleanLines(input.Text));
        var number = 0;
        foreach (var item in items)
        {
            var rows = decisions[item.Id].ToList();
            if (read.TryGetValue(item.Id, out var written))
            {
                if (written.Outcome is not null) item.Outcome = Filled(written.Outcome);
                if (written.Decisions is { } wanted) rows = Apply(meeting, item, rows, wanted);
            }

            foreach (var row in rows) row.Number = ++number;
        }

        // Whoever wrote of them does not confirm them.
        if (!(await store.WritersAsync(meeting.Id, cancel)).Contains(me)) trail.Add(meeting, MeetingVerb.Write);
        await trail.SaveAsync(meeting, cancel);
        return meeting;
    }, cancel);

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private List<MeetingDecision> Apply(Meeting meeting, AgendaItem item, List<MeetingDecision> rows, IReadOnlyList<Draft> wanted)
    {
        db.RemoveRange(rows.Skip(wanted.Count));
        rows = [.. rows.Take(wanted.Count)];
        foreach (var (draft, n) in wanted.Select((draft, n) => (draft, n)))
        {
            if (n == rows.Count)
            {
                rows.Add(new() { ZoneId = db.ZoneId, MeetingId = meeting.Id, ItemId = item.Id });
                db.Add(rows[n]);
            }

            var row = rows[n];
            (row.Text, row.OwnerId, row.UnitId, row.LimitAmount, row.LimitUnit, row.DueOn) = (draft.Text, draft.Owner, draft.Unit, draft.Amount, draft.Per, draft.DueOn);
        }

        return rows;
    }

    private Dictionary<Guid, Written> Read(MinutesInput input, Meeting meeting, List<AgendaItem> items, MeetingPeople people, List<Error> errors)
    {
        if (TextNormal.CleanLines(input.Text).Length > LongestText) errors.Add(ApiErrors.TooLong("text", LongestText));
        var read = new Dictionary<Guid, Written>();
        foreach (var (one, n) in (input.Items ?? []).Select((one, n) => (one, n)))
        {
            var field = $"items[{n}].";
            var outcome = one.Outcome is null ? null : TextNormal.CleanLines(one.Outcome);
            if (outcome?.Length > LongestOutcome) errors.Add(ApiErrors.TooLong(field + "outcome", LongestOutcome));
            if (one.Decisions is { Count: > MostDecisions }) errors.Add(MeetingErrors.TooMany(field + "decisions", MostDecisions));
            var drafts = one.Decisions?.Take(MostDecisions).Select((d, m) => ReadDecision(d, $"{field}decisions[{m}].", meeting, people, errors)).ToList();
            if (items.Find(i => i.Number == one.Number) is not { } item) errors.Add(MeetingErrors.UnknownItem(one.Number, field + "number"));
            else if (!read.TryAdd(item.Id, new(outcome, drafts))) errors.Add(MeetingErrors.ItemTwice(field + "number"));
        }

        return read;
    }

    private static Draft ReadDecision(DecisionInput input, string field, Meeting meeting, MeetingPeople people, List<Error> errors)
    {
        var text = TextNormal.CleanLines(input.Text);
        if (text.Length == 0) errors.Add(ApiErrors.Required(field + "text"));
        if (text.Length > LongestDecision) errors.Add(ApiErrors.TooLong(field + "text", LongestDecision));
        MeetingPerson? owner = null;
        if (string.IsNullOrWhiteSpace(input.Owner)) errors.Add(ApiErrors.Required(field + "owner"));
        else if ((owner = people.Find(input.Owner.Trim())) is null) errors.Add(MeetingErrors.UnknownMember(input.Owner, field + "owner"));
        else if (!owner.TakesPart) errors.Add(MeetingErrors.CannotTakePart(owner.Name, field + "owner"));
        var unit = owner?.UnitId;
        if (!string.IsNullOrWhiteSpace(input.Unit) && (unit = people.FindUnit(input.Unit.Trim())) is null) errors.Add(MeetingErrors.UnknownUnit(input.Unit, field + "unit"));

        var (per, day) = ("", (DateOnly?)null);
        var dated = !string.IsNullOrWhiteSpace(input.DueOn);
        if (dated == input.Amount is not null)
        {
            errors.Add(MeetingErrors.DueRequired(field + "amount"));
        }
        else if (dated)
        {
            if (!DayBounds.TryRead(input.DueOn!.Trim(), out var due)) errors.Add(MeetingErrors.BadDate(field + "dueOn"));
            else if (due <= DateOnly.FromDateTime(ClockTime.Local(meeting.StartsAt!.Value)) || due.Year > 2200) errors.Add(MeetingErrors.DueBeforeMeeting(field + "dueOn"));
            else day = due;
        }
        else
        {
            per = string.IsNullOrEmpty(input.Per) ? LimitUnits.CodeOf(LimitUnit.WorkingDays) : input.Per;
            if (!LimitUnits.Find(per).Try(out var known, out _) || known is not (LimitUnit.WorkingDays or LimitUnit.CalendarDays)) errors.Add(MeetingErrors.BadUnit(field + "per"));
            if (input.Amount is < 1 or > LongestDays) errors.Add(Error.Invalid("bad-limit", $"应在 1 至 {LongestDays} 之间。", $"It lies between 1 and {LongestDays}.", field + "amount"));
        }

        return new(text, owner?.Id ?? default, unit, dated ? null : input.Amount, dated ? null : per, day);
    }

    private sealed record Written(string? Outcome, IReadOnlyList<Draft>? Decisions);

    private sealed record Draft(string Text, Guid Owner, Guid? Unit, int? Amount, string? Per, DateOnly? DueOn);
}
