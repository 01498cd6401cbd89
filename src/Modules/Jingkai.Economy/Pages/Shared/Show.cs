using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Localization;
using Jingkai.Ui;

namespace Jingkai.Economy.Pages.Shared;

/// <summary>How the economy's pages say things, and where they lead.</summary>
internal sealed class Show(Localizer l, Actor actor)
{
    /// <summary>The first addresses of the zone.</summary>
    public string Home => $"/z/{actor.ZoneCode}";

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public string Name(Indicator indicator) => Chinese ? indicator.NameZh : indicator.NameEn;

    /// <summary>A unit in the reader's language; a unit without a word of its own stays as it is.</summary>
    public string Unit(string unit)
    {
        if (unit is "-") return "";
        var key = "economy.unit." + unit;
        return !Chinese && l.Has(key) ? l[key] : unit;
    }

    public string Subject(Subject subject) => subject switch
    {
        { Kind: SubjectKind.Zone } => l["economy.subject.zone"],
        { Kind: SubjectKind.Group, Value: Subjects.Union } => l["economy.subject.union"],
        { Kind: SubjectKind.Industry } => $"{Industry(subject)} {subject.Value}",
        _ => subject.Name,
    };

    /// <summary>The name of an industry without its code.</summary>
    public static string Industry(Subject subject) => IndustryCode.Find(subject.Value) is { IsOk: true } found ? found.Value.Shown : subject.Name;

    public string Part(PartOfWhole part) => part.Kind == PartKind.Rest ? l["economy.subject.rest"] : Subject(part.Subject);

    /// <summary>A period in words; the first quarter, half and whole year by their names.</summary>
    public static string Period(Period period, Indicator? indicator = null)
    {
        if (indicator?.Frequency == "Y" && period.Kind is not (PeriodKind.Range or PeriodKind.UpTo)) return Kernel.Period.WholeYear(period.Year).ToText().Current;
        if (indicator is { Stock: true } && period.Kind == PeriodKind.Month) return Chinese ? $"{period.ToChinese()}末" : $"end of {period.ToEnglish()}";
        // From New Year's Day is how cumulative figures always count; only the last day says something.
        if (period is { Kind: PeriodKind.Range, Start: { Month: 1, Day: 1 } } && period.Start.Year == period.End.Year && period.End > period.Start)
            return Chinese ? $"截至{Format.LongDate(period.End)}" : $"up to {Format.LongDate(period.End)}";
        return Named(period).ToText().Current;
    }

    /// <summary>The same in Chinese, for official papers.</summary>
    public static string ChinesePeriod(Period period, Indicator indicator)
    {
        if (indicator.Frequency == "Y" && period.Kind is not (PeriodKind.Range or PeriodKind.UpTo)) return Kernel.Period.WholeYear(period.Year).ToChinese();
        return indicator.Stock && period.Kind == PeriodKind.Month ? $"{period.ToChinese()}末" : Named(period).ToChinese();
    }

    public static string Period(string text, Indicator? indicator = null) => Kernel.Period.Parse(text) is { IsOk: true } period ? Period(period.Value, indicator) : text;

    /// <summary>A period without its year, for charts and sentences: 7月, 1-2月, 一季度.</summary>
    public static string Short(Period period, Indicator? indicator = null)
    {
        if (Named(period).Kind == PeriodKind.Year || indicator?.Frequency == "Y") return Period(period, indicator);
        var year = period.Year.ToString(CultureInfo.InvariantCulture);
        if (Chinese) return Period(indicator is null ? period : Named(period), indicator).Replace(year + "年", "", StringComparison.Ordinal);
        return period.Kind switch
        {
            PeriodKind.Month => period.Start.ToString("MMM", CultureInfo.InvariantCulture),
            PeriodKind.YearToDate => $"Jan–{period.End.ToString("MMM", CultureInfo.InvariantCulture)}",
            PeriodKind.Quarter => $"Q{period.Index}",
            PeriodKind.Range when period.Start is { Month: 1, Day: 1 } && period.Start.Year == period.End.Year => $"up to {period.End.ToString("d MMM", CultureInfo.InvariantCulture)}",
            _ => Period(period, indicator),
        };
    }

    private static Period Named(Period period) => period switch
    {
        { Kind: PeriodKind.YearToDate, Index: 3 } => Kernel.Period.Quarter(period.Year, 1),
        { Kind: PeriodKind.YearToDate, Index: 6 } => Kernel.Period.Half(period.Year, 1),
        { Kind: PeriodKind.YearToDate, Index: 12 } => Kernel.Period.WholeYear(period.Year),
        _ => period,
    };

    /// <summary>The labels of a row of periods: the year stands under the first of each year.</summary>
    public static IReadOnlyList<string> Labels(IReadOnlyList<Period> periods) =>
        [.. periods.Select((p, i) => i == 0 || periods[i - 1].Year != p.Year ? $"{Short(p)}\n{(Chinese ? p.Year + "年" : p.Year.ToString(CultureInfo.InvariantCulture))}" : Short(p))];

    /// <summary>Months to choose from, by year, the newest first; what is chosen already stays on offer.</summary>
    public static IReadOnlyList<SelectOption> Months(IEnumerable<int> months, params IEnumerable<Period?> chosen) =>
        [.. months.Concat(chosen.OfType<Period>().Select(p => p.YearMonth)).Distinct().OrderDescending().Select(Kernel.Period.FromYearMonth)
            .Select(p => new SelectOption(p.ToString(), Period(p), Chinese ? $"{p.Year}年" : p.Year.ToString(CultureInfo.InvariantCulture)))];

    public string? Basis(Figure figure) => (figure.GrowthBasis, figure.ChangePoints) switch
    {
        (null, _) => null,
        ("computed", _) => l["economy.basis.computed"],
        var (basis, _) => l["economy.basis." + basis],
    };

    /// <summary>How a figure stands; a count simply is one.</summary>
    public string Status(Figure figure) => figure is { Origin: "counted", Status: "computed" } ? l["economy.status.counted"] : Status(figure.Status);

    /// <summary>What the prior of a figure is.</summary>
    public string Prior(Figure figure) => l["economy.prior." + (figure.PriorBasis is "implied" or "counted" ? figure.PriorBasis : "comparable")];

    public string Status(string status) => l["economy.status." + status];

    /// <summary>How a value was collected; the store keeps the Chinese word.</summary>
    public string Collected(string collected) => l.Has("economy.collected." + collected) ? l["economy.collected." + collected] : collected;

    public string? Bound(string? bound) => bound is null ? null : Chinese ? bound : l.Has("economy.bound." + bound) ? l["economy.bound." + bound] : bound;

    public string Department(string department) =>
        Chinese ? department : string.Join(" / ", department.Split('/').Select(d => l.Has("economy.department." + d) ? l["economy.department." + d] : d));

    /// <summary>Which records an indicator is counted from.</summary>
    public string Counted(Indicator indicator) => l["economy.source.counted", indicator.Counted!.SourceDept.Current];

    /// <summary>Who delivers an indicator, or which records it is counted from.</summary>
    public string Department(Indicator indicator) => indicator.Counted is { } counted ? counted.SourceDept.Current : Department(indicator.SourceDept);

    /// <summary>How often an indicator is published; a count can be asked for at any time.</summary>
    public string Frequency(Indicator indicator) => l[indicator.Counted is null ? "economy.frequency." + indicator.Frequency : "economy.frequency.any"];

    /// <summary>What the growth of an indicator means.</summary>
    public string GrowthBasis(Indicator indicator) => l[indicator.Counted is { InPoints: false } ? "economy.growth-basis.counted" : "economy.growth-basis." + indicator.GrowthBasis];

    /// <summary>Where a figure comes from, in a word.</summary>
    public string From(Indicator indicator, Figure figure) => figure.Origin switch
    {
        "rolledUp" => l[Measures.Of(indicator.Code) is { Reconcilable: false } ? "economy.source.declared" : "economy.source.rolled-up"],
        "derived" => l["economy.source.derived"],
        "counted" => Counted(indicator),
        _ => l["economy.source.reported", Department(indicator.SourceDept)],
    };

    /// <summary>Ahead of or behind time progress, in points and in words.</summary>
    public string Pace(decimal completion, decimal pace)
    {
        var gap = completion - pace;
        return gap == 0 ? l["economy.pace.even"] : l[gap < 0 ? "economy.pace.behind" : "economy.pace.ahead", Format.Points(gap, 2)];
    }

    /// <summary>As many decimals as say something, at most two.</summary>
    public static int Digits(decimal? value, int most = 2)
    {
        if (value is not { } v) return 0;
        var shown = Rounding.Display(v, most);
        for (var digits = 0; digits < most; digits++)
            if (Rounding.Display(shown, digits) == shown) return digits;
        return most;
    }

    /// <summary>How figures of a unit are written in the reader's language.</summary>
    public ShownUnit In(string unit) => Chinese || !ShownUnit.Scales.TryGetValue(unit, out var scale)
        ? new(Unit(unit), 1, 0) : new(l["economy.scaled." + unit], scale.Factor, scale.More);

    public string Number(decimal? value, string unit)
    {
        var (number, most) = (In(unit).Of(value), 2 + In(unit).More);
        return Format.Number(number, Digits(number, most));
    }

    /// <summary>A value with its unit.</summary>
    public string Value(decimal? value, string unit, int most = 2)
    {
        if (value is null) return Format.None;
        var shown = In(unit);
        var number = Format.Trimmed(shown.Of(value), most + shown.More);
        return Chinese || unit == "%" ? number + shown.Name
            : shown.Name.Split(' ') is [var currency, var rest] && currency is "CNY" or "USD" ? $"{currency} {number} {rest}" : $"{number} {shown.Name}".TrimEnd();
    }

    /// <summary>A value with its unit and the word that bounds it: 约30亿元, 160余名.</summary>
    public string Bounded(string? bound, decimal? value, string unit) => bound switch
    {
        null => Value(value, unit),
        "余" when Chinese => $"{Number(value, unit)}余{Unit(unit)}",
        _ => Chinese ? $"{bound}{Value(value, unit)}" : $"{Bound(bound)} {Value(value, unit)}",
    };

    /// <summary>A value as the zone itself states it, where the reader's language counts otherwise; else null.</summary>
    public string? AsStated(decimal? value, string unit) =>
        value is null || In(unit).Factor == 1 ? null : Format.Trimmed(value, 2) + unit;

    public string IndicatorHref(string code, string? subject = null, string? period = null, string? kind = null) =>
        Address.Parse($"{Home}/indicators/{Uri.EscapeDataString(code)}").With("subject", subject is "zone" ? null : subject).With("period", period).With("kind", kind).ToString();

    public string FigureHref(Figure figure) => IndicatorHref(figure.Indicator, figure.Subject, figure.Period);

    public string TraceHref(string reference) => $"{Home}/trace/{reference}";

    public string ReportHref(string enterprise, int month, string? from = null) =>
        Address.Parse($"{Home}/reports/{Uri.EscapeDataString(enterprise)}/{month / 100:0000}-{month % 100:00}").With("from", from).ToString();

    public string LedgerHref(string ledger, string verb) => $"{Home}/ledgers/{ledger}/{verb}";

    public string ExportHref(string ledger) => $"/api/v1/zones/{actor.ZoneCode}/ledgers/{ledger}/export";
}
