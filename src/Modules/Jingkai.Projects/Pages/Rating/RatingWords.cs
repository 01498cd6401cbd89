using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Localization;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Rating.Rounds;
using Jingkai.Ui;

namespace Jingkai.Projects.Pages.Rating;

/// <summary>Words, choices and tones of the contest for pages.</summary>
internal static class RatingWords
{
    public static IReadOnlyList<SelectOption> Cadences(Localizer words) => [.. Cadence.All.Select(c => new SelectOption(c, words[$"projects.rating.cadence.{c}"]))];

    public static Tone ToneOf(string state) => state switch { RoundState.Open => Tone.Info, RoundState.Frozen => Tone.Warning, RoundState.Published => Tone.Success, _ => Tone.Neutral };

    public static Tone ToneOfConsequence(string state) => state switch
    {
        ConsequenceState.Due or ConsequenceState.Proposed => Tone.Warning,
        ConsequenceState.InForce => Tone.Danger,
        ConsequenceState.Held => Tone.Info,
        ConsequenceState.Settled or ConsequenceState.Released => Tone.Success,
        _ => Tone.Neutral,
    };

    /// <summary>A round by its own title; in English, where the title was made by the program, by its days and pack.</summary>
    public static string Title(RoundView round) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? round.Title : $"{round.PackTitle}, {Format.Date(round.StartsOn)} – {Format.Date(round.EndsOn)}";

    public static DateOnly? Day(string? text) => DayBounds.TryRead(text, out var day) ? day : null;

    public static decimal? Number(string? text) => decimal.TryParse(text?.Trim().TrimEnd('%', '％'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A difference in percentage points with its sign.</summary>
    public static string Points(decimal? gap, Localizer words) => gap is { } points ? words["projects.rating.points", $"{(points > 0 ? "+" : "")}{Format.Number(points, 1)}"] : Format.None;
}
