using Jingkai.Kernel;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Compiling;

/// <summary>The closed set of functions.</summary>
internal sealed partial class Compiler
{
    /// <summary>Name, fewest and most arguments, how it is written.</summary>
    private static readonly Dictionary<string, (int Least, int Most, string Form)> Functions = new(StringComparer.Ordinal)
    {
        ["percent"] = (2, 2, "percent(a, b)"),
        ["min"] = (1, int.MaxValue, "min(a, b, …)"),
        ["max"] = (1, int.MaxValue, "max(a, b, …)"),
        ["abs"] = (1, 1, "abs(x)"),
        ["round"] = (1, 2, "round(x, n)"),
        ["floor"] = (1, 1, "floor(x)"),
        ["ceil"] = (1, 1, "ceil(x)"),
        ["years_since"] = (1, 1, "years_since(date)"),
        ["months_since"] = (1, 1, "months_since(date)"),
        ["days_between"] = (2, 2, "days_between(a, b)"),
        ["working_days_between"] = (2, 2, "working_days_between(a, b)"),
        ["count"] = (1, 1, "count(list)"),
        ["has"] = (2, 2, "has(list, item)"),
        ["any"] = (2, 2, "any(list, [items])"),
        ["all"] = (2, 2, "all(list, [items])"),
        ["starts_with"] = (2, 2, "starts_with(text, prefix)"),
        ["if"] = (3, 3, "if(condition, a, b)"),
        ["coalesce"] = (1, int.MaxValue, "coalesce(a, b, …)"),
        ["steps"] = (2, 2, "steps(x, [t1, v1, t2, v2, …])"),
        ["previous"] = (2, 2, "previous(fact, n)"),
        ["streak"] = (1, 1, "streak(\"flag\")"),
        ["total"] = (1, 1, "total(\"flag\")"),
    };

    private Node Call(CallSyntax call)
    {
        if (!Functions.TryGetValue(call.Name, out var form))
        {
            var nearest = Functions.Keys.Select(f => (Name: f, Far: Distance.Between(f, call.Name))).Where(f => f.Far <= 3).OrderBy(f => f.Far).Select(f => f.Name).FirstOrDefault();
            problems.Add(call.At, ProblemCodes.UnknownFunction, $"没有名为“{call.Name}”的函数", $"unknown function `{call.Name}`",
                nearest is null ? $"可用：{string.Join(' ', Functions.Keys)}" : $"是不是 {nearest}？", nearest is null ? $"use one of {string.Join(' ', Functions.Keys)}" : $"did you mean `{nearest}`?");
            foreach (var argument in call.Arguments) Lower(argument);
            return table.Broken();
        }

        if (call.Arguments.Count < form.Least || call.Arguments.Count > form.Most)
        {
            problems.Add(call.At, ProblemCodes.Syntax, $"{call.Name} 的参数个数不对", $"{call.Name} takes other arguments", $"写成 {form.Form}", $"write {form.Form}");
            foreach (var argument in call.Arguments) Lower(argument);
            return table.Broken();
        }

        return call.Name switch
        {
            "previous" => Previous(call),
            "streak" => Counter(call, Op.Streak),
            "total" => Counter(call, Op.Total),
            "steps" => Steps(call),
            _ => Plain(call, [.. call.Arguments.Select(Lower)]),
        };
    }

    private Node Plain(CallSyntax call, Node[] arguments)
    {
        if (arguments.Any(a => a.IsBroken)) return table.Broken();
        var first = arguments[0];
        switch (call.Name)
        {
            case "abs":
                return Expected(call, arguments, ValueType.Number) ?? table.Make(Op.Abs, first.Type, first);
            case "floor":
                return Expected(call, arguments, ValueType.Number) ?? table.Make(Op.Floor, first.Type, first);
            case "ceil":
                return Expected(call, arguments, ValueType.Number) ?? table.Make(Op.Ceiling, first.Type, first);
            case "round":
                return Expected(call, arguments, ValueType.Number, ValueType.Number) ?? table.Make(Op.Round, first.Type, first, arguments.Length > 1 ? arguments[1] : table.Constant(Evaluating.Cell.Of(0m), RuleType.Bare));
            case "percent":
                if (Expected(call, arguments, ValueType.Number, ValueType.Number) is { } wrong) return wrong;
                var (over, under, _) = Fit(call.At, first, arguments[1]);
                return table.Make(Op.Percent, RuleType.Number(Measure.Percent, Unit.Percent), over, under);
            case "min" or "max":
                if (Expected(call, arguments, [.. arguments.Select(_ => ValueType.Number)]) is { } wrongs) return wrongs;
                return Alike(call.Name == "min" ? Op.Min : Op.Max, call, arguments, 0);
            case "years_since":
                return Expected(call, arguments, ValueType.Date) ?? table.Make(Op.YearsSince, Years, first);
            case "months_since":
                return Expected(call, arguments, ValueType.Date) ?? table.Make(Op.MonthsSince, Months, first);
            case "days_between":
                return Expected(call, arguments, ValueType.Date, ValueType.Date) ?? table.Make(Op.DaysBetweenDates, Days, arguments);
            case "working_days_between":
                return Expected(call, arguments, ValueType.Date, ValueType.Date) ?? table.Make(Op.WorkingDays, Days, arguments);
            case "count":
                return Expected(call, arguments, ValueType.List) ?? table.Make(Op.Count, RuleType.Number(Measure.Number), first);
            case "has":
                return Expected(call, arguments[..1], ValueType.List) ?? Membership(Op.Has, call, first, arguments[1]);
            case "any" or "all":
                return Expected(call, arguments, ValueType.List, ValueType.List) ?? Membership(call.Name == "any" ? Op.Any : Op.All, call, first, arguments[1]);
            case "starts_with":
                return StartsWith(call, first, arguments[1]);
            case "if":
                return Expected(call, arguments[..1], ValueType.Bool) ?? Alike(Op.If, call, arguments, 1);
            default:
                return Alike(Op.Coalesce, call, arguments, 0);
        }
    }

    private Node Membership(Op op, CallSyntax call, Node list, Node other)
    {
        var item = op == Op.Has ? other.Type : other.Type.Item;
        var fits = list.Type.Of == ValueType.Broken || item.IsBroken;
        if (fits) return table.Make(op, RuleType.Bool, list, other);
        if (op == Op.Has)
        {
            if (list.Op == Op.List) (other, list) = Aligned(call.At, other, list);
            else if (!Fit(call.Arguments[1].At, other, list.Type.Item)) return table.Broken();
        }
        else if (other.Op == Op.List)
        {
            foreach (var one in other.Arguments)
            {
                if (!Fit(call.Arguments[1].At, one, list.Type.Item)) return table.Broken();
            }
        }
        else if (list.Type.Of != other.Type.Of)
        {
            Mismatch(call.At, "两个列表的类型不同", "the lists hold values of different types", "用同一类值", "use values of one type");
            return table.Broken();
        }

        return table.Make(op, RuleType.Bool, list, other);
    }

    private Node StartsWith(CallSyntax call, Node text, Node prefix)
    {
        if (Expected(call, [text], ValueType.Text) is { } wrong) return wrong;
        if (prefix.Type is { Kind: ValueType.Text } or { Kind: ValueType.List, Of: ValueType.Text or ValueType.Broken }) return table.Make(Op.StartsWith, RuleType.Bool, text, prefix);
        Mismatch(call.Arguments[1].At, "前缀应当是文字或文字的列表", "a prefix is text or a list of text", "写成 [\"27\", \"35\"]", "write [\"27\", \"35\"]");
        return table.Broken();
    }

    /// <summary>A node whose arguments from one on have one type, which is its own.</summary>
    private Node Alike(Op op, CallSyntax call, Node[] arguments, int from)
    {
        // The first pass finds the common type, the second brings every argument to it.
        var common = arguments[from];
        for (var i = from + 1; i < arguments.Length; i++)
        {
            var (left, right, _) = Fit(call.Arguments[i].At, common, arguments[i]);
            if (left.IsBroken) return table.Broken();
            common = left.Type.Measure is { IsBare: true } ? right : left;
        }

        var fitted = arguments.ToArray();
        for (var i = from; i < arguments.Length; i++)
        {
            if (fitted[i].Type is { IsNumber: true, Measure: { IsBare: false, Held: not null } } && common.Type.Measure!.Held is null) fitted[i] = InBase(fitted[i]);
        }

        return table.Make(op, common.Type, fitted);
    }

    private Node? Expected(CallSyntax call, Node[] arguments, params ValueType[] kinds)
    {
        for (var i = 0; i < arguments.Length && i < kinds.Length; i++)
        {
            if (arguments[i].IsBroken || arguments[i].Type.Kind == kinds[i]) continue;
            var wanted = new RuleType(kinds[i]).Name;
            Mismatch(call.Arguments[i].At, $"{call.Name} 的第{i + 1}个参数应当是{wanted.Zh}，而不是{arguments[i].Type.Name.Zh}", $"argument {i + 1} of {call.Name} is {wanted.En}, not {arguments[i].Type.Name.En}",
                $"写成 {Functions[call.Name].Form}", $"write {Functions[call.Name].Form}");
            return table.Broken();
        }

        return null;
    }

    private Node Steps(CallSyntax call)
    {
        var (x, list) = (Number(call.Arguments[0]), Lower(call.Arguments[1]));
        if (x.IsBroken || list.IsBroken) return table.Broken();
        if (list.Op != Op.List || list.Arguments.Length % 2 != 0 || list.Arguments.Any(a => !a.Type.IsNumber))
        {
            Mismatch(call.Arguments[1].At, "steps 需要成对的门槛和值", "steps takes pairs of threshold and value", "写成 steps(x, [2000万元, 10, 5000万元, 20])", "write steps(x, [2000万元, 10, 5000万元, 20])");
            return table.Broken();
        }

        var (at, items) = (call.Arguments[1].At, list.Arguments);
        var type = RuleType.Bare;
        var pairs = new Node[items.Length + 1];
        pairs[0] = x;
        for (var i = 0; i < items.Length; i += 2)
        {
            (pairs[0], pairs[i + 1], _) = Fit(at, pairs[0], items[i]);
            if (pairs[0].IsBroken) return table.Broken();
            if (type.Measure!.IsBare) type = items[i + 1].Type;
            else if (!Fit(at, items[i + 1], type)) return table.Broken();
            pairs[i + 2] = items[i + 1];
        }

        return table.Make(Op.Steps, type, pairs);
    }

    private Node Previous(CallSyntax call)
    {
        if (call.Arguments[0] is not NameSyntax name || scope.Fact(name.Name) is not { } fact)
        {
            if (call.Arguments[0] is NameSyntax unknown && !scope.Knows(unknown.Name)) UnknownName(unknown);
            else Mismatch(call.Arguments[0].At, "previous 的第一个参数应当是事实的名称", "previous takes the name of a fact", "写成 previous(progress, 1)", "write previous(progress, 1)");
            return table.Broken();
        }

        var rounds = Lower(call.Arguments[1]);
        if (rounds.IsBroken) return rounds;
        if (rounds is { IsConstant: true, Type.IsNumber: true } && rounds.Value.Number is >= 1 and <= 1000 && decimal.IsInteger(rounds.Value.Number)) return table.Previous(fact, (int)rounds.Value.Number);
        Mismatch(call.Arguments[1].At, "previous 的第二个参数应当是 1 以上的整数", "previous takes a whole number from 1", "上一轮写 1", "write 1 for the round before");
        return table.Broken();
    }

    private Node Counter(CallSyntax call, Op op)
    {
        // A flag is no fact: its name may stand without quotes.
        if (call.Arguments[0] is NameSyntax bare && !scope.Knows(bare.Name)) return table.Counter(op, [bare.Name]);
        var flag = Lower(call.Arguments[0]);
        if (flag.IsBroken) return flag;
        if (flag is { IsConstant: true, Type.Kind: ValueType.Text }) return table.Counter(op, [flag.Value.Text]);
        if (flag is { Type: { Kind: ValueType.List, Of: ValueType.Text } } && (flag.IsConstant || flag.Op == Op.List) && !flag.Value.IsUnknown && flag.Value.Items.Length > 0) return table.Counter(op, [.. flag.Value.Items.Select(i => i.Text)]);
        Mismatch(call.Arguments[0].At, $"{call.Name} 的参数应当是旗帜的名称，或几面旗帜的列表", $"{call.Name} takes the name of a flag, or a list of flags", $"写成 {call.Name}(\"yellow\") 或 {call.Name}([\"red\", \"blue\"])", $"write {call.Name}(\"yellow\") or {call.Name}([\"red\", \"blue\"])");
        return table.Broken();
    }
}
