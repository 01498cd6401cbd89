using Jingkai.Kernel;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Compiling;

/// <summary>Checks names, types and units of an expression and turns it into nodes. What is wrong is reported once, where it stands.</summary>
internal sealed partial class Compiler(NodeTable table, Scope scope, ProblemList problems)
{
    /// <summary>Definitions upon definitions may add up to more than one expression holds; what tells conditions apart walks down them.</summary>
    internal const int MostDepth = 1000;

    /// <summary>Whether only literals and earlier parameters may be used.</summary>
    public bool ConstantsOnly { get; init; }

    /// <summary>The node of an expression that has to be yes or no.</summary>
    public Node Condition(Syntax syntax) => Expect(Lower(syntax), ValueType.Bool, syntax.At);

    /// <summary>The node of an expression that has to be a number.</summary>
    public Node Number(Syntax syntax) => Expect(Lower(syntax), ValueType.Number, syntax.At);

    public Node Lower(Syntax syntax)
    {
        var node = syntax switch
        {
            NumberSyntax number => Literal(number),
            TextSyntax text => table.Constant(Cell.Of(text.Value), RuleType.Text),
            DateSyntax date => table.Constant(Cell.Of(date.Value), RuleType.Date),
            BoolSyntax flag => table.Constant(Cell.Of(flag.Value), RuleType.Bool),
            ListSyntax list => List(list),
            NameSyntax name => Name(name),
            CallSyntax call => Call(call),
            NotSyntax not => table.Make(Op.Not, RuleType.Bool, Condition(not.Operand)),
            NegateSyntax negate => Number(negate.Operand) is var inner ? table.Make(Op.Negate, inner.Type, inner) : inner,
            JoinSyntax join => table.Make(join.IsAnd ? Op.And : Op.Or, RuleType.Bool, [.. join.Operands.Select(Condition)]),
            ChainSyntax chain => Chain(chain),
            CompareSyntax compare => Compare(compare.Operator, compare.At, Lower(compare.Left), Lower(compare.Right)),
            BetweenSyntax between => Between(between),
            InSyntax within => In(within),
            IsUnknownSyntax unknown => IsUnknown(unknown),
            PartialSyntax partial => Partial(partial),
            _ => table.Broken(),
        };
        if (node.Depth <= MostDepth) return node;
        problems.Add(syntax.At, ProblemCodes.TooDeep, $"经由 define 嵌套超过{MostDepth}层", $"nested deeper than {MostDepth} through definitions", "减少相互引用的层数", "use fewer definitions upon definitions");
        return table.Broken();
    }

    private Node Partial(PartialSyntax partial)
    {
        Lower(partial.Read);
        return table.Broken();
    }

    private Node Expect(Node node, ValueType kind, Place at)
    {
        if (node.IsBroken || node.Type.Kind == kind) return node;
        var wanted = new RuleType(kind).Name;
        Mismatch(at, $"这里应当是{wanted.Zh}，而不是{node.Type.Name.Zh}", $"expected {wanted.En}, found {node.Type.Name.En}",
            kind == ValueType.Bool ? "写成比较，例如 x >= 1" : "换成数字", kind == ValueType.Bool ? "write a comparison, such as x >= 1" : "use a number");
        return table.Broken();
    }

    private void Mismatch(Place at, string zh, string en, string remedyZh, string remedyEn) => problems.Add(at, ProblemCodes.TypeMismatch, zh, en, remedyZh, remedyEn);

    private Node Literal(NumberSyntax number)
    {
        if (number.Unit is not { } unit) return table.Constant(Cell.Of(number.Value), RuleType.Bare);
        var type = RuleType.Number(unit);
        try
        {
            return table.Constant(Cell.Of(type.Measure!.Held is null ? RuleUnits.ToBase(number.Value, unit) : number.Value), type);
        }
        catch (OverflowException)
        {
            problems.Add(number.At, ProblemCodes.Syntax, "数字太大", "the number is too large", "检查数字与单位", "check number and unit");
            return table.Broken();
        }
    }

    private Node Name(NameSyntax name)
    {
        if (scope.Named(name.Name) is { } node) return node;
        if (ConstantsOnly)
        {
            problems.Add(name.At, ProblemCodes.Syntax, $"参数是固定的值，不能引用“{name.Name}”", $"a parameter is a constant and cannot use `{name.Name}`", "文字用双引号；要计算请写在 define", "put text in double quotes; put formulas under define");
            return table.Broken();
        }

        if (scope.Fact(name.Name) is { } fact) return table.Fact(fact);
        UnknownName(name);
        return table.Broken();
    }

    private void UnknownName(NameSyntax name)
    {
        if (scope.Glued(name.Name) is { } keyword)
        {
            problems.Add(name.At, ProblemCodes.Syntax, $"“{keyword}”与名称连在一起", $"{keyword} is glued to a name", $"在“{keyword}”两边留空格", $"put spaces around {keyword}");
            return;
        }

        var nearest = scope.Nearest(name.Name);
        problems.Add(name.At, ProblemCodes.UnknownFact, $"没有名为“{name.Name}”的事实、参数或定义", $"unknown fact `{name.Name}`",
            nearest.Count > 0 ? $"是不是 {string.Join("、", nearest)}？" : "在 facts 中声明它，或改用已有的名称",
            nearest.Count > 0 ? $"did you mean {string.Join(", ", nearest.Select(n => $"`{n}`"))}?" : "declare it under facts, or use a known name");
    }

    private Node List(ListSyntax list)
    {
        var items = list.Items.Select(Lower).ToArray();
        if (items.Any(i => i.IsBroken)) return table.Broken();
        var kinds = items.Select(i => i.Type.Kind).Distinct().ToList();
        if (kinds is [ValueType.List] || kinds.Count > 1)
        {
            Mismatch(list.At, "列表的各项类型不同", "the items of a list differ in type", "只放同一类值", "put values of one type in it");
            return table.Broken();
        }

        // Numbers of a list may differ in dimension: steps pairs thresholds with values. What uses the list looks at each.
        return table.Make(Op.List, new(ValueType.List, kinds is [ValueType.Number] ? items[0].Type.Measure : null, items.FirstOrDefault()?.Type.Shown, kinds.FirstOrDefault()), items);
    }

    private Node Between(BetweenSyntax between)
    {
        var value = Lower(between.Value);
        var low = Compare(Operator.GreaterOrEqual, between.At, value, Lower(between.Low));
        var high = Compare(Operator.LessOrEqual, between.At, value, Lower(between.High));
        var both = table.Make(Op.And, RuleType.Bool, low, high);
        return between.Negated ? table.Make(Op.Not, RuleType.Bool, both) : both;
    }

    private Node In(InSyntax within)
    {
        var (value, list) = (Lower(within.Value), Lower(within.List));
        if (value.IsBroken || list.IsBroken) return table.Broken();
        if (list.Type.Kind != ValueType.List)
        {
            Mismatch(within.List.At, $"in 之后应当是列表，而不是{list.Type.Name.Zh}", $"expected a list after in, found {list.Type.Name.En}", "写成 [\"甲\", \"乙\"]", "write [\"a\", \"b\"]");
            return table.Broken();
        }

        (value, list) = Aligned(within.At, value, list);
        var found = table.Make(Op.In, RuleType.Bool, value, list);
        return within.Negated ? table.Make(Op.Not, RuleType.Bool, found) : found;
    }

    private Node IsUnknown(IsUnknownSyntax unknown)
    {
        var inner = Lower(unknown.Value);
        var node = table.Make(Op.IsUnknown, RuleType.Bool, inner);
        return unknown.Negated ? table.Make(Op.Not, RuleType.Bool, node) : node;
    }

    /// <summary>Value and list in one unit; each item of a written list is fitted to the value.</summary>
    private (Node Value, Node List) Aligned(Place at, Node value, Node list)
    {
        if (list.Op == Op.List)
        {
            var items = new Node[list.Arguments.Length];
            for (var i = 0; i < items.Length; i++) (value, items[i], _) = Fit(at, value, list.Arguments[i]);
            return (value, table.Make(Op.List, list.Type, items));
        }

        var probe = Fit(at, value, list.Type.Item);
        return probe ? (value, list) : (table.Broken(), list);
    }

    private Node Compare(Operator comparison, Place at, Node left, Node right)
    {
        (left, right, _) = Fit(at, left, right);
        if (left.IsBroken || right.IsBroken) return table.Broken();
        var ordered = left.Type.Kind is ValueType.Number or ValueType.Date;
        if (!ordered && (left.Type.Kind == ValueType.List || comparison is not (Operator.Equal or Operator.NotEqual)))
        {
            Mismatch(at, $"{left.Type.Name.Zh}不能这样比较", $"{left.Type.Name.En} cannot be compared like this", "文字用 = 或 in，列表用 has 或 any", "use = or in for text, has or any for lists");
            return table.Broken();
        }

        var op = comparison switch
        {
            Operator.Equal => Op.Equal,
            Operator.NotEqual => Op.NotEqual,
            Operator.Less => Op.Less,
            Operator.LessOrEqual => Op.LessOrEqual,
            Operator.Greater => Op.Greater,
            _ => Op.GreaterOrEqual,
        };
        return table.Make(op, RuleType.Bool, left, right);
    }
}
