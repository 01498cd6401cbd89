using Jingkai.Rules.Language;
using Jingkai.Rules.Yaml;

namespace Jingkai.Rules.Packs;

/// <summary>Reads the facts that a pack declares and adds those of its subject.</summary>
internal static class FactsReader
{
    private static readonly Dictionary<string, ValueType> Types = new(StringComparer.Ordinal)
    {
        ["number"] = ValueType.Number,
        ["text"] = ValueType.Text,
        ["date"] = ValueType.Date,
        ["bool"] = ValueType.Bool,
        ["boolean"] = ValueType.Bool,
        ["list"] = ValueType.List,
    };

    public static IReadOnlyList<FactDeclaration> Read(YamlForm form, YamlMap root, FactCatalogue catalogue)
    {
        var declared = new List<FactDeclaration>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in form.Map(root["facts"], "facts")?.Entries ?? [])
        {
            if (form.IsName(key, "事实") && Declaration(form, key, value) is { } fact) Add(form, declared, names, fact, key.At);
        }

        // What the pack declares wins over the catalogue, for code and Chinese name alike.
        foreach (var fact in catalogue.Facts)
        {
            if (names.Contains(fact.Code)) continue;
            names.Add(fact.Code);
            declared.Add(fact.Zh is { } zh && !names.Add(zh) ? fact with { Zh = null } : fact);
        }

        return [.. declared.Select((f, i) => f with { Index = i })];
    }

    private static void Add(YamlForm form, List<FactDeclaration> declared, HashSet<string> names, FactDeclaration fact, Place at)
    {
        var isNew = names.Add(fact.Code) & (fact.Zh is null || fact.Zh == fact.Code || names.Add(fact.Zh));
        if (!isNew) form.Problems.Add(at, ProblemCodes.DuplicateKey, $"“{fact.Code}”或“{fact.Zh}”已经是另一事实的名称", $"`{fact.Code}` or {fact.Zh} already names another fact", "换一个名称", "choose another name");
        declared.Add(fact);
    }

    private static FactDeclaration? Declaration(YamlForm form, YamlScalar key, YamlNode value)
    {
        var map = value as YamlMap;
        if (map is null && value is not YamlScalar { IsNull: false })
        {
            form.Syntax(value.At, $"事实“{key.Value}”缺少类型", $"fact `{key.Value}` has no type", "写成 { type: number, unit: 元 }", "write { type: number, unit: 元 }");
            return null;
        }

        var type = map is null ? (YamlScalar)value : form.Required(map, "type");
        if (type is null) return null;
        if (Kind(form, type) is not { } kind) return null;
        if (map is null) return new(key.Value, kind);
        form.Only(map, "type", "of", "unit", "zh", "en", "asOf", "values");
        var unit = form.Scalar(map, "unit") is { } written ? Unit(form, written) : null;
        var of = form.Scalar(map, "of") is { } item ? Kind(form, item) ?? ValueType.Text : ValueType.Text;
        if (unit is not null && kind != ValueType.Number && !(kind == ValueType.List && of == ValueType.Number))
        {
            form.Problems.Add(map.PlaceOf("unit"), ProblemCodes.TypeMismatch, "只有数字才有计量单位", "only numbers have a unit", "去掉 unit，或改为 type: number", "remove unit, or write type: number");
            unit = null;
        }

        if (of == ValueType.List) form.Problems.Add(map.PlaceOf("of"), ProblemCodes.TypeMismatch, "列表不能再含列表", "a list cannot hold lists", "写成 of: text", "write of: text");
        return new(key.Value, kind, unit, of, form.Word(map, "zh"), form.Word(map, "en"));
    }

    private static ValueType? Kind(YamlForm form, YamlScalar scalar)
    {
        if (Types.TryGetValue(scalar.Value.Trim(), out var kind)) return kind;
        form.Syntax(scalar.At, $"没有“{scalar.Value}”这种类型", $"no type `{scalar.Value}`", "用 number、text、date、bool 或 list", "use number, text, date, bool or list");
        return null;
    }

    private static Kernel.Unit? Unit(YamlForm form, YamlScalar scalar)
    {
        if (RuleUnits.Find(scalar.Value.Trim()) is { } unit) return unit;
        form.Problems.Add(scalar.At, ProblemCodes.BadUnit, $"“{scalar.Value}”不是计量单位", $"`{scalar.Value}` is not a unit", "用 元、万元、平方米、亩、%、pp、人 等，或去掉 unit", "use 元, 万元, 平方米, 亩, %, pp, 人 …, or leave unit out");
        return null;
    }
}
