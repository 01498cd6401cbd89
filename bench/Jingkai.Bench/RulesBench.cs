using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Jingkai.Kernel;
using Jingkai.Rules;

namespace Jingkai.Bench;

/// <summary>All subjects by columns, against a short-circuit loop over rows and a bitset loop written by hand over the same columns. One
/// thread; every bitmap is made anew in every run; all three must give the same counts of yes, no and unknown.</summary>
internal static class RulesBench
{
    private const int Rounds = 15;

    private static readonly (string Code, string Unit, long Scale)[] Numbers =
    [
        ("revenue", "万元", 10_000), ("tax", "万元", 10_000), ("output", "万元", 10_000), ("staff", "人", 1), ("rd_intensity", "%", 1), ("power", "千瓦时", 1), ("energy", "吨标准煤", 1), ("revenue_prior", "万元", 10_000),
    ];

    public static Task RunAsync(ResultTable table)
    {
        Measure(table, 20_000, 300);
        // The bitmaps of 300 evaluators over a million subjects would be gigabytes.
        Measure(table, 1_000_000, 30, growth: true);
        return Task.CompletedTask;
    }

    private static void Measure(ResultTable table, int subjects, int count, bool growth = false)
    {
        var rules = Rules(count);
        var packs = rules.ConvertAll(Pack);
        var columns = new Columns(subjects);
        var first = FactTable.Of(packs[0], columns.Facts(packs[0]));
        var evaluators = packs.ConvertAll(p => new BatchEvaluator(first.For(p), new(2020, 6, 30)));
        List<decimal> ours = [], rows = [], bits = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b, c) = (default(Counts), default(Counts), default(Counts));
            var allocated = 0L;
            ours.Add(Time(() =>
            {
                for (var i = 0; i < packs.Count; i++)
                {
                    var evaluator = evaluators[i];
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var verdicts = evaluator.Evaluate();
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                    a = a.Plus(verdicts.CountOf(VerdictWords.Yes), verdicts.CountOf(VerdictWords.No), verdicts.CountOf(VerdictWords.Unknown));
                }
            }));
            rows.Add(Time(() => b = columns.ByRow(rules)));
            bits.Add(Time(() => c = columns.ByBits(rules)));
            if (a != b || a != c) throw new InvalidOperationException($"the three do not agree: {a} {b} {c}");
            if (round > 0 && allocated > packs.Count * 200L) throw new InvalidOperationException($"evaluating allocated {allocated} bytes");
        }

        // The best of each: whatever else the machine did made a round slower, never faster.
        var (mine, row, bit) = (ours.Min(), rows.Min(), bits.Min());
        var what = string.Create(CultureInfo.InvariantCulture, $"rules by columns, {subjects:#,0} subjects × {count} packs of 4–6 conditions");
        var pairs = string.Create(CultureInfo.InvariantCulture, $"{(decimal)subjects * count / mine / 1000:#,0} million pairs/s");
        if (growth)
        {
            table.Note(what, string.Create(CultureInfo.InvariantCulture, $"{pairs}; row loop {(decimal)subjects * count / row / 1000:#,0}, bitset loop by hand {(decimal)subjects * count / bit / 1000:#,0} million/s"));
            return;
        }

        table.Add(what, pairs, string.Create(CultureInfo.InvariantCulture, $"short-circuit row loop: {(decimal)subjects * count / row / 1000:#,0} million/s"), row / mine, "at least 10 times as fast", row / mine >= 10);
        table.Add(what, pairs, string.Create(CultureInfo.InvariantCulture, $"bitset loop by hand: {(decimal)subjects * count / bit / 1000:#,0} million/s"), mine / bit, "at most 2 times the time", mine / bit <= 2);
    }

    private static decimal Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Sample.Milliseconds(Stopwatch.GetElapsedTime(start));
    }

    /// <summary>A condition: a number of a column within bounds, or a flag.</summary>
    private readonly record struct Condition(int Column, long Low, long High);

    private static List<Condition[]> Rules(int count)
    {
        var random = new Random(300);
        var rules = new List<Condition[]>();
        for (var i = 0; i < count; i++)
        {
            var conditions = new Condition[random.Next(4, 7)];
            for (var c = 0; c < conditions.Length; c++)
            {
                var column = random.Next(Numbers.Length);
                conditions[c] = random.Next(3) switch
                {
                    0 => new(column, random.Next(5, 400), long.MaxValue),
                    1 => new(column, long.MinValue, random.Next(300, 1000)),
                    _ => new(column, random.Next(5, 200), random.Next(500, 1000)),
                };
            }

            rules.Add(conditions);
        }

        return rules;
    }

    private static RulePack Pack(Condition[] conditions, int number)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"pack: bench-{number}\nkind: eligibility\nsubject: bench\ntitle: {{ zh: 量, en: Bench }}\nfacts:\n");
        foreach (var (code, unit, _) in Numbers) text.Append(CultureInfo.InvariantCulture, $"  {code}: {{ type: number, unit: \"{unit}\", zh: {code}_zh }}\n");
        text.Append("versions:\n  - from: 2020-01-01\n    conditions:\n");
        for (var i = 0; i < conditions.Length; i++)
        {
            var (code, unit, _) = Numbers[conditions[i].Column];
            var (low, high) = (conditions[i].Low, conditions[i].High);
            var when = high == long.MaxValue ? $"{code} >= {low}{unit}" : low == long.MinValue ? $"{code} <= {high}{unit}" : $"{code} between {low}{unit} and {high}{unit}";
            text.Append(CultureInfo.InvariantCulture, $"      - {{ id: c{i}, when: \"{when}\" }}\n");
        }

        var check = PackReader.Check(text.ToString());
        return check.Pack ?? throw new InvalidOperationException(check.Problems[0].ToString());
    }

    private static List<RulePack> ConvertAll(this List<Condition[]> rules, Func<Condition[], int, RulePack> make) => [.. rules.Select(make)];

    private readonly record struct Counts(long Yes, long No, long Unknown)
    {
        public Counts Plus(long yes, long no, long unknown) => new(Yes + yes, No + no, Unknown + unknown);
    }

    /// <summary>Numbers of all subjects in the base unit, and a bit for those that are known.</summary>
    private sealed class Columns
    {
        private readonly int subjects;
        private readonly long[][] values;
        private readonly ulong[][] known;

        public Columns(int subjects)
        {
            this.subjects = subjects;
            var (random, words) = (new Random(20_000), (subjects + 63) / 64);
            values = [.. Numbers.Select(n => Enumerable.Range(0, words * 64).Select(i => i < subjects ? random.Next(0, 1000) * n.Scale : 0L).ToArray())];
            known = [.. Numbers.Select(_ => Enumerable.Range(0, words).Select(w => Enumerable.Range(0, 64).Aggregate(0UL, (bits, i) => (w * 64) + i < subjects && random.Next(20) > 0 ? bits | (1UL << i) : bits)).ToArray())];
        }

        public IReadOnlyList<FactSet> Facts(RulePack pack) => [.. Enumerable.Range(0, subjects).Select(row =>
        {
            var given = new Dictionary<string, GivenFact>(StringComparer.Ordinal);
            for (var c = 0; c < Numbers.Length; c++)
                if ((known[c][row >> 6] >> (row & 63) & 1) != 0) given[Numbers[c].Code] = GivenFact.Of(values[c][row] / Numbers[c].Scale, Unit.Find(Numbers[c].Unit).Value);
            return GivenFact.Read(pack, given);
        })];

        /// <summary>Pack by pack, row by row, until the first no.</summary>
        public Counts ByRow(List<Condition[]> rules)
        {
            var (yes, no, unknown) = (0L, 0L, 0L);
            foreach (var rule in rules)
            {
                var scaled = Scaled(rule);
                for (var row = 0; row < subjects; row++)
                {
                    var (isNo, open) = (false, false);
                    foreach (var condition in scaled)
                    {
                        if ((known[condition.Column][row >> 6] >> (row & 63) & 1) == 0)
                        {
                            open = true;
                            continue;
                        }

                        var value = values[condition.Column][row];
                        if (value >= condition.Low && value <= condition.High) continue;
                        isNo = true;
                        break;
                    }

                    if (isNo) no++;
                    else if (open) unknown++;
                    else yes++;
                }
            }

            return new(yes, no, unknown);
        }

        /// <summary>Pack by pack, a word of 64 subjects after the other, as one would write it for this very question.</summary>
        public Counts ByBits(List<Condition[]> rules)
        {
            var (yes, no, unknown) = (0L, 0L, 0L);
            var (sure, possible) = (new ulong[(subjects + 63) / 64], new ulong[(subjects + 63) / 64]);
            foreach (var rule in rules)
            {
                Array.Fill(sure, ulong.MaxValue);
                Array.Fill(possible, ulong.MaxValue);
                foreach (var condition in Scaled(rule))
                {
                    var (from, to, there) = (Vector256.Create(condition.Low), Vector256.Create(condition.High), known[condition.Column]);
                    ref var start = ref MemoryMarshal.GetArrayDataReference(values[condition.Column]);
                    for (var word = 0; word < sure.Length; word++)
                    {
                        var bits = 0UL;
                        for (var i = 0; i < 64; i += 4)
                        {
                            var four = Vector256.LoadUnsafe(ref start, (nuint)((word * 64) + i));
                            bits |= (ulong)(~(Vector256.GreaterThan(from, four) | Vector256.GreaterThan(four, to)).ExtractMostSignificantBits() & 0xF) << i;
                        }

                        bits &= there[word];
                        sure[word] &= bits;
                        possible[word] &= bits | ~there[word];
                    }
                }

                for (var word = 0; word < sure.Length; word++)
                {
                    var mask = word == sure.Length - 1 && subjects % 64 != 0 ? (1UL << (subjects % 64)) - 1 : ulong.MaxValue;
                    yes += System.Numerics.BitOperations.PopCount(sure[word] & mask);
                    no += System.Numerics.BitOperations.PopCount(~possible[word] & mask);
                    unknown += System.Numerics.BitOperations.PopCount(possible[word] & ~sure[word] & mask);
                }
            }

            return new(yes, no, unknown);
        }

        private static Condition[] Scaled(Condition[] rule) => [.. rule.Select(c => new Condition(
            c.Column, c.Low == long.MinValue ? c.Low : c.Low * Numbers[c.Column].Scale, c.High == long.MaxValue ? c.High : c.High * Numbers[c.Column].Scale))];
    }
}
