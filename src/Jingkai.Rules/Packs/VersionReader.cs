using Jingkai.Rules.Compiling;
using Jingkai.Rules.Language;
using Jingkai.Rules.Yaml;

namespace Jingkai.Rules.Packs;

/// <summary>Reads the versions of a pack.</summary>
internal sealed partial class VersionReader(YamlForm form, PackKind kind, IReadOnlyList<FactDeclaration> facts)
{
    private Scope scope = new([]);
    private NodeTable table = new();
    private Compiler compiler = null!;
    private Dictionary<string, Syntax> defined = [];

    public IReadOnlyList<PackVersion> ReadAll(YamlMap root, bool knowsKind)
    {
        var read = new List<(PackVersion Version, Place At)>();
        if (YamlForm.IsEmpty(root, "versions")) form.Missing(root, "versions");
        foreach (var node in form.List(root, "versions"))
        {
            if (form.Item(node, "versions") is { } map && Read(map, knowsKind) is { } version) read.Add((version, map.PlaceOf("from")));
        }

        var ordered = read.OrderBy(v => v.Version.From).ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            var (before, after) = (ordered[i - 1].Version, ordered[i].Version);
            if (before.From != after.From && !(before.To >= after.From)) continue;
            form.Problems.Add(ordered[i].At, ProblemCodes.OverlappingVersions, $"与{before.From:yyyy-MM-dd}起的版本重叠", $"overlaps the version from {before.From:yyyy-MM-dd}", "改 from，或把前一版本的 to 提前", "change from, or end the earlier version before it");
        }

        return [.. ordered.Select(v => v.Version)];
    }

    private PackVersion? Read(YamlMap map, bool knowsKind)
    {
        string[] body = !knowsKind ? [] : kind switch
        {
            PackKind.Eligibility => ["conditions", "amount"],
            PackKind.Rating => ["verdicts", "otherwise", "consequences"],
            PackKind.Score => ["items", "bonus", "deduct", "veto", "grades"],
            _ => ["when", "because", "text", "id"],
        };
        if (knowsKind) form.Only(map, ["from", "to", "params", "define", .. body]);
        (scope, table) = (new(facts), new());
        compiler = new(table, scope, form.Problems);
        var (from, to) = (form.Date(map, "from"), form.Date(map, "to"));
        if (from is null && YamlForm.IsEmpty(map, "from")) form.Missing(map, "from");
        if (to < from) form.Syntax(map.PlaceOf("to"), "to 早于 from", "to is before from", "检查两个日期", "check both dates");
        var parameters = Parameters(map);
        var definitions = Definitions(map);
        var version = knowsKind ? Body(map, from ?? DateOnly.MinValue, to, parameters, definitions) : null;
        Unused(parameters, "参数", "parameter");
        Unused(definitions, "定义", "definition");
        return from is null ? null : version;
    }

    private PackVersion Body(YamlMap map, DateOnly from, DateOnly? to, List<(YamlScalar Key, string Written)> parameters, List<(YamlScalar Key, string Written)> definitions)
    {
        var (clauses, otherwise) = kind switch
        {
            PackKind.Eligibility => (Clauses(map, "conditions"), null),
            PackKind.Rating => (Clauses(map, "verdicts"), form.Scalar(map, "otherwise")),
            PackKind.Alert => ([.. One(map)], null),
            _ => (new List<Clause>(), (YamlScalar?)null),
        };
        if (kind is PackKind.Eligibility or PackKind.Rating && YamlForm.IsEmpty(map, kind == PackKind.Rating ? "verdicts" : "conditions")) form.Missing(map, kind == PackKind.Rating ? "verdicts" : "conditions");
        var written = kind == PackKind.Eligibility && form.Scalar(map, "amount") is { } given ? form.Expression(given) : null;
        var amount = written is null ? null : Amount(written);
        var items = kind == PackKind.Score ? Items(map) : [];
        var grades = kind == PackKind.Score ? Grades(map) : [];
        var adjustments = kind == PackKind.Score ? Adjustments(map, grades) : [];
        if (kind == PackKind.Score && YamlForm.IsEmpty(map, "items")) form.Missing(map, "items");
        Reachability.Check(kind, clauses, otherwise, form.Problems);
        var consequences = kind == PackKind.Rating ? Consequences(map) : [];
        return new()
        {
            From = from,
            To = to,
            Clauses = clauses,
            Otherwise = otherwise?.Value.Trim(),
            Consequences = consequences,
            Items = items,
            Adjustments = adjustments,
            Grades = grades,
            Parameters = [.. parameters.Select(p => (p.Key.Value, p.Written))],
            Definitions = [.. definitions.Select(d => (d.Key.Value, d.Written))],
            Amount = amount,
            AmountSyntax = written,
            Nodes = table.Nodes,
            Defined = defined,
            Named = parameters.Concat(definitions).DistinctBy(p => p.Key.Value).Where(p => scope.Peek(p.Key.Value) is not null).ToDictionary(p => p.Key.Value, p => scope.Peek(p.Key.Value)!, StringComparer.Ordinal),
        };
    }

    private Node Amount(Syntax syntax)
    {
        var node = compiler.Number(syntax);
        // A number without a unit is taken for yuan, as a bare literal is.
        if (node.IsBroken || node.Type.Measure is { IsPure: true } or { Key: "money.cny" }) return node;
        form.Problems.Add(syntax.At, ProblemCodes.DimensionMismatch, "金额应当以元计", "an amount is in yuan", "换成金额，例如 revenue * 1%", "make it money, such as revenue * 1%");
        return table.Broken();
    }

    private List<(YamlScalar Key, string Written)> Parameters(YamlMap map)
    {
        var read = new List<(YamlScalar, string)>();
        foreach (var (key, value) in form.Map(map["params"], "params")?.Entries ?? [])
        {
            if (!form.IsName(key, "参数") || Taken(key)) continue;
            scope.Define(key.Value, Parameter(value, out var written));
            read.Add((key, written));
        }

        return read;
    }

    private Node Parameter(YamlNode value, out string written)
    {
        written = "";
        var constants = new Compiler(table, scope, form.Problems) { ConstantsOnly = true };
        if (value is YamlList list)
        {
            var items = list.Items.Select(i => i is YamlScalar s ? Constant(s) : new BrokenSyntax(i.At)).ToList();
            written = "[" + string.Join(", ", list.Items.OfType<YamlScalar>().Select(s => s.IsQuoted ? $"\"{s.Value}\"" : s.Value)) + "]";
            return constants.Lower(new ListSyntax(list.At, items));
        }

        if (value is YamlScalar { IsNull: false } scalar)
        {
            written = scalar.Value;
            return constants.Lower(Constant(scalar));
        }

        form.Syntax(value.At, "参数应当是一个值或列表", "a parameter is a value or a list", "写成 floor: 3%", "write floor: 3%");
        return table.Broken();
    }

    /// <summary>A constant. Quotes of YAML make it text, unless what they hold is a number with a unit, a list or a quoted text itself.</summary>
    private Syntax Constant(YamlScalar scalar)
    {
        if (!scalar.IsQuoted)
        {
            // A constant names no fact: a bare word is text, as it is everywhere else in YAML.
            return form.Expression(scalar) is NameSyntax word && scope.Peek(word.Name) is null ? new TextSyntax(word.At, word.Name) : form.Expression(scalar);
        }

        var quiet = new ProblemList("");
        var inner = scalar.Value.Length == 0 ? new TextSyntax(scalar.At, "") : Parser.Read(scalar.Value, scalar.PlaceOf, quiet);
        return quiet.Errors == 0 && inner is NumberSyntax { Unit: not null } or ListSyntax or TextSyntax ? inner : new TextSyntax(scalar.At, scalar.Value);
    }

    /// <summary>Definitions may stand in any order; they are computed in the order in which they need one another.</summary>
    private List<(YamlScalar Key, string Written)> Definitions(YamlMap map)
    {
        var read = new Dictionary<string, (YamlScalar Key, YamlScalar Value, Syntax Syntax)>(StringComparer.Ordinal);
        foreach (var (key, value) in form.Map(map["define"], "define")?.Entries ?? [])
        {
            if (!form.IsName(key, "定义") || Taken(key)) continue;
            if (value is YamlScalar { IsNull: false } scalar) read.TryAdd(key.Value, (key, scalar, form.Expression(scalar)));
            else form.Syntax(value.At, "定义应当是一个表达式", "a definition is an expression", "写成 gap: a - b", "write gap: a - b");
        }

        var order = Ordering.Sort(read.Keys, name => Names.In(read[name].Syntax).Where(read.ContainsKey), out var circular);
        foreach (var name in circular)
        {
            form.Problems.Add(read[name].Key.At, ProblemCodes.Cycle, $"“{name}”的定义绕回到自己", $"the definition of `{name}` needs itself", "拆开循环", "break the circle");
            scope.Define(name, table.Broken());
        }

        foreach (var name in order) scope.Define(name, compiler.Lower(read[name].Syntax));
        defined = read.ToDictionary(d => d.Key, d => d.Value.Syntax, StringComparer.Ordinal);
        return [.. read.Values.Select(d => (d.Key, d.Value.Value))];
    }

    private bool Taken(YamlScalar key)
    {
        var known = scope.Peek(key.Value) is not null;
        if (known) form.Problems.Add(key.At, ProblemCodes.DuplicateKey, $"“{key.Value}”已经是参数的名称", $"`{key.Value}` already names a parameter", "换一个名称", "choose another name");
        return known;
    }

    private void Unused(List<(YamlScalar Key, string Written)> names, string zh, string en)
    {
        foreach (var (key, _) in names)
        {
            if (!scope.IsUsed(key.Value)) form.Problems.Warn(key.At, ProblemCodes.UnusedName, $"{zh}“{key.Value}”没有用到", $"{en} `{key.Value}` is not used", "删去，或在条件中使用", "remove it, or use it");
        }
    }
}
