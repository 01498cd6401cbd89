using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Meetings;

/// <summary>Somebody to be asked, checked.</summary>
internal sealed record Invited(Guid? Member, string? Name, string? Organisation, string Attendance);

/// <summary>One list for those asked and those who came.</summary>
internal static class MeetingAttendance
{
    private const int LongestName = 50, LongestOrganisation = 100, Most = 200;

    public static IReadOnlyList<Invited> Read(IReadOnlyList<AttendeeInput>? input, MeetingPeople people, List<Error> errors)
    {
        if (input is { Count: > Most }) errors.Add(MeetingErrors.TooMany("attendees", Most));
        var read = new List<Invited>();
        foreach (var (one, n) in (input ?? []).Take(Most).Select((one, n) => (one, n)))
        {
            var field = $"attendees[{n}].";
            var attendance = string.IsNullOrEmpty(one.Attendance) ? Attendance.Invited : one.Attendance;
            if (!Attendance.All.Contains(attendance)) errors.Add(ApiErrors.BadFilter(field + "attendance", attendance) with { Kind = ErrorKind.Invalid });
            if (!string.IsNullOrWhiteSpace(one.Member))
            {
                if (people.Find(one.Member.Trim()) is not { } person) errors.Add(MeetingErrors.UnknownMember(one.Member, field + "member"));
                else if (!person.TakesPart) errors.Add(MeetingErrors.CannotTakePart(person.Name, field + "member"));
                // Named twice, a person comes once.
                else if (!read.Exists(r => r.Member == person.Id)) read.Add(new(person.Id, null, null, attendance));
                continue;
            }

            var (name, organisation) = (TextNormal.Clean(one.Name), TextNormal.Clean(one.Organisation));
            if (name.Length == 0) errors.Add(ApiErrors.Required(field + "name"));
            if (name.Length > LongestName) errors.Add(ApiErrors.TooLong(field + "name", LongestName));
            if (organisation.Length == 0) errors.Add(ApiErrors.Required(field + "organisation"));
            if (organisation.Length > LongestOrganisation) errors.Add(ApiErrors.TooLong(field + "organisation", LongestOrganisation));
            if (!read.Exists(r => r.Member is null && r.Name == name && r.Organisation == organisation)) read.Add(new(null, name, organisation, attendance));
        }

        return read;
    }

    /// <summary>Makes the list of a meeting the one that was read. Of a meeting that was held, nobody is only invited.</summary>
    /// <returns>Members who are new on it.</returns>
    public static IReadOnlyList<Guid?> Apply(JingkaiDbContext db, Meeting meeting, IReadOnlyList<Attendee> known, IReadOnlyList<Invited> wanted)
    {
        var (left, added) = (known.ToList(), new List<Guid?>());
        foreach (var (one, position) in wanted.Select((one, n) => (one, n + 1)))
        {
            var row = left.Find(a => one.Member is { } id ? a.MemberId == id : a.MemberId is null && a.Name == one.Name && a.Organisation == one.Organisation);
            var attendance = one.Attendance == Attendance.Invited && meeting.State == MeetingState.Held ? Attendance.Present : one.Attendance;
            if (row is null)
            {
                db.Add(new Attendee { ZoneId = db.ZoneId, MeetingId = meeting.Id, MemberId = one.Member, Name = one.Name, Organisation = one.Organisation, Attendance = attendance, Position = position });
                if (one.Member is not null) added.Add(one.Member);
            }
            else
            {
                (row.Attendance, row.Position) = (attendance, position);
                left.Remove(row);
            }
        }

        db.RemoveRange(left);
        return added;
    }
}
