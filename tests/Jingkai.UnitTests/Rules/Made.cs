using System.Globalization;
using Jingkai.Rules;

namespace Jingkai.UnitTests.Rules;

/// <summary>Packs made for a test.</summary>
internal static class Made
{
    /// <summary>Facts that the expressions of the tests use.</summary>
    public const string Facts = """
        facts:
          x: { type: number }
          y: { type: number }
          revenue: { type: number, unit: 元, zh: 营业收入 }
          profit: { type: number, unit: 万元 }
          dollars: { type: number, unit: 美元 }
          area: { type: number, unit: 亩 }
          staff: { type: number, unit: 人 }
          rd: { type: number, unit: "%", zh: 研发占比 }
          plan: { type: number, unit: "%" }
          gap: { type: number, unit: pp }
          per_mu: { type: number, unit: 万元/亩 }
          power: { type: number, unit: 万千瓦时 }
          founded: { type: date, zh: 成立日期 }
          until: { type: date }
          industry: { type: text }
          local: { type: bool }
          tags: { type: list, of: text }
          codes: { type: list, of: number }
        """;

    public static PackCheck Check(string text) => PackReader.Check(text, "p.yaml");

    /// <summary>An alert of one condition, with the facts above.</summary>
    public static string Alert(string when, string version = "") =>
        $"pack: p\nkind: alert\nsubject: thing\ntitle: {{ zh: 题, en: T }}\n{Facts}\nversions:\n  - from: 2020-01-01\n{version}    when: |-\n      {when}\n";

    public static RulePack Pack(string text)
    {
        var check = Check(text);
        check.Problems.Where(p => !p.IsWarning).Select(p => p.Line(CultureInfo.InvariantCulture)).ShouldBeEmpty();
        return check.Pack!;
    }

    /// <summary>The verdict of a condition on facts written as in a test: <c>rd: 3, tags: [a]</c>.</summary>
    public static Verdict Judge(string when, string given, string on = "2024-06-30")
    {
        var pack = Pack(Alert(when) + $"tests:\n  - on: {on}\n    given: {{ {given} }}\n    expect: {{}}\n");
        return PackEvaluator.Evaluate(pack, pack.Tests[0].Given, pack.Tests[0].On!.Value, pack.Tests[0].History);
    }

    public static IReadOnlyList<(string Code, int Line, int Column)> Errors(string text) =>
        [.. Check(text).Problems.Where(p => !p.IsWarning).Select(p => (p.Code, p.At.Line, p.At.Column))];

    /// <summary>The errors of a condition that begins in column 1 of a block.</summary>
    public static IReadOnlyList<string> Codes(string when) => [.. Check(Alert(when)).Problems.Where(p => !p.IsWarning).Select(p => $"{p.Code} {p.At.Column}")];
}
