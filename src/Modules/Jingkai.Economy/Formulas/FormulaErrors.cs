using Jingkai.Kernel;

namespace Jingkai.Economy.Formulas;

/// <summary>Refusals of formulas. Each says at which character, counted from 1, also in its field: <c>expression:12</c>.</summary>
internal static class FormulaErrors
{
    public const string Field = "expression";

    public static Error Syntax(int at, string zh, string en) => Error.Malformed("expression-syntax", zh, en).Here(at);

    public static Error TooLong(int most) => Error.Malformed("expression-too-long", $"算式不能超过{most}个字符。", $"An expression has at most {most} characters.", Field);

    public static Error TooDeep(int at, int most) => Error.Malformed("expression-too-deep", $"括号不能超过{most}层。", $"At most {most} levels of brackets.").Here(at);

    public static Error TooManyFigures(int at, int most) => Error.Malformed("too-many-figures", $"一个算式最多引用{most}个数。", $"An expression names at most {most} figures.").Here(at);

    public static Error UnknownField(int at, string field) => Error.Malformed("unknown-field",
        $"没有“{field}”这一项，可用：{string.Join("、", FormulaFields.All)}。", $"There is no \"{field}\"; use one of: {string.Join(", ", FormulaFields.All)}.").Here(at);

    public static Error NoValue(ReferenceNode reference) => Error.Invalid("no-value",
        $"{reference.Text} 没有数值。", $"{reference.Text} has no value.").Here(reference.At);

    public static Error Withheld(ReferenceNode reference) => Error.Invalid("withheld",
        $"{reference.Text} 会使人推知个别企业的数，不予显示，也不能参加计算。", $"{reference.Text} is withheld (single enterprises could be inferred) and cannot be computed with.").Here(reference.At);

    /// <summary>不变价增速与现价总量口径不同，除出来的不是上年数。</summary>
    public static Error NoPrior(ReferenceNode reference) => Error.Invalid("no-prior-for-real-growth",
        $"{reference.Text} 的增速按可比价（不变价）计算，不能由总量与增速推算同期数。",
        $"The growth of {reference.Text} is at constant prices; no prior value follows from level and growth.").Here(reference.At);

    public static Error UnitsDiffer(int at, string left, string right) => Error.Invalid("units-differ",
        $"“{left}”与“{right}”不能相加减。", $"\"{left}\" and \"{right}\" cannot be added.").Here(at);

    public static Error DivisionByZero(int at) => Error.Invalid("division-by-zero", "除数为零。", "The divisor is zero.").Here(at);

    public static Error BadPower(int at) => Error.Invalid("bad-power",
        "乘方的指数须为 -100 至 100 的整数，或分母不超过 12 的分数（开方，底数不能为负）。",
        "A power is a whole number from -100 to 100, or a fraction with a denominator of at most 12 (a root, of a number that is not negative).").Here(at);

    public static Error TooLarge(int at) => Error.Invalid("number-too-large", "计算结果过大。", "The number grows too large.").Here(at);

    /// <summary>A refusal said of a place in the expression.</summary>
    public static Error Here(this Error error, int at) => error with
    {
        Message = new($"第{at}个字符：{error.Message.Zh}", $"Character {at}: {error.Message.En}"),
        Field = FormattableString.Invariant($"{Field}:{at}"),
    };
}
