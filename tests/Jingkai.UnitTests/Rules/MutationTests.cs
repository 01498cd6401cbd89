using System.Globalization;
using System.Text;
using Jingkai.Rules;

namespace Jingkai.UnitTests.Rules;

/// <summary>Broken packs are refused, never a crash or an endless loop. <c>--soak</c>: 100,000 of them.</summary>
public class MutationTests
{
    private static readonly string[] Pieces =
    [
        "\n", " ", "  ", "- ", ": ", "{", "}", "[", "]", "\"", "'", ",", "#", "&a ", "*a", "!t ", "|", ">", "?", "%", "\t", "(", ")", "not ", "and ", "or ", "between ", " 和 ", "且", "x", "9999999999999999999999999999",
        "0.0000000001", "万元", "亩", "2023-02-30", "“", "\\", "\0", "\ud83d", "🙂", "steps(", "if(", "previous(", "streak(", "when: ", "params: ", "define: ", "from: ", "* 79228162514264337593543950335", "/ 0",
    ];

    [Fact]
    public void Mutated_packs_neither_crash_nor_hang()
    {
        var sources = Sources();
        for (var seed = 0; seed < Soak.Count(2_000, 100_000); seed++)
        {
            var random = new Random(seed);
            var text = Mutated(sources[random.Next(sources.Count)], sources[random.Next(sources.Count)], random);
            try
            {
                var check = PackReader.Check(text);
                if (check.Pack is null) check.Errors.ShouldNotBeEmpty();
                foreach (var problem in check.Problems)
                {
                    if (problem.At.Line < 1 || problem.At.Column < 1 || problem.Remedy.Zh.Length == 0 || problem.Remedy.En.Length == 0 || problem.Message.Zh.Length == 0) throw new InvalidOperationException($"{problem}");
                }

                if (check.Pack is { } pack) Use(pack);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"seed {seed}:\n{text}"), error);
            }
        }
    }

    private static void Use(RulePack pack)
    {
        var on = pack.Versions[^1].From;
        var subjects = pack.Tests.Take(5).Select(t => t.Given).Append(new FactSet(pack)).ToList();
        foreach (var subject in subjects) PackEvaluator.Evaluate(pack, subject, on, group: subjects);
        new BatchEvaluator(FactTable.Of(pack, subjects), on).Evaluate();
    }

    [Fact]
    public void Hostile_packs_are_answered()
    {
        string[] hostile =
        [
            new string('[', 200_000), new string('{', 200_000), string.Concat(Enumerable.Repeat("- ", 100_000)), string.Concat(Enumerable.Repeat("a: ", 80_000)), string.Concat(Enumerable.Repeat("? ", 100_000)),
            new string('"', 200_000), new string('\'', 200_001), string.Concat(Enumerable.Repeat("a:\n", 80_000)), string.Concat(Enumerable.Repeat("&a ", 80_000)), new string('\n', 250_000), new string('#', 250_000),
            "a: |\n" + string.Concat(Enumerable.Repeat(" \n", 100_000)), string.Concat(Enumerable.Range(0, 400).Select(i => new string(' ', i) + "a:\n")),
            Made.Alert(new string('(', 200_000)), Made.Alert(string.Concat(Enumerable.Repeat("not ", 50_000)) + "local"), Made.Alert(string.Concat(Enumerable.Repeat("-", 200_000)) + "x > 1"),
            Made.Alert(string.Join(" and ", Enumerable.Range(0, 15_000).Select(i => $"x > {i}"))), Made.Alert(string.Join(" or ", Enumerable.Repeat("nope > 1", 15_000))),
            Made.Alert($"x in [{string.Join(", ", Enumerable.Range(0, 30_000))}]"), Made.Alert(string.Join(" * ", Enumerable.Repeat("x", 50_000)) + " > 1"),
            Made.Alert(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"n{i} ")) + "> 1"), Made.Alert("if(" + string.Concat(Enumerable.Repeat("local,", 80_000)) + ")"),
            Made.Alert("d3000 > 1", "    define:\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"      d{i}: d{i - 1} + d{i - 1}\n")) + "      d0: x\n"),
            Made.Alert("d3000", "    define:\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"      d{i}: d{i - 1} and x > {i}\n")) + "      d0: local\n"),
            Made.Alert("d3000 > 1", "    define:\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"      d{i}: d{(i + 1) % 3001} + 1\n"))),
            $"pack: p\nkind: rating\nsubject: thing\ntitle: T\n{Made.Facts}\nversions:\n  - from: 2020-01-01\n    verdicts:\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"      - {{ flag: a, when: x > {9000 - i} }}\n")),
            $"pack: p\nkind: alert\nsubject: thing\ntitle: T\n{Made.Facts}\nversions:\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"  - {{ from: 2020-01-01, when: nope > {i} }}\n")),
            Made.Alert(string.Join(" + ", Enumerable.Repeat("x", 20_000)) + " > 1") + "tests:\n" + string.Concat(Enumerable.Repeat("  - { given: { x: 1 }, expect: { verdict: yes } }\n", 3000)),
        ];
        foreach (var text in hostile)
        {
            var check = PackReader.Check(text);
            if (check.Pack is { } pack) Use(pack);
            else check.Errors.ShouldNotBeEmpty();
        }
    }

    private static List<string> Sources() => [.. Enumerable.Range(1, 12).Select(i => new RandomPack(i).Text()), Made.Alert("x > 1 且 revenue between 1万元 and 5万元")];

    private static string Mutated(string text, string other, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var i = random.Next(1, 6); i > 0 && mutated.Length > 0; i--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(mutated.Length - at, random.Next(1, 12));
            switch (random.Next(7))
            {
                case 0: mutated.Remove(at, length); break;
                case 1: mutated.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                case 2: mutated.Insert(at, mutated.ToString(at, length)); break;
                case 3: mutated[at] = (char)random.Next(1, random.Next(2) == 0 ? 128 : 65536); break;
                case 4: mutated.Insert(random.Next(mutated.Length), other.AsSpan(random.Next(other.Length - 40), 40)); break;
                case 5: mutated.Length = at; break;
                default: mutated.Replace(mutated.ToString(at, length), Pieces[random.Next(Pieces.Length)], at, length); break;
            }
        }

        return mutated.ToString();
    }
}
