using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Localization;
using Jingkai.Rules;
using Microsoft.AspNetCore.Components;

namespace Jingkai.Ui.Pages.Rules;

/// <summary>Words of a pack on a page: what stands in Chinese within an English page says so.</summary>
internal static partial class PackWords
{
    /// <summary>A text of a pack; runs of Chinese are marked as such for a reader of English.</summary>
    public static RenderFragment Say(string? text) => builder =>
    {
        if (text is null) return;
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh")
        {
            builder.AddContent(0, text);
            return;
        }

        var at = 0;
        foreach (Match run in Chinese().Matches(text))
        {
            builder.AddContent(0, text[at..run.Index]);
            builder.OpenElement(1, "span");
            builder.AddAttribute(2, "lang", Localizer.Chinese);
            builder.AddContent(3, run.Value);
            builder.CloseElement();
            at = run.Index + run.Length;
        }

        builder.AddContent(4, text[at..]);
    };

    /// <inheritdoc cref="Say(string?)"/>
    public static RenderFragment Say(Text? text) => Say(text?.For(CultureInfo.CurrentUICulture));

    /// <summary>How a verdict is to be taken. A flag is told by its word alone: which is good, only the pack knows.</summary>
    public static Tone ToneOf(string verdict, PackKind kind) => (verdict, kind) switch
    {
        (VerdictWords.Unknown, _) => Tone.Warning,
        (VerdictWords.Yes, PackKind.Alert) => Tone.Danger,
        (VerdictWords.No, PackKind.Alert) => Tone.Neutral,
        (VerdictWords.Yes, _) => Tone.Success,
        (VerdictWords.No, _) => Tone.Danger,
        _ => Tone.Info,
    };

    /// <summary>The verdict in a word.</summary>
    public static string WordOf(Localizer l, string verdict, PackKind kind) => verdict switch
    {
        VerdictWords.Yes or VerdictWords.No => l[$"platform.rules.verdict.{(kind == PackKind.Alert ? "alert" : "eligibility")}.{verdict}"],
        VerdictWords.Unknown or VerdictWords.Scored or VerdictWords.NoFlag => l[$"platform.rules.verdict.{verdict}"],
        _ => verdict,
    };

    /// <summary>The kind of a pack as addresses write it.</summary>
    public static string KindOf(RulePack pack) => pack.Kind.ToString().ToLowerInvariant();

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F“”]+")]
    private static partial Regex Chinese();
}
