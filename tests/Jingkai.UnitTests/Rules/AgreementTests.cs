using FsCheck;
using FsCheck.Fluent;
using Jingkai.Rules;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Packs;
using Jingkai.Rules.Yaml;
using ValueType = Jingkai.Rules.ValueType;

namespace Jingkai.UnitTests.Rules;

/// <summary>The evaluator of columns says of every subject what the explaining one says. <c>--soak</c>: a million pairs.</summary>
public class AgreementTests
{
    private const int Subjects = 70;

    [Fact]
    public void Both_evaluators_agree_on_random_packs_and_facts()
    {
        var decided = 0;
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new RandomPack(seed);
            var text = random.Text();
            var check = PackReader.Check(text);
            if (check.Errors.Any(p => p.Code != ProblemCodes.UnreachableVerdict)) throw new InvalidOperationException($"{check.Errors.First(p => p.Code != ProblemCodes.UnreachableVerdict)}\n{text}");
            if (check.Pack is not { } pack) return true;
            decided++;
            return Agree(pack, random, text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Soak.Count(150, 20_000)).WithQuietOnSuccess(true));
        decided.ShouldBeGreaterThan(50, "most random packs are sound");
    }

    private static bool Agree(RulePack pack, RandomPack random, string text)
    {
        var count = pack.Kind == PackKind.Score ? 20 : Subjects;
        var subjects = Enumerable.Range(0, count).Select(_ => Subject(pack, random.Facts())).ToList();
        // Members of a group have no history of their own when one of them is evaluated.
        var histories = subjects.Select(IReadOnlyList<Round> (_) => pack.Kind == PackKind.Score ? [] : [.. random.History().Select(f => new Round(f))]).ToList();
        var on = new DateOnly(2024, 6, 30);
        var batch = new BatchEvaluator(FactTable.Of(pack, subjects), on, histories);
        batch.Evaluate();
        var verdicts = batch.Evaluate();
        for (var row = 0; row < subjects.Count; row++)
        {
            var explained = PackEvaluator.Evaluate(pack, subjects[row], on, histories[row], pack.Kind == PackKind.Score ? subjects : null);
            var found = verdicts[row];
            var same = found == explained.Value
                && (verdicts.Amounts.Count == 0 || verdicts.Amounts[row] == explained.Amount)
                && (verdicts.Scores.Count == 0 || verdicts.Scores[row] == explained.Score)
                && (explained.Value == VerdictWords.Unknown || explained.Unknown.Count == 0);
            if (!same) throw new InvalidOperationException($"row {row}: {found} by columns, {explained.Value} explained ({string.Join("; ", explained.Conditions.Select(c => $"{c.Told.En}: {c.Result} {string.Join(',', c.Values.Select(v => $"{v.Fact.Code}={v.Printed}"))}"))})\n{text}");
        }

        return true;
    }

    private static FactSet Subject(RulePack pack, string facts)
    {
        var subject = new FactSet(pack);
        foreach (var part in Parts(facts))
        {
            var fact = pack.Fact(part.Code)!;
            // What fits no decimal in the base unit is no value.
            if (fact.Type == ValueType.List) subject.Set(fact, Cell.Of([.. part.Items.Select(i => ValueReader.Read(fact.Of, fact.Unit, i)).OfType<Cell>()]));
            else if (ValueReader.Read(fact.Type, fact.Unit, part.Items[0]) is { } value) subject.Set(fact, value);
        }

        return subject;
    }

    private static IEnumerable<(string Code, string[] Items)> Parts(string facts)
    {
        var map = YamlReader.Read($"{{ {facts} }}", new ProblemList(""))!;
        foreach (var (key, value) in map.Entries)
        {
            yield return (key.Value, value is YamlList list
                ? [.. list.Items.Select(i => ((YamlScalar)i).Value)]
                : [((YamlScalar)value).Value]);
        }
    }

    [Fact]
    public void Evaluating_by_columns_allocates_nothing_per_subject()
    {
        var pack = Made.Pack(Made.Alert("revenue >= 2000万元 and rd between 3% and 9% and (starts_with(industry, [\"27\", \"35\"]) or has(tags, \"a\")) and years_since(founded) >= 2 and profit / revenue > 0.1 and local and revenue - profit > 3"));
        long Allocated(int count)
        {
            var random = new RandomPack(7);
            var batch = new BatchEvaluator(FactTable.Of(pack, [.. Enumerable.Range(0, count).Select(_ => Subject(pack, random.Facts()))]), new(2024, 6, 30));
            batch.Evaluate();
            var before = GC.GetAllocatedBytesForCurrentThread();
            batch.Evaluate();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(64).ShouldBe(Allocated(2000));
        Allocated(2000).ShouldBeLessThan(1000);
    }
}
