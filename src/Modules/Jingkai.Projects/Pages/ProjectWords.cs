using Jingkai.Kernel;
using Jingkai.Platform.Maps;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Register;
using Jingkai.Ui;

namespace Jingkai.Projects.Pages;

/// <summary>Words, choices and tones of projects for pages.</summary>
internal static class ProjectWords
{
    public static IReadOnlyList<SelectOption> Kinds => [.. Ladder.Kinds.Select(k => new SelectOption(k.Code, k.Name.Current))];

    public static IReadOnlyList<SelectOption> Stages => [.. Ladder.Stages.Select(s => new SelectOption(s.Code, s.Name.Current))];

    public static IReadOnlyList<SelectOption> BoundChoices => [.. Bounds.All.Select(b => new SelectOption(b, Bounds.Word(b).Trim()))];

    /// <summary>A stage is a place on a way: late ones are told by a stronger tone, never by colour alone.</summary>
    public static Tone ToneOf(string stage) => stage switch
    {
        "in-talks" => Tone.Neutral,
        "completed" or "in-production" or "at-capacity" => Tone.Success,
        _ => Tone.Info,
    };

    public static Tone ToneOfMove(string state) => state switch
    {
        StageMoveState.Confirmed => Tone.Success,
        StageMoveState.Refused => Tone.Warning,
        StageMoveState.Claimed => Tone.Info,
        _ => Tone.Neutral,
    };

    /// <summary>约5,000万元 as 亿元 with its bound.</summary>
    public static string Investment(decimal? wan, string? bound) => wan is null ? Format.None : $"{Bounds.Word(bound)}{Format.Trimmed(wan / 10_000m)}";

    public static string Land(decimal? mu, string? bound) => mu is null ? Format.None : $"{Bounds.Word(bound)}{Format.Trimmed(mu, 2)}";

    /// <summary>A chart beside its labels on a page of a usual desk.</summary>
    public const int ChartWidth = 880;

    /// <summary>审图号 of a map whose every layer has one; otherwise it is for inside use.</summary>
    public static IReadOnlyList<string> ReviewNumbers(IReadOnlyList<MapLayerView> layers) => MapReader.Withheld(layers) is null ? [.. layers.Select(l => l.ReviewNumber).OfType<string>().Distinct()] : [];

    public static string? SourceOf(IReadOnlyList<MapLayerView> layers) => layers.Count == 0 ? null : string.Join("；", layers.Select(l => l.Source).Distinct());

    public static Tone ToneOfStanding(string standing) => standing switch { "early" => Tone.Success, "on-time" => Tone.Info, "behind" => Tone.Danger, _ => Tone.Neutral };

    /// <summary>How late a milestone is, or was reached; null: in time or without a planned day.</summary>
    public static int? Late(MilestoneView milestone, DateOnly today) => milestone.PlannedOn is { } planned && (milestone.ReachedOn ?? today) is var at && at > planned ? at.DayNumber - planned.DayNumber : null;
}
