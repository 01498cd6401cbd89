using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;
using Jingkai.Rules.Yaml;

namespace Jingkai.Rules.Packs;

/// <summary>Conditions, verdicts, items, adjustments and grades.</summary>
internal sealed partial class VersionReader
{
    private List<Clause> Clauses(YamlMap map, string key)
    {
        var clauses = new List<Clause>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in form.List(map, key))
        {
            if (form.Item(node, key) is not { } one) continue;
            if (kind == PackKind.Rating) form.Only(one, "flag", "when", "because", "id", "text");
            else form.Only(one, "id", "text", "when", "because");
            var flag = kind == PackKind.Rating ? form.Required(one, "flag")?.Value.Trim() : null;
            var id = kind == PackKind.Rating ? Id(one, ids, flag ?? "", unique: form.Scalar(one, "id") is not null) : Id(one, ids, $"{clauses.Count + 1}");
            if (Clause(one, id, flag) is { } clause) clauses.Add(clause);
        }

        return clauses;
    }

    private IEnumerable<Clause> One(YamlMap map) => Clause(map, form.Word(map, "id") ?? "when", null) is { } clause ? [clause] : [];

    private Clause? Clause(YamlMap map, string id, string? flag)
    {
        var text = Template(map["text"]);
        var because = Template(map["because"]);
        if (form.Required(map, "when") is not { } when) return null;
        var syntax = form.Expression(when);
        return new() { Id = id, Flag = flag, Written = when.Value.Trim(), At = when.PlaceOf(0), Text = text, Because = because, Syntax = syntax, When = compiler.Condition(syntax) };
    }

    private string Id(YamlMap map, HashSet<string> ids, string standard, bool unique = true)
    {
        var id = form.Word(map, "id") ?? standard;
        if (unique && !ids.Add(id)) form.Problems.Add(map.PlaceOf("id"), ProblemCodes.DuplicateKey, $"id“{id}”用了两次", $"the id `{id}` is used twice", "每个 id 只用一次", "use every id once");
        return id;
    }

    private Template? Template(YamlNode? node)
    {
        if (node is YamlScalar { IsNull: false } both)
        {
            var parts = Parts(both);
            return new(parts, parts);
        }

        if (form.Map(node, "text") is not { } map) return null;
        var (zh, en) = (form.Scalar(map, "zh"), form.Scalar(map, "en"));
        if ((zh ?? en) is null) return null;
        var (first, second) = (zh is null ? null : Parts(zh), en is null ? null : Parts(en));
        return new(first ?? second!, second ?? first!);
    }

    private List<TemplatePart> Parts(YamlScalar scalar)
    {
        var (parts, text, at) = (new List<TemplatePart>(), scalar.Value, 0);
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0) break;
            var close = text.IndexOf('}', open);
            if (open > at) parts.Add(new(text[at..open]));
            if (close < 0)
            {
                form.Syntax(scalar.PlaceOf(open), "花括号没有结束", "the brace does not end", "在表达式之后加上 }", "add } after the expression");
                return parts;
            }

            var syntax = Parser.Read(text[(open + 1)..close], offset => scalar.PlaceOf(open + 1 + offset), form.Problems);
            parts.Add(new("", compiler.Lower(syntax)));
            at = close + 1;
        }

        if (at < text.Length) parts.Add(new(text[at..]));
        return parts;
    }

    private List<ScoreItem> Items(YamlMap map)
    {
        var items = new List<ScoreItem>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in form.List(map, "items"))
        {
            if (form.Item(node, "items") is not { } one) continue;
            form.Only(one, "id", "score", "weight", "cap", "floor", "missing", "text");
            var id = Id(one, ids, $"{items.Count + 1}");
            var missing = Missing(one);
            var text = Template(one["text"]);
            if (form.Required(one, "score") is not { } score) continue;
            var syntax = form.Expression(score);
            var points = compiler.Number(syntax);
            var bounds = (Weight: Optional(one, "weight"), Cap: Optional(one, "cap"), Floor: Optional(one, "floor"));
            if (bounds.Weight is { } weight) points = Plain(Op.Multiply, points, compiler.Number(weight));
            if (bounds.Cap is { } cap) points = Plain(Op.Min, points, compiler.Number(cap));
            if (bounds.Floor is { } floor) points = Plain(Op.Max, points, compiler.Number(floor));
            if (missing == MissingScore.Zero) points = Plain(Op.Coalesce, points, table.Constant(Cell.Of(0m), Points));
            items.Add(new() { Id = id, Missing = missing, Written = score.Value.Trim(), Text = text, Syntax = syntax, Bounds = bounds, Points = points });
        }

        return items;
    }

    private static RuleType Points { get; } = RuleType.Number(Measure.Number);

    private Node Plain(Op op, params Node[] arguments) => table.Make(op, Points, arguments);

    private Syntax? Optional(YamlMap map, string key) => form.Scalar(map, key) is { } scalar ? form.Expression(scalar) : null;

    private MissingScore Missing(YamlMap map)
    {
        if (form.Scalar(map, "missing") is not { } scalar) return MissingScore.Unknown;
        switch (scalar.Value.Trim())
        {
            case "average": return MissingScore.Average;
            case "zero": return MissingScore.Zero;
            case "unknown": return MissingScore.Unknown;
        }

        form.Syntax(scalar.At, "missing 只能是 average、zero 或 unknown", "missing is average, zero or unknown", "三者选一", "choose one of them");
        return MissingScore.Unknown;
    }

    private List<Adjustment> Adjustments(YamlMap map, List<Grade> grades)
    {
        var read = new List<Adjustment>();
        foreach (var (key, adjusts) in new[] { ("bonus", AdjustmentKind.Bonus), ("deduct", AdjustmentKind.Deduction), ("veto", AdjustmentKind.Veto) })
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var node in form.List(map, key))
            {
                if (form.Item(node, key) is not { } one) continue;
                form.Only(one, adjusts switch
                {
                    AdjustmentKind.Bonus => ["id", "when", "score", "points", "grade", "text", "because"],
                    AdjustmentKind.Deduction => ["id", "when", "score", "points", "text", "because"],
                    _ => ["id", "when", "grade", "text", "because"],
                });
                var id = Id(one, ids, $"{key}-{ids.Count + 1}");
                var written = adjusts == AdjustmentKind.Veto ? null : Optional(one, "score") ?? Optional(one, "points");
                var points = written is null ? null : compiler.Number(written);
                var grade = form.Scalar(one, "grade");
                if (grade is not null && grades.All(g => g.Name != grade.Value.Trim())) form.Syntax(grade.At, $"grades 中没有“{grade.Value}”", $"no grade `{grade.Value}`", "用 grades 中的等级", "use a grade of the list");
                if (adjusts != AdjustmentKind.Veto && points is null && grade is null) form.Missing(one, "score");
                if (Clause(one, id, null) is not { } clause) continue;
                if (points is not null) points = table.Make(Op.If, Points, clause.When, points, table.Constant(Cell.Of(0m), Points));
                read.Add(new() { Kind = adjusts, Grade = grade?.Value.Trim() ?? (adjusts == AdjustmentKind.Veto && grades.Count > 0 ? grades[^1].Name : null), Clause = clause, Points = points, PointsSyntax = written });
            }
        }

        return read;
    }

    private List<Grade> Grades(YamlMap map)
    {
        var grades = new List<Grade>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in form.List(map, "grades"))
        {
            if (form.Item(node, "grades") is not { } one) continue;
            form.Only(one, "grade", "at_least", "top");
            if (form.Required(one, "grade") is not { } name) continue;
            if (!names.Add(name.Value.Trim())) form.Problems.Add(name.At, ProblemCodes.DuplicateKey, $"等级“{name.Value}”写了两次", $"the grade `{name.Value}` is given twice", "只留一个", "keep one");
            var (least, top) = (Constant(one, "at_least"), Constant(one, "top"));
            if (least is not null && top is not null) form.Syntax(one.PlaceOf("top"), "at_least 与 top 只能用一个", "at_least and top exclude each other", "去掉一个", "remove one");
            var before = grades.LastOrDefault();
            if (before is { AtLeast: null, Top: null } || least >= before?.AtLeast || top <= before?.Top)
                form.Problems.Add(name.At, ProblemCodes.UnreachableVerdict, $"等级“{name.Value}”轮不到", $"the grade `{name.Value}` cannot be reached", "门槛由高到低，累计比例由小到大，其余放在最后", "thresholds fall, cumulative shares rise, the rest comes last");
            if (top is <= 0 or > 100) form.Syntax(one.PlaceOf("top"), "top 应在 0 到 100% 之间", "top lies between 0 and 100%", "写累计比例，例如 25%", "write the cumulative share, such as 25%");
            grades.Add(new(name.Value.Trim(), least, top));
        }

        return grades;
    }

    private decimal? Constant(YamlMap map, string key)
    {
        if (form.Scalar(map, key) is not { } scalar) return null;
        var node = new Compiler(table, scope, form.Problems).Number(form.Expression(scalar));
        if (node is { IsConstant: true, Value.IsUnknown: false }) return node.Value.Number;
        if (!node.IsBroken) form.Syntax(scalar.At, $"{key} 应当是固定的数", $"{key} is a constant", "写一个数或参数", "write a number or a parameter");
        return null;
    }
}
