using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Localization;
using Jingkai.Projects.Promises;
using Jingkai.Projects.Register;
using Jingkai.Ui;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Projects.Pages;

/// <summary>Words, choices and tones of promises for pages.</summary>
internal static class PromiseWords
{
    private const string Cleared = "清空";

    /// <summary>The page with the list, so that readers can keep it under a name.</summary>
    public static LedgerAddress Address { get; } = new(PromiseLedger.LedgerCode, "projects.promises", "promises", ProjectsPermissions.Read, [.. PromiseFilter.Names])
    {
        Labels = PromiseFilter.Names.Where(n => n != "q").ToDictionary(n => n, n => $"projects.promise.filter.{n}", StringComparer.Ordinal),
        ValueKeys = new Dictionary<string, string> { ["side"] = "projects.promise.side.", ["item"] = "projects.promise.item.", ["state"] = "projects.promise.state." },
    };

    public static IReadOnlyList<SelectOption> Sides => [.. PromiseSide.All.Select(s => new SelectOption(s.Code, s.Name.Current))];

    /// <summary>What can be promised, by whose promise it is.</summary>
    public static IReadOnlyList<SelectOption> Items(Localizer words) =>
        [.. PromiseItems.All.Select(i => new SelectOption(i.Code, i.Name.Current) { Group = i.Side is { } side ? PromiseSide.NameOf(side).Current : words["projects.promise.either"] })];

    public static IReadOnlyList<SelectOption> States(Localizer words) => [.. PromiseState.Filters.Select(s => new SelectOption(s, words[$"projects.promise.state.{s}"]))];

    public static Tone ToneOf(string state) => state switch
    {
        PromiseState.Overdue or PromiseResult.Broken => Tone.Danger,
        PromiseState.Waiting or PromiseState.Paused or PromiseResult.Partly or PromiseResult.KeptLate => Tone.Warning,
        PromiseResult.Kept => Tone.Success,
        PromiseState.Open => Tone.Info,
        _ => Tone.Neutral,
    };

    /// <summary>The words of a promise; those it got from its item in the reader's language.</summary>
    public static string Title(PromiseView view) => PromiseItems.Find(view.Item) is { } item && view.Text == item.Zh ? item.Name.Current : view.Text;

    /// <summary>≥ 400 万元/亩: a promise is a floor, or a limit where less is better.</summary>
    public static string Promised(PromiseView view) => view.Value is { } value ? $"{(view.AtMost ? "≤" : "≥")} {Format.Trimmed(value)}{UnitOf(view)}" : Format.None;

    public static string Achieved(PromiseView view) => view.Achieved is { } value ? $"{Format.Trimmed(value)}{UnitOf(view)}" : Format.None;

    public static string UnitOf(PromiseView view)
    {
        if (view.ValueUnit is not { } unit || unit == "倍") return "";
        return PromiseItems.Find(view.Item) is { UnitEn: { } english } item && item.Unit == unit ? new Kernel.Text($" {unit}", $" {english}").Current : $" {unit}";
    }

    /// <summary>How long is left, or since when it is over.</summary>
    public static string? Left(Localizer words, PromiseView view) => !view.IsOpen || view.DaysLeft is not { } days ? null
        : days > 0 ? words["projects.promise.days-left", days] : days == 0 ? words["projects.promise.due-today"] : words["projects.overdue", -days];

    public static string NameOf(string column) => $"Input.{char.ToUpperInvariant(column[0])}{column[1..]}";

    /// <summary>What was posted; an empty field clears.</summary>
    public static Dictionary<string, string?> Read(IFormCollection form, bool isNew)
    {
        var typed = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in PromiseColumns.Entered)
        {
            if (!form.TryGetValue(NameOf(column), out var values)) continue;
            var text = values.ToString().Trim();
            if (text.Length > 0) typed[column] = text;
            else if (!isNew && column is not (PromiseColumns.Project or PromiseColumns.Side or PromiseColumns.Item)) typed[column] = Cleared;
        }

        return typed;
    }

    /// <summary>A promise as its form shows it.</summary>
    public static Dictionary<string, string?> Of(PromiseView view) => new(StringComparer.Ordinal)
    {
        [PromiseColumns.Project] = view.Project, [PromiseColumns.Side] = view.Side, [PromiseColumns.Item] = view.Item, [PromiseColumns.Text] = Title(view), [PromiseColumns.Value] = view.Value?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
        [PromiseColumns.ValueUnit] = view.ValueUnit, [PromiseColumns.AgreedOn] = Day(view.AgreedOn), [PromiseColumns.DueOn] = Day(view.DueOn), [PromiseColumns.Unit] = view.Unit, [PromiseColumns.Owner] = view.Owner,
        [PromiseColumns.Agreement] = view.Agreement, [PromiseColumns.Source] = view.Source,
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
