using System.Globalization;
using Jingkai.Platform.Localization;
using Jingkai.Platform.Meetings;

namespace Jingkai.Ui;

/// <summary>How pages speak of meetings and their tasks.</summary>
internal static class MeetingWords
{
    private static readonly string[] Digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    public static Tone ToneOf(string state) => state switch
    {
        MeetingState.Minuted => Tone.Success,
        MeetingState.Held or MeetingState.Written => Tone.Warning,
        MeetingState.Planned => Tone.Info,
        _ => Tone.Neutral,
    };

    public static Tone ToneOfTask(string state, bool late) => state switch
    {
        MeetingTaskState.Accepted => late ? Tone.Warning : Tone.Success,
        MeetingTaskState.Done => Tone.Info,
        _ => late ? Tone.Danger : Tone.Neutral,
    };

    public static string Task(Localizer l, string state, bool late) => l[late ? state == MeetingTaskState.Open ? "platform.meeting.task.late" : $"platform.meeting.task.{state}-late" : $"platform.meeting.task.{state}"];

    public static Tone ToneOfMove(string verb) => verb switch
    {
        MeetingVerb.Confirm or MeetingTaskVerb.Accept => Tone.Success,
        MeetingVerb.Return or MeetingVerb.Cancel or MeetingVerb.Correct => Tone.Warning,
        MeetingTaskVerb.Done or MeetingVerb.Hold or MeetingVerb.Minute => Tone.Info,
        _ => Tone.Neutral,
    };

    public static Tone ToneOfAttendance(string attendance) => attendance switch
    {
        Attendance.Present => Tone.Success,
        Attendance.Absent => Tone.Danger,
        Attendance.Excused => Tone.Warning,
        _ => Tone.Neutral,
    };

    /// <summary>Name and post.</summary>
    public static string? Person(MeetingPersonView? person) => person is null ? null : person.Post is null ? person.Name : new Kernel.Text($"{person.Name}（{person.Post}）", $"{person.Name} ({person.Post})").Current;

    /// <summary>Who a task belongs to: name and unit.</summary>
    public static string Owner(MeetingPersonView owner, string? unit) => unit is null ? owner.Name : $"{owner.Name} · {unit}";

    /// <summary>A choice of members, each under their office.</summary>
    public static IReadOnlyList<SelectOption> Choices(IEnumerable<MeetingPersonView> people) =>
        [.. people.OrderBy(p => p.Unit is null).ThenBy(p => p.Unit, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => new SelectOption(p.Id.ToString(), Person(p)!, p.Unit))];

    /// <summary>The number of an item in minutes: 一、 or 1.</summary>
    public static string Ordinal(int number) => CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal) && number < 100
        ? (number < 10 ? Digits[number] : (number < 20 ? "" : Digits[number / 10]) + "十" + Digits[number % 10]) + "、"
        : number.ToString(CultureInfo.InvariantCulture) + ". ";

    /// <summary>Persons from outside as a page takes them: a line each, name and organisation with a comma between.</summary>
    public static IReadOnlyList<AttendeeInput> Outsiders(string? lines) =>
        [.. (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split([',', '，', '、'], 2, StringSplitOptions.TrimEntries))
            .Select(parts => new AttendeeInput(null, parts[0], parts.Length > 1 ? parts[1] : null, null))];
}
