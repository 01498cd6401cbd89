using System.Globalization;
using Jingkai.Kernel;

namespace Jingkai.Rules.Packs;

/// <summary>Runs the tests that a pack carries.</summary>
internal static class PackTests
{
    // A pack of a stranger must not keep the program busy: steps of all tests together.
    private const long MostSteps = 4_000_000;

    public static (int Passed, int Failed) Run(RulePack pack, ProblemList problems)
    {
        var (passed, failed, steps) = (0, 0, 0L);
        foreach (var test in pack.Tests)
        {
            var on = test.On ?? pack.Versions[^1].From;
            steps += (pack.VersionOn(on)?.Nodes.Count ?? 1) * (1L + (test.Group?.Count ?? 0) + test.History.Count);
            if (steps > MostSteps)
            {
                problems.Add(test.At, ProblemCodes.TooLarge, "测试太多，其余没有运行", "too many tests; the rest was not run", "减少测试，或拆分规则包", "write fewer tests, or split the pack");
                break;
            }

            var verdict = PackEvaluator.Evaluate(pack, test.Given, on, test.History, test.Group);
            var wrong = test.Expected.Select(e => (Expected: e, Found: Found(verdict, e))).Where(p => !Agrees(p.Expected, p.Found)).ToList();
            foreach (var (expected, found) in wrong)
            {
                var (want, have) = (string.Join(", ", expected.Values), found is null ? "—" : string.Join(", ", found));
                var what = expected.Part is null ? expected.Key : $"{expected.Key} {expected.Part}";
                problems.Add(expected.At, ProblemCodes.TestFailed, $"测试“{test.Name}”：{what} 应为 {want}，实为 {have}", $"test `{test.Name}`: expected {what} {want}, found {have}",
                    Reason(verdict, zh: true), Reason(verdict, zh: false));
            }

            if (wrong.Count == 0) passed++;
            else failed++;
        }

        return (passed, failed);
    }

    private static string Reason(Verdict verdict, bool zh)
    {
        var decided = verdict.Conditions.FirstOrDefault(c => c.Result == false) ?? verdict.Conditions.FirstOrDefault(c => c.Result is null);
        if (verdict.Reason is { } reason) return zh ? $"原因：{reason}；改测试或改条件" : $"because: {reason}; change the test or the condition";
        if (decided is null) return zh ? "改测试，或改条件" : "change the test or the condition";
        var told = zh ? decided.Told.Zh : decided.Told.En;
        return zh ? $"看条件 {decided.Id}：{told}" : $"see condition {decided.Id}: {told}";
    }

    private static IReadOnlyList<string>? Found(Verdict verdict, Expectation expected) => expected.Key switch
    {
        "verdict" => [verdict.Value],
        "amount" => Number(verdict.Amount),
        "score" => Number(verdict.Score),
        "grade" => verdict.Grade is { } grade ? [grade] : null,
        "unknown" => verdict.Unknown,
        "consequences" => [.. verdict.Consequences.Where(c => c.Result == true).Select(c => c.Id)],
        "reason" => verdict.Reason is { } reason ? [reason] : null,
        "because" => verdict.Because is { } because ? [because.Zh, because.En] : null,
        "conditions" => verdict.Conditions.FirstOrDefault(c => c.Id == expected.Part) is { } condition ? [condition.Result switch { true => "yes", false => "no", null => "unknown" }] : null,
        _ => verdict.Items.FirstOrDefault(i => i.Id == expected.Part) is { } item ? Number(item.Points) ?? ["unknown"] : null,
    };

    private static string[]? Number(decimal? value) => value is { } number ? [number.ToString(CultureInfo.InvariantCulture)] : null;

    private static bool Agrees(Expectation expected, IReadOnlyList<string>? found)
    {
        if (expected.Key is "unknown" or "consequences") return found is not null && found.Order(StringComparer.Ordinal).SequenceEqual(expected.Values.Order(StringComparer.Ordinal));
        if (found is null) return expected.Values is ["null" or "~" or ""];
        if (expected.Key == "because") return found.Contains(expected.Values[0]);
        return expected.Key is "amount" or "score" or "items" ? SameNumber(expected.Values[0], found[0]) : found[0] == expected.Values[0];
    }

    /// <summary>A number written with decimals stands for its rounding, because a quotient may have no end; a whole number does not.</summary>
    private static bool SameNumber(string expected, string found)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(expected.Replace("_", "", StringComparison.Ordinal), Style, CultureInfo.InvariantCulture, out var want) || !decimal.TryParse(found, Style, CultureInfo.InvariantCulture, out var have)) return expected == found;
        var decimals = want.Scale > 0 ? want.Scale : 12;
        return want == have || want == Rounding.Display(have, decimals);
    }
}
