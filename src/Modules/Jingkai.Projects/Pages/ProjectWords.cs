using Jingkai.Kernel;
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

    /// <summary>How late a milestone is, or was reached; null: in time or without a planned day.</summary>
    public static int? Late(MilestoneView milestone, DateOnly today) => milestone.PlannedOn is { } planned && (milestone.ReachedOn ?? today) is var at && at > planned ? at.DayNumber - planned.DayNumber : null;
}
