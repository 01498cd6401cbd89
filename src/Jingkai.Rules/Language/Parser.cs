namespace Jingkai.Rules.Language;

/// <summary>
/// Reads an expression by recursive descent, one token ahead. After the first error of an expression it reads on without
/// reporting more of the same, so that names and units behind it are still checked.
/// </summary>
internal sealed class Parser
{
    internal const int MostDepth = 64;

    private readonly List<Token> tokens;
    private readonly Func<int, Place> placeOf;
    private readonly ProblemList problems;
    private int index;
    private int depth;
    private bool broken;

    private Parser(string text, Func<int, Place> placeOf, ProblemList problems)
    {
        tokens = Lexer.Read(text, placeOf, problems);
        (this.placeOf, this.problems) = (placeOf, problems);
        broken = tokens.Exists(t => t.Kind == TokenKind.Bad);
    }

    /// <summary>The tree of an expression; parts that could not be read are <see cref="BrokenSyntax"/> and reported.</summary>
    public static Syntax Read(string text, Func<int, Place> placeOf, ProblemList problems)
    {
        var parser = new Parser(text, placeOf, problems);
        if (parser.Kind == TokenKind.End)
        {
            parser.Report("这里缺少表达式", "an expression is missing", "写上条件或算式", "write a condition or a formula");
            return new BrokenSyntax(placeOf(0));
        }

        var tree = parser.Expression();
        if (parser.Kind == TokenKind.End) return tree;
        parser.ReportRest();
        return new PartialSyntax(tree.At, tree);
    }

    private Token Token => tokens[index];

    private TokenKind Kind => tokens[index].Kind;

    private Place Here => placeOf(Token.Offset);

    private Token Take() => Kind == TokenKind.End ? Token : tokens[index++];

    private bool Accept(TokenKind kind)
    {
        if (Kind != kind) return false;
        index++;
        return true;
    }

    private void Report(string zh, string en, string remedyZh, string remedyEn)
    {
        if (!broken) problems.Add(Here, ProblemCodes.Syntax, zh, en, remedyZh, remedyEn);
        broken = true;
    }

    private string Seen(string end) => Kind == TokenKind.End ? end : $"“{Token.Text}”";

    private void ReportRest()
    {
        if (ComparisonOf(Kind) is not null) Report("比较不能连写", "comparisons cannot be chained", "写成 a < b and b < c，或 between … and …", "write a < b and b < c, or between … and …");
        else if (Kind == TokenKind.Close) Report("多了一个右括号", "a closing bracket too many", "去掉它，或补上左括号", "remove it, or add the opening one");
        else Report($"{Seen("")}之前缺少运算符", $"an operator is missing before {Seen("")}", "用 and、or 或比较符号连接", "join with and, or, or a comparison");
    }

    /// <summary>Guards the stack: true when another level may be entered.</summary>
    private bool Enter()
    {
        if (++depth <= MostDepth) return true;
        if (!broken) problems.Add(Here, ProblemCodes.TooDeep, $"嵌套超过{MostDepth}层", $"nested deeper than {MostDepth}", "用 define 把内层拆出来", "take the inner part out with define");
        broken = true;
        index = tokens.Count - 1;
        return false;
    }

    private Syntax Expression() => Join(TokenKind.Or, () => Join(TokenKind.And, Not));

    private Syntax Join(TokenKind joint, Func<Syntax> operand)
    {
        var first = operand();
        if (Kind != joint) return first;
        var operands = new List<Syntax> { first };
        while (Accept(joint)) operands.Add(operand());
        return new JoinSyntax(first.At, joint == TokenKind.And, operands);
    }

    private Syntax Not()
    {
        if (Kind != TokenKind.Not) return Compare();
        var at = Here;
        if (!Enter()) return new BrokenSyntax(at);
        Take();
        var node = new NotSyntax(at, Not());
        depth--;
        return node;
    }

    private Syntax Compare()
    {
        var left = Sum();
        var at = Here;
        if (ComparisonOf(Kind) is { } comparison)
        {
            Take();
            return new CompareSyntax(at, comparison, left, Sum());
        }

        var negated = Kind is TokenKind.NotIn or TokenKind.NotBetween;
        if (Kind == TokenKind.Not && tokens[index + 1].Kind is TokenKind.In or TokenKind.Between)
        {
            Take();
            negated = true;
        }

        switch (Kind)
        {
            case TokenKind.In or TokenKind.NotIn:
                Take();
                return new InSyntax(at, negated, left, ListOrName());
            case TokenKind.Between or TokenKind.NotBetween:
                Take();
                var low = Sum();
                if (!Accept(TokenKind.And) && !Accept(TokenKind.BetweenAnd)) Report("between 缺少 and", "between lacks its and", "写成 x between 1 and 10", "write x between 1 and 10");
                return new BetweenSyntax(at, negated, left, low, Sum());
            case TokenKind.Is:
                Take();
                var known = Accept(TokenKind.Not);
                if (!Accept(TokenKind.Unknown)) Report("is 之后只能是 unknown 或 not unknown", "is takes unknown or not unknown", "比较值用 =", "use = to compare values");
                return new IsUnknownSyntax(at, known, left);
            case TokenKind.IsUnknown or TokenKind.IsKnown:
                return new IsUnknownSyntax(at, Take().Kind == TokenKind.IsKnown, left);
            default:
                return left;
        }
    }

    private Syntax ListOrName()
    {
        if (Kind is TokenKind.ListOpen or TokenKind.Name) return Primary();
        Report($"in 之后应当是列表，而不是{Seen("结尾")}", $"expected a list after in, found {Seen("the end")}", "写成 x in [\"甲\", \"乙\"]", "write x in [\"a\", \"b\"]");
        return new PartialSyntax(Here, Sum());
    }

    private Syntax Sum() => Chain(Product, TokenKind.Plus, Operator.Add, TokenKind.Minus, Operator.Subtract);

    private Syntax Product() => Chain(Unary, TokenKind.Times, Operator.Multiply, TokenKind.Divide, Operator.Divide);

    private Syntax Chain(Func<Syntax> operand, TokenKind one, Operator first, TokenKind other, Operator second)
    {
        var start = operand();
        if (Kind != one && Kind != other) return start;
        var rest = new List<(Operator, Place, Syntax)>();
        while (Kind == one || Kind == other)
        {
            var at = Here;
            var chosen = Take().Kind == one ? first : second;
            rest.Add((chosen, at, operand()));
        }

        return new ChainSyntax(start.At, start, rest);
    }

    private Syntax Unary()
    {
        if (Kind != TokenKind.Minus) return Primary();
        var at = Here;
        if (!Enter()) return new BrokenSyntax(at);
        Take();
        var node = new NegateSyntax(at, Unary());
        depth--;
        return node;
    }

    private Syntax Primary()
    {
        var at = Here;
        switch (Kind)
        {
            case TokenKind.Number:
                var number = Take();
                return new NumberSyntax(at, number.Number, number.Unit);
            case TokenKind.Text:
                return new TextSyntax(at, Take().Text);
            case TokenKind.Date:
                return new DateSyntax(at, Take().Date);
            case TokenKind.True or TokenKind.False:
                return new BoolSyntax(at, Take().Kind == TokenKind.True);
            case TokenKind.Name:
                var name = Take().Text;
                return Kind == TokenKind.Open ? new CallSyntax(at, name, Items(TokenKind.Close, ")")) : new NameSyntax(at, name);
            case TokenKind.ListOpen:
                return new ListSyntax(at, Items(TokenKind.ListClose, "]"));
            case TokenKind.Open:
                if (!Enter()) return new BrokenSyntax(at);
                Take();
                var inner = Expression();
                depth--;
                if (!Accept(TokenKind.Close)) Report($"这里应当是右括号，而不是{Seen("结尾")}", $"expected ), found {Seen("the end")}", "补上右括号", "add the closing bracket");
                return inner;
            default:
                Report($"这里应当是值、名称或括号，而不是{Seen("结尾")}", $"expected a value, a name or a bracket, found {Seen("the end")}", "补上缺少的部分", "add what is missing");
                if (Kind is TokenKind.Bad or TokenKind.Unknown) Take();
                return new BrokenSyntax(at);
        }
    }

    /// <summary>The items between an opening bracket, which is the present token, and its closing one.</summary>
    private List<Syntax> Items(TokenKind close, string sign)
    {
        var items = new List<Syntax>();
        if (!Enter()) return items;
        Take();
        if (!Accept(close))
        {
            do items.Add(Expression());
            while (Accept(TokenKind.Comma));
            if (!Accept(close)) Report($"这里应当是逗号或 {sign}，而不是{Seen("结尾")}", $"expected a comma or {sign}, found {Seen("the end")}", $"各项之间用逗号，末尾写 {sign}", $"separate with commas and close with {sign}");
        }

        depth--;
        return items;
    }

    private static Operator? ComparisonOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => Operator.Equal,
        TokenKind.NotEqual => Operator.NotEqual,
        TokenKind.Less => Operator.Less,
        TokenKind.LessOrEqual => Operator.LessOrEqual,
        TokenKind.Greater => Operator.Greater,
        TokenKind.GreaterOrEqual => Operator.GreaterOrEqual,
        _ => null,
    };
}
