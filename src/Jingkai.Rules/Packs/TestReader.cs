using Jingkai.Rules.Yaml;

namespace Jingkai.Rules.Packs;

/// <summary>Reads the tests of a pack.</summary>
internal sealed class TestReader(YamlForm form, RulePack pack)
{
    private static readonly string[] Expectable = ["verdict", "amount", "score", "grade", "unknown", "reason", "because", "conditions", "items", "consequences"];

    public IReadOnlyList<PackTest> ReadAll(YamlMap root)
    {
        var tests = new List<PackTest>();
        foreach (var node in form.List(root, "tests"))
        {
            if (form.Item(node, "tests") is not { } map) continue;
            form.Only(map, "name", "on", "given", "history", "group", "expect");
            var expected = Expected(map);
            if (map["expect"] is null or YamlScalar { IsNull: true }) form.Missing(map, "expect");
            tests.Add(new()
            {
                Name = form.Word(map, "name") ?? $"#{tests.Count + 1}",
                On = form.Date(map, "on"),
                Given = Facts(map["given"], "given"),
                History = [.. form.List(map, "history").Select(Round)],
                Group = map["group"] is null ? null : [.. form.List(map, "group").Select(g => Facts(g, "group"))],
                At = map.PlaceOf("expect"),
                Expected = expected,
            });
        }

        return tests;
    }

    private Round Round(YamlNode node)
    {
        if (node is not YamlMap map) return new(node is YamlScalar { IsNull: false } flag ? flag.Value : null);
        form.Only(map, "flag", "facts", "given");
        return new(form.Word(map, "flag"), Facts(map["facts"] ?? map["given"], "facts"));
    }

    private FactSet Facts(YamlNode? node, string what)
    {
        var facts = new FactSet(pack);
        foreach (var (key, value) in form.Map(node, what)?.Entries ?? [])
        {
            if (pack.Fact(key.Value) is not { } fact)
            {
                var near = pack.Facts.Select(f => f.Code).Where(c => Compiling.Distance.Between(c, key.Value) <= 2).FirstOrDefault();
                form.Problems.Add(key.At, ProblemCodes.UnknownFact, $"没有名为“{key.Value}”的事实", $"unknown fact `{key.Value}`", near is null ? "在 facts 中声明它" : $"是不是 {near}？", near is null ? "declare it under facts" : $"did you mean `{near}`?");
                continue;
            }

            if (Value(fact, value) is { } cell) facts.Set(fact, cell);
        }

        return facts;
    }

    private Evaluating.Cell? Value(FactDeclaration fact, YamlNode node)
    {
        if (node is YamlScalar { IsNull: true }) return null;
        if (fact.Type == ValueType.List && node is YamlList list)
        {
            var items = list.Items.Select(i => i is YamlScalar s ? ValueReader.Read(fact.Of, fact.Unit, s.Value) : null).ToList();
            if (items.All(i => i is not null)) return Evaluating.Cell.Of([.. items.Select(i => i!.Value)]);
        }
        else if (fact.Type != ValueType.List && node is YamlScalar scalar && ValueReader.Read(fact.Type, fact.Unit, scalar.Value) is { } cell)
        {
            return cell;
        }

        var wanted = fact.RuleType.Name;
        form.Problems.Add(node.At, ProblemCodes.TypeMismatch, $"“{fact.Code}”应当是{wanted.Zh}", $"`{fact.Code}` is {wanted.En}", "按声明的类型书写", "write it as declared");
        return null;
    }

    private List<Expectation> Expected(YamlMap test)
    {
        var expected = new List<Expectation>();
        if (form.Map(test["expect"], "expect") is not { } map) return expected;
        form.Only(map, Expectable);
        foreach (var (key, value) in map.Entries)
        {
            switch (value)
            {
                case YamlMap parts when key.Value is "conditions" or "items":
                    expected.AddRange(parts.Entries.Where(e => e.Value is YamlScalar).Select(e => new Expectation(key.Value, e.Key.Value, [Word(e.Value)], e.Key.At)));
                    break;
                case YamlList list when key.Value == "unknown":
                    expected.Add(new(key.Value, null, [.. list.Items.Select(Word).Select(w => pack.Fact(w)?.Code ?? w)], key.At));
                    break;
                case YamlList list when key.Value == "consequences":
                    expected.Add(new(key.Value, null, [.. list.Items.Select(Word)], key.At));
                    break;
                case YamlScalar:
                    expected.Add(new(key.Value, null, [Word(value)], key.At));
                    break;
                default:
                    form.Syntax(value.At, $"{key.Value} 的写法不对", $"{key.Value} is written otherwise", "例如 expect: { verdict: yes }", "such as expect: { verdict: yes }");
                    break;
            }
        }

        return expected;
    }

    private static string Word(YamlNode node) => node is YamlScalar scalar ? scalar.Value.Trim() switch { "true" => "yes", "false" => "no", var word => word } : "";
}
