using Jingkai.Platform.Clocks;
using Jingkai.Platform.Localization;

namespace Jingkai.Ui;

/// <summary>How pages speak of clocks.</summary>
internal static class ClockWords
{
    /// <summary>A moment of the wall clock, as the handlers write it: <c>2025-10-10 17:30</c>; a day that was entered without a time stays a day.</summary>
    public static string Moment(string? local) => local is not { Length: >= 16 } ? Format.None : local[11..16] == "00:00" ? local[..10] : $"{local[..10]} {local[11..16]}";

    public static Tone ToneOf(ClockView clock) => clock.State switch
    {
        ClockState.Stopped => clock.Late ? Tone.Warning : Tone.Success,
        ClockState.Paused => Tone.Neutral,
        _ => clock.Late ? Tone.Danger : clock.Left is <= 1 ? Tone.Warning : Tone.Info,
    };

    public static string State(Localizer l, ClockView clock) => l[clock.Late ? clock.State == ClockState.Stopped ? "platform.clock.state.stopped-late" : "platform.clock.state.late" : $"platform.clock.state.{clock.State}"];

    public static string Left(Localizer l, ClockView clock) => clock.Left switch
    {
        null => Format.None,
        0 => l[clock.Late ? "platform.clock.over" : "platform.clock.today"],
        > 0 and var days => l["platform.clock.left-days", days],
        var over => l["platform.clock.over-days", -over!.Value],
    };

    public static Tone ToneOfMove(string verb) => verb switch
    {
        ClockVerb.Stop or ClockVerb.Extend => Tone.Success,
        ClockVerb.Pause or ClockVerb.Refuse => Tone.Warning,
        ClockVerb.Recount or ClockVerb.Reopen => Tone.Info,
        _ => Tone.Neutral,
    };
}
