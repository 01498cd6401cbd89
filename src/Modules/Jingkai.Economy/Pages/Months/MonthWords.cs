using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Duties;
using Jingkai.Kernel;
using Jingkai.Ui;

namespace Jingkai.Economy.Pages.Months;

/// <summary>The duties of a table: handed down, because what a component takes openly would have to be public.</summary>
internal sealed record DutyRows(IReadOnlyList<DutyView> Items);

/// <summary>How the pages of the monthly cycle say and show states.</summary>
internal static class MonthWords
{
    public static Tone ToneOfMonth(string state) => state switch
    {
        MonthState.Locked => Tone.Success,
        MonthState.Unlocked => Tone.Warning,
        _ => Tone.Neutral,
    };

    public static Tone ToneOfDuty(DutyView duty) => duty.State switch
    {
        DutyState.Confirmed => Tone.Success,
        DutyState.Submitted => Tone.Info,
        DutyState.Returned => Tone.Danger,
        _ => duty.Late ? Tone.Warning : Tone.Neutral,
    };

    public static Tone ToneOfMove(string verb) => verb switch
    {
        DutyVerb.Confirm => Tone.Success,
        DutyVerb.Return => Tone.Danger,
        DutyVerb.Remind or DutyVerb.Correct or DutyVerb.Merge or DutyVerb.Unmerge => Tone.Warning,
        _ => Tone.Info,
    };

    public static string Month(string text) => Format.Period(Period.Parse(text).Value);

    /// <summary>Where a duty is filled in, below the zone.</summary>
    public static string PathOf(DutyView duty) => DutyContacts.PathOf(duty.Month, duty.Id, duty.Enterprise?.Code);

    public static decimal Percent(int part, int whole) => whole == 0 ? 0 : part * 100m / whole;
}
