using System.Globalization;
using Jingkai.Rules.Yaml;

namespace Jingkai.Rules.Packs;

/// <summary>The ladder of consequences of a rating.</summary>
internal sealed partial class VersionReader
{
    private const int MostDays = 366;

    private List<PackConsequence> Consequences(YamlMap map)
    {
        var read = new List<PackConsequence>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in form.List(map, "consequences"))
        {
            if (form.Item(node, "consequences") is not { } one) continue;
            form.Only(one, "id", "kind", "text", "when", "because", "days", "factors", "release");
            if (form.Required(one, "kind") is not { } word) continue;
            var sort = Listed(word, ConsequenceKinds.All);
            var limits = sort == ConsequenceKinds.Constraint;
            var factors = form.List(one, "factors").OfType<YamlScalar>().Select(f => Listed(f, ConsequenceKinds.Factors)).OfType<string>().Distinct().ToList();
            var release = limits ? form.Required(one, "release") : form.Scalar(one, "release");
            if (limits && factors.Count == 0) form.Missing(one, "factors");
            if (!limits && sort is not null && (release is not null || factors.Count > 0))
                form.Syntax(one.PlaceOf(release is null ? "factors" : "release"), "只有要素约束才有约束的要素和解除条件", "only a constraint has factors and a release condition", "改为 kind: constraint，或删去", "write kind: constraint, or remove it");
            if (Clause(one, Id(one, ids, sort ?? $"{read.Count + 1}"), null) is not { } clause || sort is null) continue;
            read.Add(new() { Kind = sort, Clause = clause, Days = Days(one), Factors = factors, Release = release is null ? null : Release(clause.Id, release) });
        }

        Reachability.Check(PackKind.Alert, [.. read.Select(c => c.Clause), .. read.Select(c => c.Release).OfType<Clause>()], null, form.Problems);
        return read;
    }

    private Clause Release(string of, YamlScalar written)
    {
        var syntax = form.Expression(written);
        return new() { Id = of, Written = written.Value.Trim(), At = written.PlaceOf(0), Syntax = syntax, When = compiler.Condition(syntax) };
    }

    private int? Days(YamlMap map)
    {
        if (form.Scalar(map, "days") is not { } scalar) return null;
        if (int.TryParse(scalar.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays) return days;
        form.Syntax(scalar.At, $"days 应当是 1 到 {MostDays} 的整数（工作日）", $"days is a whole number of working days from 1 to {MostDays}", "写成 days: 5", "write days: 5");
        return null;
    }

    private string? Listed(YamlScalar scalar, IReadOnlyList<string> known)
    {
        var word = scalar.Value.Trim();
        if (known.Contains(word)) return word;
        form.Syntax(scalar.At, $"没有“{word}”，可用：{string.Join('、', known)}", $"no `{word}`; use one of {string.Join(", ", known)}", $"可用：{string.Join('、', known)}", $"use one of {string.Join(", ", known)}");
        return null;
    }
}
