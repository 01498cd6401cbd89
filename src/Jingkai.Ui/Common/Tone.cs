namespace Jingkai.Ui;

/// <summary>The weight of a message or a status. Every use carries a shape or a word beside the colour.</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

internal static class Tones
{
    public static string Css(this Tone tone, string prefix) => tone switch
    {
        Tone.Info => $"{prefix} {prefix}-info",
        Tone.Success => $"{prefix} {prefix}-success",
        Tone.Warning => $"{prefix} {prefix}-warning",
        Tone.Danger => $"{prefix} {prefix}-danger",
        _ => prefix,
    };

    /// <summary>The icon of a message.</summary>
    public static string MessageIcon(this Tone tone) => tone switch
    {
        Tone.Success => "circle-check",
        Tone.Warning => "alert-triangle",
        Tone.Danger => "alert-circle",
        _ => "info-circle",
    };

    /// <summary>The small shape of a status, so that states differ without colour.</summary>
    public static string StatusIcon(this Tone tone) => tone switch
    {
        Tone.Success => "circle-filled",
        Tone.Warning => "triangle-filled",
        Tone.Danger => "square-rotated-filled",
        Tone.Info => "square-filled",
        _ => "",
    };
}
