using Jingkai.Kernel;

namespace Jingkai.Platform.Meetings;

/// <summary>Refusals of meetings and their tasks.</summary>
internal static class MeetingErrors
{
    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("会议须由本区成员办理，当前账号不是本区成员。", "Meetings are for members of the zone; this account is not one."));

    public static Error UnknownKind(string? kind) => Error.Invalid("unknown-kind", $"没有“{kind}”这类会议，可用：{string.Join("、", MeetingKind.All)}。", $"There is no kind of meeting \"{kind}\"; use one of: {string.Join(", ", MeetingKind.All)}.", "kind");

    public static Error UnknownMember(string? who, string field) => Error.Invalid("unknown-member", $"没有成员“{who}”。", $"There is no member \"{who}\".", field);

    public static Error CannotTakePart(string name, string field) => Error.Invalid("cannot-take-part", $"“{name}”已离岗或没有会议权限；区外人员请按姓名和单位填写。", $"\"{name}\" has left or may not read meetings; enter people from outside by name and organisation.", field);

    public static Error UnknownUnit(string? unit, string field) => Error.Invalid("unknown-unit", $"没有单位“{unit}”。", $"There is no unit \"{unit}\".", field);

    public static Error BadMoment(string field) => Error.Invalid("bad-date", "时间写作 2026-03-05T14:30。", "Write the time as 2026-03-05T14:30.", field);

    public static Error BadDate(string field) => Error.Invalid("bad-date", "日期写作 2026-03-05。", "Write the day as 2026-03-05.", field);

    public static Error NotPlanned { get; } = Error.Conflict("meeting-not-planned", "会议已召开或已取消，议程不能再改。", "The meeting was held or cancelled; its agenda changes no more.");

    public static Error OnAgenda { get; } = Error.Conflict("already-on-agenda", "这件事已在会议议程上。", "It stands on the agenda of this meeting already.");

    public static Error TooManyItems(int most) => Error.Conflict("too-many-items", $"一次会议最多 {most} 个议题。", $"A meeting has at most {most} items.");

    public static Error TooMany(string field, int most) => Error.Invalid("too-many", $"最多 {most} 项。", $"At most {most}.", field);

    public static Error NotAllowed(string move, IReadOnlyList<string> allowed) => Error.Conflict("move-not-allowed",
        $"当前不能“{move}”。现在可以：{(allowed.Count == 0 ? "无" : string.Join("、", allowed))}。",
        $"\"{move}\" is not possible now. Possible: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed))}.") with
    { Allowed = allowed };

    public static Error UnknownMove(string? move, IReadOnlyList<string> known) => Error.Invalid("unknown-move", $"没有“{move}”这个操作，可用：{string.Join("、", known)}。", $"There is no move \"{move}\"; use one of: {string.Join(", ", known)}.", "move");

    public static Error NoteRequired { get; } = Error.Invalid("note-required", "请写明原因或办理情况。", "Give the reason, or what was done.", "note");

    public static Error NoteTooLong(int most) => Error.Invalid("note-too-long", $"不超过 {most} 字。", $"At most {most} characters.", "note");

    public static Error ToRequired { get; } = Error.Invalid("to-required", "请选择人员。", "Choose a person.", "to");

    public static Error StartRequired { get; } = Error.Invalid("start-required", "请先填写会议时间。", "Set the time of the meeting first.", "startsAt");

    public static Error ChairRequired { get; } = Error.Invalid("chair-required", "请先确定主持人。", "Name the chair first.", "chair");

    public static Error RecorderRequired { get; } = Error.Invalid("recorder-required", "请先确定记录人。", "Name the recorder first.", "recorder");

    public static Error NoAgenda { get; } = Error.Invalid("no-agenda", "议程上还没有议题。", "Nothing stands on the agenda.", "items");

    public static Error NotYet { get; } = Error.Conflict("not-yet", "会议日期还没有到；如已提前召开，请先改会议时间。", "Its day has not come; if it was held earlier, change its time first.");

    public static Error OutcomeRequired(string field) => Error.Invalid("outcome-required", "每个议题都要写明结果，未议的写“未议”。", "Every item needs its outcome, also that it was not dealt with.", field);

    public static Error ChairConfirms { get; } = Error.Invalid("chair-confirms", "纪要由主持人确认，不用另选。", "The chair confirms the minutes; nobody else is named.", "to");

    public static Error ConfirmerRequired { get; } = Error.Invalid("confirmer-required", "主持人写了纪要，不能自己确认，请选择另一位领导确认。", "The chair wrote of the minutes and does not confirm them; choose another leader.", "to");

    public static Error CannotConfirm { get; } = Error.Invalid("cannot-confirm", "确认人须是没有写过纪要的管委会领导。", "Minutes are confirmed by a leader of the zone who wrote none of them.", "to");

    public static Error DueRequired(string field) => Error.Invalid("due-required", "请填写办理期限：天数，或截止日期，只填一种。", "Give the time: a number of days or a last day, one of the two.", field);

    public static Error BadUnit(string field) => Error.Invalid("bad-unit", "期限按工作日（working-days）或自然日（calendar-days）计。", "The time is counted in working-days or calendar-days.", field);

    public static Error DueBeforeMeeting(string field) => Error.Invalid("due-before-meeting", "截止日期应在会议日期之后。", "The last day lies after the day of the meeting.", field);

    public static Error UnknownItem(int number, string field) => Error.Invalid("unknown-item", $"议程上没有第 {number} 号议题。", $"There is no item {number} on the agenda.", field);

    public static Error ItemTwice(string field) => Error.Invalid("item-twice", "同一议题写了两次。", "The same item is given twice.", field);

    public static Error SameOwner { get; } = Error.Invalid("same-owner", "已由此人负责。", "This person holds it already.", "to");

    public static Error CannotAccept { get; } = Error.Invalid("cannot-accept", "核销人须是记录人、主持人或管委会领导，且不是办理人。", "A task is accepted by the recorder, the chair or a leader who did not do it.", "to");

    public static Error NobodyAccepts { get; } = Error.Conflict("nobody-accepts", "这项任务没有可以核销的人，请先移交。", "Nobody is left who could accept this task; hand it over first.");
}
