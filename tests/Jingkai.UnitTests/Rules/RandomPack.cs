using System.Globalization;
using System.Text;

namespace Jingkai.UnitTests.Rules;

/// <summary>Writes a random pack that is well typed, and random facts for it, from a seed.</summary>
internal sealed class RandomPack(int seed)
{
    private static readonly string[] Texts = ["27", "2710", "35", "39", "a", "b", "高新技术企业", ""];
    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];
    private readonly Random random = new(seed);

    // A definition that used itself would be refused.
    private bool defining;

    public string Kind { get; private set; } = "";

    public string Text()
    {
        defining = true;
        Kind = Pick("eligibility", "eligibility", "rating", "rating", "alert", "score");
        var text = new StringBuilder($"pack: random\nkind: {Kind}\nsubject: thing\ntitle: T\n{Made.Facts}\nversions:\n  - from: 2000-01-01\n    params: {{ p: {Literal("x")}, q: {Literal("money")}, r: 3%, names: [\"a\", \"27\"], some: [1, 2.5, 7] }}\n    define:\n      d: '{Number("x", 2)}'\n      m: '{Number("money", 2)}'\n      c: '{Condition(2)}'\n");
        defining = false;
        switch (Kind)
        {
            case "eligibility":
                text.AppendLine("    conditions:");
                Repeat(1, 5, i => text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ id: c{i}, when: '{Condition(3)}' }}"));
                if (Chance(3)) text.AppendLine(CultureInfo.InvariantCulture, $"    amount: '{Number("money", 2)}'");
                break;
            case "rating":
                text.AppendLine("    verdicts:");
                Repeat(1, 5, i => text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ flag: f{i % 3}, when: '{Condition(3)}' }}"));
                if (Chance(2)) text.AppendLine("    otherwise: rest");
                break;
            case "alert":
                text.AppendLine(CultureInfo.InvariantCulture, $"    when: '{Condition(4)}'");
                break;
            default:
                text.AppendLine("    items:");
                Repeat(1, 3, i => text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ id: i{i}, score: '{Number(Pick("x", "money"), 2)}', weight: 2, missing: {Pick("average", "zero", "unknown")} }}"));
                if (Chance(2)) text.AppendLine(CultureInfo.InvariantCulture, $"    bonus: [{{ id: b, when: '{Condition(1)}', points: 3 }}, {{ id: l, when: '{Condition(1)}', grade: B }}]");
                if (Chance(2)) text.AppendLine(CultureInfo.InvariantCulture, $"    deduct: [{{ id: d, when: '{Condition(1)}', points: 1.5 }}]");
                if (Chance(2)) text.AppendLine(CultureInfo.InvariantCulture, $"    veto: [{{ id: v, when: '{Condition(1)}', grade: C }}]");
                text.AppendLine(Chance(2) ? "    grades: [{ grade: A, top: 25% }, { grade: B, top: 70% }, { grade: C }]" : "    grades: [{ grade: A, at_least: 100 }, { grade: B, at_least: 0 }, { grade: C }]");
                break;
        }

        return text.ToString();
    }

    public string Facts()
    {
        var facts = new List<string>();
        Add(facts, "x", Decimal());
        Add(facts, "y", Decimal());
        Add(facts, "revenue", Chance(20) ? "79228162514264337593543950335" : Whole(0, 6000) + "0000");
        Add(facts, "profit", Decimal());
        Add(facts, "rd", Decimal());
        Add(facts, "plan", Decimal());
        Add(facts, "area", Whole(1, 40));
        Add(facts, "staff", Whole(0, 50));
        Add(facts, "founded", $"20{Whole(10, 29)}-0{Whole(1, 9)}-{Whole(10, 28)}");
        Add(facts, "until", $"20{Whole(10, 29)}-0{Whole(1, 9)}-{Whole(10, 28)}");
        Add(facts, "industry", $"\"{Pick(Texts)}\"");
        Add(facts, "local", Pick("true", "false"));
        Add(facts, "tags", $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => $"\"{Pick(Texts)}\""))}]");
        Add(facts, "codes", $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Decimal()))}]");
        return string.Join(", ", facts);
    }

    /// <summary>Earlier flags, the oldest first.</summary>
    public IReadOnlyList<string> History() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick("f0", "f1"))];

    private void Add(List<string> facts, string code, string value)
    {
        if (!Chance(5)) facts.Add($"{code}: {value}");
    }

    private string Condition(int depth)
    {
        if (depth > 0 && Chance(2))
        {
            return random.Next(5) switch
            {
                0 => $"({Condition(depth - 1)} and {Condition(depth - 1)})",
                1 => $"({Condition(depth - 1)} or {Condition(depth - 1)} or {Condition(depth - 1)})",
                2 => $"not ({Condition(depth - 1)})",
                3 => $"if({Condition(depth - 1)}, {Condition(depth - 1)}, {Condition(depth - 1)})",
                _ => $"({Condition(depth - 1)} and {Condition(depth - 1)} or not local)",
            };
        }

        var kind = Pick("x", "money", "%");
        return random.Next(16) switch
        {
            0 or 1 or 2 => $"{Number(kind, depth)} {Pick(Comparisons)} {Literal(kind)}",
            3 or 4 => $"{Number(kind, depth)} {Pick(Comparisons)} {Number(kind, depth)}",
            5 => $"{Number(kind, depth)} {Pick("", "not ")}between {Literal(kind)} and {Number(kind, 0)}",
            6 => $"industry {Pick("=", "!=")} \"{Pick(Texts)}\"",
            7 => $"industry {Pick("in", "not in")} {Pick("names", "[\"27\", \"b\"]", "tags", "[]")}",
            8 => $"starts_with(industry, {Pick("\"2\"", "names", "[\"2\", \"39\"]")})",
            9 => $"{Pick("has(tags, \"a\")", "any(tags, names)", "all(tags, [\"a\", industry])", "has(codes, x)", "has(tags, industry)")}",
            10 => $"{Pick("x", "rd", "industry", "founded", "tags", "local", "x + y", "x / y")} is {Pick("", "not ")}unknown",
            11 => $"founded {Pick(Comparisons)} {Pick("2020-05-05", "until", "until + 1年")}",
            12 => $"founded in [2020-05-05, 2015-01-11]",
            13 => $"x {Pick("in", "not in")} {Pick("some", "[y, 1]", "codes", "[1, 2, 3]")}",
            14 => Pick("local", defining ? "local" : "c", "local = true", "local != false"),
            _ => $"{Pick("streak", "total")}(\"f0\") {Pick(Comparisons)} {Whole(0, 3)}",
        };
    }

    private string Number(string kind, int depth)
    {
        if (depth > 0 && Chance(2))
        {
            return random.Next(11) switch
            {
                0 => $"({Number(kind, depth - 1)} + {Number(kind, depth - 1)})",
                1 => kind == "%" ? $"({Number(kind, depth - 1)} + 2pp)" : $"({Number(kind, depth - 1)} - {Number(kind, depth - 1)})",
                2 => $"{Number(kind, depth - 1)} * {Literal("x")}",
                3 => $"{Number(kind, depth - 1)} / {Pick("y", "4", "0", "x")}",
                4 => $"{Pick("min", "max")}({Number(kind, depth - 1)}, {Number(kind, depth - 1)})",
                5 => $"if({Condition(depth - 1)}, {Number(kind, depth - 1)}, {Number(kind, depth - 1)})",
                6 => $"coalesce({Number(kind, depth - 1)}, {Literal(kind)})",
                7 => $"steps(x, [1, {Literal(kind)}, 5, {Number(kind, depth - 1)}])",
                8 => $"{Pick("abs", "floor", "ceil", "round", "-")}({Number(kind, depth - 1)})",
                9 => $"round({Number(kind, depth - 1)}, {Whole(0, 4)})",
                _ => kind == "%" ? "percent(profit, revenue)" : kind == "money" ? "revenue * 1%" : Pick("x * y", "count(tags)", "streak(\"f1\")"),
            };
        }

        return kind switch
        {
            "x" => Pick("x", "y", "p", Literal("x"), depth > 0 ? "x" : "y"),
            "money" => Pick("revenue", "profit", "营业收入", "q", Literal("money")),
            _ => Pick("rd", "plan", "r", "研发占比", Literal("%")),
        };
    }

    private string Literal(string kind) => kind switch
    {
        "x" => Pick(Decimal(), "0", "1", "2.5"),
        "money" => Pick("2000万元", "500", "0.3亿元", "12.345元"),
        _ => Pick("3%", "0%", "2.5%", "40"),
    };

    private string Decimal() => random.Next(12) switch
    {
        0 => "1234567890123456789012345678",
        1 => "0.0000000000000000000000001",
        2 or 3 => Whole(0, 99) + "." + Whole(0, 99),
        _ => Whole(-3, 12).TrimStart('-'),
    };

    private string Whole(int from, int to) => random.Next(from, to + 1).ToString(CultureInfo.InvariantCulture);

    private bool Chance(int one) => random.Next(one) == 0;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private void Repeat(int least, int most, Action<int> act)
    {
        for (var i = random.Next(least, most + 1); i > 0; i--) act(i);
    }
}
