using FsCheck;
using FsCheck.Fluent;
using Jingkai.Economy.Formulas;

namespace Jingkai.UnitTests.Economy;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("1+2*3", 7)]
    [InlineData("(1+2)*3", 9)]
    [InlineData("7-2-1", 4)]
    [InlineData("12/2/3", 2)]
    [InlineData("2**3**2", 512)]
    [InlineData("-2**2", -4)]
    [InlineData("(-2)**2", 4)]
    [InlineData("2**-2", 0.25)]
    [InlineData("--3", 3)]
    [InlineData("0.1+0.2", 0.3)]
    [InlineData("1/3*3", 1)]
    [InlineData("（1＋2）×3÷9", 1)]
    [InlineData("4**0.5", 2)]
    [InlineData("2.25**0.5", 1.5)]
    [InlineData("8**(1/3)", 2)]
    public void Arithmetic_is_exact_and_binds_as_on_paper(string expression, decimal expected)
    {
        var (value, exact) = Value(expression);
        value.ShouldBe(expected);
        exact.ShouldBeTrue();
    }

    [Fact]
    public void Root_without_end_is_cut_and_says_so()
    {
        var (value, exact) = Value("2**0.5");
        Math.Abs(value - 1.4142135623730950488016887242m).ShouldBeLessThan(0.000000000000000000000001m);
        exact.ShouldBeFalse();
    }

    [Theory]
    [InlineData("IND_GOV@2020-01/2020-07", "IND_GOV", null, "2020-01/2020-07", "value")]
    [InlineData("IND_GOV[group:装备制造]@2020-07.growth", "IND_GOV", "group:装备制造", "2020-07", "growth")]
    [InlineData("规上工业总产值@2020-H1.prior", "规上工业总产值", null, "2020-H1", "prior")]
    [InlineData("\"完成率(公布)\"@2020-Q1", "完成率(公布)", null, "2020-Q1", "value")]
    [InlineData("VISIT_N@../2020-09", "VISIT_N", null, "../2020-09", "value")]
    [InlineData("INNO_SPACE_NEW@2020-01-01/2020-09-09.completion", "INNO_SPACE_NEW", null, "2020-01-01/2020-09-09", "completion")]
    [InlineData("INDUSTRY_SCALE[ group:新能源(含基础能源) ]@2023.target", "INDUSTRY_SCALE", "group:新能源(含基础能源)", "2023", "target")]
    public void Reference_names_indicator_subject_period_and_field(string expression, string indicator, string? subject, string period, string field)
    {
        var formula = FormulaParser.Parse(expression);
        formula.IsOk.ShouldBeTrue(formula.IsOk ? "" : formula.Error.ToString());
        var reference = formula.Value.References.Single();
        (reference.Indicator, reference.Subject, reference.Period, reference.Field, reference.Text, reference.At).ShouldBe((indicator, subject, period, field, expression, 1));
    }

    [Theory]
    [InlineData("A@2020-07 / 2020", "2020-07")]
    [InlineData("A@2020-01/2020-07/2", "2020-01/2020-07")]
    [InlineData("A@2020/12", "2020")]
    [InlineData("A@2020-1000", "2020")]
    [InlineData("A@2020-07-31", "2020-07")]
    public void Slash_and_dash_belong_to_the_period_only_where_the_whole_reads_as_one(string expression, string period)
    {
        var formula = FormulaParser.Parse(expression);
        formula.Value.References.Single().Period.ShouldBe(period);
        formula.Value.Root.ShouldBeOfType<OperationNode>();
    }

    [Theory]
    [InlineData("", "missing-parameter", "expression")]
    [InlineData("1+", "expression-syntax", "expression:3")]
    [InlineData("(1+2", "expression-syntax", "expression:1")]
    [InlineData("1 2", "expression-syntax", "expression:3")]
    [InlineData("1.2.3", "expression-syntax", "expression:1")]
    [InlineData("1+)", "expression-syntax", "expression:3")]
    [InlineData("IND_GOV", "expression-syntax", "expression:8")]
    [InlineData("IND_GOV@", "expression-syntax", "expression:9")]
    [InlineData("IND_GOV@2020-13", "bad-period", "expression:9")]
    [InlineData("IND_GOV@2020-03/2020-07", "bad-period", "expression:9")]
    [InlineData("IND_GOV[zone@2020", "expression-syntax", "expression:8")]
    [InlineData("\"IND_GOV@2020", "expression-syntax", "expression:1")]
    [InlineData("1+IND_GOV@2020.profit", "unknown-field", "expression:16")]
    [InlineData("1;DROP", "expression-syntax", "expression:2")]
    [InlineData("len(1)", "expression-syntax", "expression:4")]
    public void What_cannot_be_read_is_refused_at_its_place(string expression, string code, string field)
    {
        var refused = FormulaParser.Parse(expression);
        refused.IsOk.ShouldBeFalse();
        (refused.Error!.Code, refused.Error.Field).ShouldBe((code, field));
    }

    [Fact]
    public void Absurd_expressions_are_refused_early()
    {
        Code(new string('(', 65) + "1" + new string(')', 65)).ShouldBe("expression-too-deep");
        Code(new string('-', 65) + "1").ShouldBe("expression-too-deep");
        Code(string.Join("**", Enumerable.Repeat("1", 70))).ShouldBe("expression-too-deep");
        Code(new string('1', 4001)).ShouldBe("expression-too-long");
        Code(string.Join('+', Enumerable.Repeat("A@2020", 61))).ShouldBe("too-many-figures");
        Code(string.Join('+', Enumerable.Repeat("1", 2000))).ShouldBe("");
    }

    [Theory]
    [InlineData("1/0", "division-by-zero", "expression:2")]
    [InlineData("1/(2-2)", "division-by-zero", "expression:2")]
    [InlineData("0**-1", "division-by-zero", "expression:2")]
    [InlineData("9**101", "bad-power", "expression:2")]
    [InlineData("9**9**9", "bad-power", "expression:2")]
    [InlineData("2**0.123", "bad-power", "expression:2")]
    [InlineData("(0-4)**0.5", "bad-power", "expression:6")]
    [InlineData("(9**99)**99", "number-too-large", "expression:8")]
    public void What_has_no_value_is_refused_at_its_operator(string expression, string code, string field)
    {
        var refused = FormulaEvaluator.Evaluate(FormulaParser.Parse(expression).Value.Root, new Dictionary<ReferenceNode, Term>());
        refused.IsOk.ShouldBeFalse();
        (refused.Error!.Code, refused.Error.Field).ShouldBe((code, field));
    }

    [Theory]
    [InlineData("A@2020+A@2021", "亿元")]
    [InlineData("A@2020*100/A@2021", null)]
    [InlineData("A@2020/B@2020", "亿元/家")]
    [InlineData("A@2020.growth-A@2021.growth", "%")]
    [InlineData("A@2020/(1+A@2020.growth/100)", "亿元")]
    [InlineData("1/(A@2020/B@2020)", "1/(亿元/家)")]
    [InlineData("(A@2020/A@2021)**0.5", null)]
    public void Units_go_along(string expression, string? unit) => Evaluate(expression).Value.Unit.ShouldBe(unit);

    [Fact]
    public void Numbers_of_different_units_are_not_added()
    {
        var refused = Evaluate("A@2020 + B@2020");
        (refused.Error!.Code, refused.Error.Field).ShouldBe(("units-differ", "expression:8"));
        Evaluate("A@2020 - B@2020*2").Error!.Code.ShouldBe("units-differ");
    }

    [Theory]
    [InlineData("R@2020/(1+R@2020.growth/100)", true)]
    [InlineData("100*(R@2020/(1+R@2020.growth/100))-3", true)]
    [InlineData("R@2020*(1+R@2020.growth/100)**-1", true)]
    [InlineData("(R@2020-R@2020/(1+R@2020.growth/100))/7", true)]
    [InlineData("-R@2020*100/(100+R@2020.growth)", true)]
    [InlineData("R@2020/A@2020*100", false)]
    [InlineData("A@2020/(1+A@2020.growth/100)", false)]
    [InlineData("R@2020.growth/A@2020.growth", false)]
    [InlineData("R@2020 + R@2020.growth/100*A@2020", false)]
    public void Level_over_real_growth_is_known_as_a_prior_in_disguise(string expression, bool disguised)
    {
        var found = FormulaEvaluator.PriorInDisguise(FormulaParser.Parse(expression).Value.Root, r => r.Indicator == "R" ? "R" : null);
        (found is not null).ShouldBe(disguised);
    }

    [Fact]
    public void Sums_products_and_quotients_agree_with_whole_numbers() => Prop.ForAll<int, int, PositiveInt>((a, b, c) =>
    {
        var (left, right) = (Rational.Of(a) / Rational.Of(c.Get), Rational.Of(b) / Rational.Of(c.Get));
        return (left + right) * Rational.Of(c.Get) == Rational.Of((decimal)a + b)
            && (left - right) * Rational.Of(c.Get) == Rational.Of((decimal)a - b)
            && (b == 0 || left / right == Rational.Of(a) / Rational.Of(b))
            && left * right == new Rational((System.Numerics.BigInteger)a * b, (System.Numerics.BigInteger)c.Get * c.Get);
    }).Holds();

    [Fact]
    public void Roots_lie_between_their_neighbours() => Prop.ForAll<PositiveInt, PositiveInt>((value, degree) =>
    {
        var n = (degree.Get % 12) + 1;
        var number = Rational.Of(value.Get) / Rational.Of(7);
        var root = number.Root(n, out var exact);
        var next = root + Rational.Of(0.0000000000000000000000000001m);
        return (number - root.Power(n)).Sign >= 0 && (next.Power(n) - number).Sign > 0 && exact == (root.Power(n) == number);
    }).Holds();

    private static (decimal Value, bool Exact) Value(string expression)
    {
        var result = Evaluate(expression);
        return (result.Value.Value.ToDecimal(out var exact)!.Value, exact && result.Value.Exact);
    }

    private static Jingkai.Kernel.Result<Term> Evaluate(string expression)
    {
        var formula = FormulaParser.Parse(expression).Value;
        return FormulaEvaluator.Evaluate(formula.Root, formula.References.ToDictionary(r => r,
            r => new Term(Rational.Of(10), FormulaFields.IsLevel(r.Field) ? r.Indicator == "B" ? "家" : "亿元" : "%")));
    }

    private static string Code(string expression) => FormulaParser.Parse(expression) is { IsOk: false, Error.Code: var code } ? code : "";
}
