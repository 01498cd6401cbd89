using System.Globalization;
using System.Text;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Economy.Formulas;

/// <summary>A number that went into a formula.</summary>
/// <param name="Text">The reference as written.</param>
/// <param name="At">Its place, from 1.</param>
/// <param name="Indicator">Code.</param>
/// <param name="Name">Name of the indicator.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Period">Period.</param>
/// <param name="Field">Which number of the figure.</param>
/// <param name="Label">What the number is: 可比同期(推算) for a prior that only follows from value and growth.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Ref">The figure and its version.</param>
/// <param name="Trace">Where the figure opens.</param>
internal sealed record FormulaInput(
    string Text, int At, string Indicator, string Name, string Subject, string Period, string Field, string Label, decimal Value, string Unit, string? Source, string Ref, string Trace);

/// <summary>What a formula comes to.</summary>
/// <param name="Expression">As asked.</param>
/// <param name="WithNumbers">The same with numbers put in.</param>
/// <param name="Value">The value, not rounded up to 28 digits.</param>
/// <param name="Unit">Its unit; null for pure numbers.</param>
/// <param name="Exact">Whether <paramref name="Value"/> is the exact result.</param>
/// <param name="Inputs">The figures it names.</param>
internal sealed record FormulaAnswer(string Expression, string WithNumbers, decimal Value, string? Unit, bool Exact, IReadOnlyList<FormulaInput> Inputs);

/// <summary>Computes expressions over the figures a reader may see.</summary>
internal sealed class FormulaService(JingkaiDbContext db, IndicatorCatalog indicators, FigureReader figures)
{
    public async Task<Result<FormulaAnswer>> ComputeAsync(string? expression, CancellationToken cancel = default)
    {
        var parsed = FormulaParser.Parse(expression);
        if (!parsed.IsOk) return parsed.Error;
        var formula = parsed.Value;
        await using var moment = await db.SnapshotAsync(cancel);
        var real = new Dictionary<ReferenceNode, string>();
        foreach (var reference in formula.References)
        {
            var indicator = await indicators.FindAsync(reference.Indicator, cancel);
            if (!indicator.IsOk) return indicator.Error.Here(reference.At);
            if (indicator.Value.RealGrowth) real[reference] = indicator.Value.Code;
        }

        var meaningless = formula.References.FirstOrDefault(r => (r.Field is FormulaFields.Prior or FormulaFields.ImpliedPrior) && real.ContainsKey(r))
            ?? FormulaEvaluator.PriorInDisguise(formula.Root, r => real.GetValueOrDefault(r));
        if (meaningless is not null) return FormulaErrors.NoPrior(meaningless);

        var read = new Dictionary<(string, string?, string), Figure>();
        var numbers = new Dictionary<ReferenceNode, Term>();
        var inputs = new List<FormulaInput>();
        foreach (var reference in formula.References)
        {
            if (!read.TryGetValue(reference.Figure, out var figure))
            {
                var found = await figures.ReadAsync(reference.Indicator, reference.Period, reference.Subject, null, cancel);
                if (!found.IsOk) return found.Error.Here(reference.At);
                read[reference.Figure] = figure = found.Value;
            }

            if (figure.Withheld) return FormulaErrors.Withheld(reference);
            if (Number(figure, reference.Field) is not { } number) return FormulaErrors.NoValue(reference);
            var unit = Unit(figure, reference.Field);
            numbers[reference] = new(number, unit);
            inputs.Add(new(reference.Text, reference.At, figure.Indicator, figure.Name, figure.Subject, figure.Period, reference.Field, Label(figure, reference.Field).Current,
                number.ToDecimal(out _)!.Value, unit, figure.Source, figure.Ref, figure.Trace));
        }

        var result = FormulaEvaluator.Evaluate(formula.Root, numbers);
        if (!result.IsOk) return result.Error;
        if (result.Value.Value.ToDecimal(out var exact) is not { } value) return FormulaErrors.TooLarge(formula.Root.At);
        return new FormulaAnswer(formula.Text, WithNumbers(formula, inputs), value, result.Value.Unit, exact && result.Value.Exact, inputs);
    }

    private static Rational? Number(Figure figure, string field)
    {
        if (field == FormulaFields.ImpliedPrior)
        {
            // 可比同期(推算)：总量 ÷ (1 + 增速)
            return figure is { Value: { } value, Growth: { } growth } && growth > -100 ? Rational.Of(value) * Rational.Of(100) / Rational.Of(100 + growth) : null;
        }

        decimal? number = field switch
        {
            FormulaFields.Value => figure.Value,
            FormulaFields.Growth => figure.Growth,
            "computedGrowth" => figure.ComputedGrowth,
            FormulaFields.Prior => figure.Prior,
            "changePoints" => figure.ChangePoints,
            "share" => figure.Share,
            "shareChangePoints" => figure.ShareChangePoints,
            "completion" => figure.Completion,
            "pace" => figure.Pace,
            "target" => figure.Target?.Value,
            _ => figure.Target?.Growth,
        };
        return number is { } n ? Rational.Of(n) : null;
    }

    private static string Unit(Figure figure, string field) =>
        FormulaFields.IsLevel(field) ? figure.Unit : field is "changePoints" or "shareChangePoints" ? "个百分点" : "%";

    private static Text Label(Figure figure, string field) => field switch
    {
        FormulaFields.Value => new(figure.Name, figure.Name),
        FormulaFields.Growth => new("同比", "Growth"),
        "computedGrowth" => new("同比(测算)", "Growth, computed"),
        FormulaFields.Prior when figure.PriorBasis == "comparable" => new("可比同期", "Comparable prior"),
        FormulaFields.Prior or FormulaFields.ImpliedPrior => new("可比同期(推算)", "Comparable prior (implied)"),
        "changePoints" => new("增减", "Change in points"),
        "share" => new("占比", "Share"),
        "shareChangePoints" => new("占比变动", "Change of share"),
        "completion" => new("完成率", "Completion"),
        "pace" => new("序时进度", "Time progress"),
        "target" => new("年度目标", "Target of the year"),
        _ => new("目标增速", "Target growth"),
    };

    private static string WithNumbers(Formula formula, List<FormulaInput> inputs)
    {
        var text = new StringBuilder();
        var place = 0;
        foreach (var input in inputs.OrderBy(i => i.At))
        {
            var number = input.Value.ToString(CultureInfo.InvariantCulture);
            text.Append(formula.Text, place, input.At - 1 - place).Append(input.Value < 0 ? $"({number})" : number);
            place = input.At - 1 + input.Text.Length;
        }

        return text.Append(formula.Text, place, formula.Text.Length - place).ToString();
    }
}
