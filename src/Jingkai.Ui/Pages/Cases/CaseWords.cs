using Jingkai.Kernel;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Reading;
using Jingkai.Platform.Localization;

namespace Jingkai.Ui;

/// <summary>How pages speak of cases.</summary>
internal static class CaseWords
{
    public static Tone ToneOf(string state) => state switch
    {
        CaseState.Registered or CaseState.Assigned => Tone.Warning,
        CaseState.Accepted or CaseState.InHand => Tone.Info,
        CaseState.Answered => Tone.Info,
        CaseState.Confirmed or CaseState.Closed => Tone.Success,
        _ => Tone.Neutral,
    };

    public static string State(Localizer l, string state) => l[$"platform.case.state.{state}"];

    public static string Grade(Localizer l, int? grade) => grade is { } g ? l[$"platform.case.grade.{g}"] : Format.None;

    /// <summary>Whose turn it is, in a word.</summary>
    public static string Turn(Localizer l, CaseSummary row) => row.Turn switch
    {
        CaseTurn.Desk => l["platform.case.turn.desk"],
        CaseTurn.Asker => row.Subject?.Name ?? l["platform.case.turn.asker"],
        CaseTurn.Nobody => Format.None,
        _ => row.TurnOf?.Name ?? Format.None,
    };

    public static Tone ToneOfEvent(EventView entry) => entry.Verb switch
    {
        CaseVerb.Return or CaseVerb.Reopen or CaseVerb.Escalate or CaseVerb.Urge => Tone.Danger,
        CaseVerb.Hold or CaseVerb.Extend or CaseVerb.Silence => Tone.Warning,
        CaseVerb.Answer or CaseVerb.Confirm or CaseVerb.Close or CaseVerb.PartDone => Tone.Success,
        CaseVerb.Accept or CaseVerb.Progress or CaseVerb.Minuted or CaseVerb.Resume => Tone.Info,
        _ => Tone.Neutral,
    };

    public static IReadOnlyList<SelectOption> Categories(CaseKindDefinition kind) => [.. kind.Categories.Where(c => !c.Retired).Select(c => new SelectOption(c.Code, c.Name.Text.Current))];

    public static IReadOnlyList<SelectOption> Classes(CaseKindDefinition kind) => [.. kind.Classes.Select(c => new SelectOption(c.Code, $"{c.Name.Text.Current} · {Limit(c.Limit)}"))];

    public static IReadOnlyList<SelectOption> Sources(Localizer l) => [.. CaseSource.All.Select(s => new SelectOption(s, l[$"platform.case.source.{s}"]))];

    public static IReadOnlyList<SelectOption> Units(IReadOnlyList<CaseHandler> handlers) => [.. handlers.Select(h => (h.UnitId, h.Unit)).Distinct().Select(u => new SelectOption(u.UnitId.ToString(), u.Unit))];

    /// <summary>Units first, then their members.</summary>
    public static IReadOnlyList<SelectOption> Targets(Localizer l, IReadOnlyList<CaseHandler> handlers) =>
    [
        .. Units(handlers).Select(u => u with { Group = l["platform.case.units"] }),
        .. handlers.Select(h => new SelectOption(h.MemberId.ToString(), h.Post is null ? $"{h.Member} · {h.Unit}" : $"{h.Member} · {h.Post}", l["platform.case.people"])),
    ];

    public static string Limit(KindLimit limit) => TimeLimit.Of(limit.Amount, Platform.Calendars.LimitUnits.Find(limit.Unit).Value).Value.InWords().Current;
}
