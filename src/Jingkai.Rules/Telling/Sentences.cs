using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Telling;

/// <summary>Tells an expression as a sentence, so that an officer who never programmed can read a pack.</summary>
internal static class Sentences
{
    /// <summary>The expression in both languages; facts by their names, parameters by their values.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="pack">The pack it stands in.</param>
    /// <param name="version">The version it stands in.</param>
    /// <param name="after">Its counters count the round itself, as those of consequences do.</param>
    public static Text Of(Syntax syntax, RulePack pack, PackVersion version, bool after = false) =>
        new(new Teller(pack, version, after, chinese: true).Tell(syntax, 0), new Teller(pack, version, after, chinese: false).Tell(syntax, 0));

    private sealed class Teller(RulePack pack, PackVersion version, bool after, bool chinese)
    {
        private const int MostExpanded = 12;

        private int expanded;

        private readonly CultureInfo culture = CultureInfo.GetCultureInfo(chinese ? "zh-CN" : "en");

        private string Say(string zh, string en) => chinese ? zh : en;

        /// <summary>Higher ranks bind closer; an operand that binds less gets brackets.</summary>
        public string Tell(Syntax syntax, int rank) => syntax switch
        {
            NumberSyntax number => Number(number),
            TextSyntax text => Say($"“{text.Value}”", $"\"{text.Value}\""),
            DateSyntax date => date.Value.ToString(chinese ? "yyyy年M月d日" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
            BoolSyntax flag => flag.Value ? Say("是", "yes") : Say("否", "no"),
            ListSyntax list => string.Join(Say("、", ", "), list.Items.Select(i => Tell(i, 0))),
            NameSyntax name => Name(name.Name, rank),
            NotSyntax not => Bracketed(Say("并非", "not ") + Tell(not.Operand, 3), 2, rank),
            NegateSyntax negate => Say("负", "minus ") + Tell(negate.Operand, 6),
            JoinSyntax join => Bracketed(string.Join(join.IsAnd ? Say("，并且", " and ") : Say("，或者", " or "), join.Operands.Select(o => Tell(o, join.IsAnd ? 2 : 1))), join.IsAnd ? 1 : 0, rank),
            ChainSyntax chain => Chain(chain, rank),
            CompareSyntax compare => Bracketed($"{Tell(compare.Left, 3)}{Comparison(compare.Operator)}{Tell(compare.Right, 3)}", 2, rank),
            BetweenSyntax between => Bracketed(Say(
                $"{Tell(between.Value, 3)}{(between.Negated ? "不" : "")}在{Tell(between.Low, 3)}到{Tell(between.High, 3)}之间",
                $"{Tell(between.Value, 3)} is {(between.Negated ? "not " : "")}between {Tell(between.Low, 3)} and {Tell(between.High, 3)}"), 2, rank),
            InSyntax within => Bracketed(Say(
                $"{Tell(within.Value, 3)}{(within.Negated ? "不" : "")}是 {Tell(within.List, 3)} 之一",
                $"{Tell(within.Value, 3)} is {(within.Negated ? "none" : "one")} of {Tell(within.List, 3)}"), 2, rank),
            IsUnknownSyntax unknown => Tell(unknown.Value, 3) + (unknown.Negated ? Say("已知", " is known") : Say("未知", " is unknown")),
            CallSyntax call => Call(call),
            _ => "…",
        };

        private string Bracketed(string told, int own, int rank) => own < rank ? Say($"（{told}）", $"({told})") : told;

        private string Shown(Evaluating.Cell value, RuleType type)
        {
            if (!chinese) return Printing.Show(value, type, chinese: false);
            var printed = Printing.Value(value, type);
            return printed.EndsWith(" pp", StringComparison.Ordinal) ? printed[..^3] + "个百分点" : printed;
        }

        private string Number(NumberSyntax number) => !chinese && number.Unit is { } foreign ? Printing.Show(Packs.ValueReader.Number(number.Value, foreign) ?? Evaluating.Cell.Of(number.Value), RuleType.Number(foreign), chinese: false) : Printing.Plain(number.Value) is var plain && number.Unit is { } unit
            ? RuleUnits.Symbol(unit) is var symbol && char.IsAsciiLetter(symbol[0]) ? $"{plain} {symbol}" : plain + symbol : Printing.Plain(number.Value);

        private string Name(string name, int rank)
        {
            // What a definition stands for says more than its name, as long as the sentence stays one.
            if (version.Defined.TryGetValue(name, out var definition) && expanded < MostExpanded)
            {
                expanded++;
                return Tell(definition, rank);
            }

            if (version.Named.TryGetValue(name, out var node))
            {
                if (node.IsConstant) return Shown(node.Value, node.Type);
                return node.Op == Compiling.Op.List && node.Value.Kind == ValueType.List ? string.Join(Say("、", ", "), node.Value.Items.Select(i => Shown(i, node.Type.Item))) : name.Replace('_', ' ');
            }

            return pack.Fact(name)?.NameFor(culture) ?? name;
        }

        private string Chain(ChainSyntax chain, int rank)
        {
            var isSum = chain.Rest[0].Operator is Operator.Add or Operator.Subtract;
            var told = Tell(chain.First, isSum ? 3 : 4) + string.Concat(chain.Rest.Select(r => (r.Operator switch
            {
                Operator.Add => Say("加", " plus "),
                Operator.Subtract => Say("减", " minus "),
                Operator.Multiply => " × ",
                _ => " ÷ ",
            }) + Tell(r.Operand, isSum ? 4 : 5)));
            return Bracketed(told, isSum ? 3 : 4, rank);
        }

        private string Comparison(Operator comparison) => comparison switch
        {
            Operator.Equal => Say("等于", " is "),
            Operator.NotEqual => Say("不等于", " is not "),
            Operator.Less => Say("低于", " is below "),
            Operator.LessOrEqual => Say("不超过", " is at most "),
            Operator.Greater => Say("高于", " is above "),
            _ => Say("不低于", " is at least "),
        };

        // A sum in front of "as a share of" would be read as a part of it only.
        private string Percent(IReadOnlyList<Syntax> arguments) => arguments.Count < 2 ? "percent"
            : Say($"{Tell(arguments[0], 4)}占{Tell(arguments[1], 4)}的百分比", $"{Tell(arguments[0], 4)} as a share of {Tell(arguments[1], 4)}");

        /// <summary>Flags by their names, where the pack names them.</summary>
        private string Flags(CallSyntax call)
        {
            var told = Tell(call.Arguments[0], call.Arguments[0] is ListSyntax ? 0 : 3);
            if (pack.Flags.Count == 0) return told;
            IReadOnlyList<Syntax> flags = call.Arguments[0] is ListSyntax list ? list.Items : [call.Arguments[0]];
            return string.Join(Say("或", " or "), flags.Select(f => (f is TextSyntax text ? text.Value : (f as NameSyntax)?.Name) is { } code ? pack.FlagOf(code).Name.For(culture) : Tell(f, 3)));
        }

        private string Call(CallSyntax call)
        {
            var told = call.Arguments.Select(a => Tell(a, a is ListSyntax ? 0 : 3)).ToList();
            if (told.Count == 0) return call.Name;
            var (first, second) = (told[0], told.Count > 1 ? told[1] : "");
            return call.Name switch
            {
                "percent" => Percent(call.Arguments),
                "years_since" => Say($"自{first}起的整年数", $"full years since {first}"),
                "months_since" => Say($"自{first}起的整月数", $"full months since {first}"),
                "days_between" => Say($"{first}到{second}的天数", $"days from {first} to {second}"),
                "working_days_between" => Say($"{first}到{second}的工作日数", $"working days from {first} to {second}"),
                "count" => Say($"{first}的个数", $"the number of {first}"),
                "has" => Say($"{first}包括{second}", $"{first} includes {second}"),
                "any" => Say($"{first}包括 {second} 中的任一项", $"{first} includes any of {second}"),
                "all" => Say($"{first}包括 {second} 的全部", $"{first} includes all of {second}"),
                "starts_with" => Say($"{first}以 {second} 开头", $"{first} begins with {second}"),
                "min" when told.Count == 2 => Say($"{first} 与 {second} 中较小的", $"the smaller of {first} and {second}"),
                "max" when told.Count == 2 => Say($"{first} 与 {second} 中较大的", $"the larger of {first} and {second}"),
                "min" => Say($"{string.Join("、", told)} 中最小的", $"the smallest of {string.Join(", ", told)}"),
                "max" => Say($"{string.Join("、", told)} 中最大的", $"the largest of {string.Join(", ", told)}"),
                "abs" => Say($"{first}的绝对值", $"{first} without its sign"),
                "round" => Say($"{first}四舍五入到{(second.Length > 0 ? second : "0")}位小数", $"{first} rounded to {(second.Length > 0 ? second : "0")} decimals"),
                "floor" => Say($"{first}向下取整", $"{first} rounded down"),
                "ceil" => Say($"{first}向上取整", $"{first} rounded up"),
                "if" when told.Count == 3 => Say($"若{first}则{second}，否则{told[2]}", $"{second} if {first}, otherwise {told[2]}"),
                "coalesce" => Say($"{string.Join("、", told)} 中第一个已知的", $"the first known of {string.Join(", ", told)}"),
                "steps" => Say($"{first}按阶梯 {second}", $"{first} by the ladder {second}"),
                "previous" => Say($"前{second}轮的{first}", $"{first} {second} rounds before"),
                "streak" when after => Say($"连续{Flags(call)}的轮数（含本轮）", $"rounds of {Flags(call)} in a row, this one included"),
                "total" when after => Say($"{Flags(call)}的总轮数（含本轮）", $"rounds of {Flags(call)} in all, this one included"),
                "streak" => Say($"此前连续{Flags(call)}的轮数", $"rounds of {Flags(call)} in a row before this one"),
                "total" => Say($"此前{Flags(call)}的总轮数", $"rounds of {Flags(call)} in all"),
                _ => $"{call.Name}({string.Join(", ", told)})",
            };
        }
    }
}
