using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Meetings;

/// <summary>议题: one thing that a meeting is to decide.</summary>
public sealed class AgendaItem : ZoneEntity, IAudited
{
    /// <summary>The meeting.</summary>
    public Guid MeetingId { get; set; }

    /// <summary>Names it in the meeting for good, from 1; an item that was taken off leaves a gap.</summary>
    public int Number { get; set; }

    /// <summary>Where it stands in the agenda, from 1 without gaps.</summary>
    public int Position { get; set; }

    /// <summary>Kind of what it is about; null: only the words.</summary>
    public string? SubjectKind { get; set; }

    /// <summary>Id of what it is about.</summary>
    public string? SubjectId { get; set; }

    /// <summary>What people call it, in Chinese.</summary>
    public string LabelZh { get; set; } = "";

    /// <summary>What people call it, in English.</summary>
    public string LabelEn { get; set; } = "";

    /// <summary>Where the subject opens, below <c>/z/{zone}/</c>.</summary>
    public string? Path { get; set; }

    /// <summary>What is to be decided.</summary>
    public string? Question { get; set; }

    /// <summary>The unit that reports on it.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Who reports on it.</summary>
    public Guid? ReporterId { get; set; }

    /// <summary>What came of it, as the minutes say.</summary>
    public string? Outcome { get; set; }

    /// <summary>Who put it on the agenda; null: a program did.</summary>
    public Guid? AddedById { get; set; }

    /// <summary>What people call it.</summary>
    public Text Label => new(LabelZh, LabelEn);

    /// <inheritdoc />
    public string AuditLabel => LabelZh;
}

/// <summary>Whether somebody came.</summary>
public static class Attendance
{
    /// <summary>Asked to come; the meeting was not held yet.</summary>
    public const string Invited = "invited";

    /// <summary>出席.</summary>
    public const string Present = "present";

    /// <summary>缺席.</summary>
    public const string Absent = "absent";

    /// <summary>请假.</summary>
    public const string Excused = "excused";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Invited, Present, Absent, Excused];
}

/// <summary>Somebody who is asked to a meeting: a member of the zone, or a person from outside with an organisation.</summary>
public sealed class Attendee : IZoned, IAudited
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The meeting.</summary>
    public Guid MeetingId { get; set; }

    /// <summary>Where they were named, from 1: in an office the order of names is no accident.</summary>
    public int Position { get; set; }

    /// <summary>The member; null: a person from outside.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Name of a person from outside.</summary>
    [Personal]
    public string? Name { get; set; }

    /// <summary>Whom a person from outside speaks for.</summary>
    public string? Organisation { get; set; }

    /// <summary><see cref="Meetings.Attendance"/>.</summary>
    public string Attendance { get; set; } = Meetings.Attendance.Invited;

    /// <inheritdoc />
    public string AuditLabel => Organisation ?? "";
}
