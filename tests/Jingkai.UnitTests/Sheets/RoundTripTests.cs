using FsCheck;
using FsCheck.Fluent;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

/// <summary>What is written is read back as it was, whatever a cell holds.</summary>
public class RoundTripTests
{
    private static readonly string[] Nasty =
    [
        "=1+1", "'=1+1", "''-x", " =x", "+", "-", "@", "\t", "\r", "\n", "\r\n", "'", "\"", ",", ";", "_x000D_", "_x005F_", "&amp;", "<v>",
        "]]>", "😀", "𠮷", "\u0085", "\u2028", "\uFEFF", "　", "００", "sep=;", "0012", "1E5", "TRUE", "2020-07-31", "\u0000", "\uD800", "\uFFFE",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get),
        Gen.Elements(Nasty),
        Gen.ListOf(Gen.Elements(Nasty)).Select(string.Concat));

    private static readonly Gen<Cell> Cells = Gen.OneOf(
        Texts.Select(Cell.Of),
        Texts.Select(Cell.Of),
        ArbMap.Default.GeneratorFor<decimal>().Select(d => Cell.Of((decimal?)d)),
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(0, 8), (m, s) => Cell.Of((decimal?)new decimal(m) * new decimal(1, 0, 0, false, (byte)s))),
        Gen.Choose(-10_000, 10_000).Select(p => Cell.OfPercent(p / 100m)),
        Gen.Choose(0, 60_000).Select(d => Cell.Of((DateOnly?)new DateOnly(1900, 3, 1).AddDays(d))),
        Gen.Choose(0, 60_000).Zip(Gen.Choose(0, 86_399_999), (d, ms) => Cell.Of((DateTime?)new DateTime(1900, 3, 1).AddDays(d).AddMilliseconds(ms))),
        ArbMap.Default.GeneratorFor<bool>().Select(b => Cell.Of((bool?)b)),
        Gen.Constant(default(Cell)));

    private static readonly Arbitrary<Cell[][]> Sheets = Arb.From(Gen.ArrayOf(Gen.ArrayOf(Cells)));

    [Fact]
    public void A_workbook_changes_nothing()
    {
        Check(Prop.ForAll(Sheets, rows =>
        {
            var read = Files.Rows(Files.Plain(rows)).ToDictionary(r => r.Number);
            for (var r = 0; r < rows.Length; r++)
            {
                for (var c = 0; c < rows[r].Length; c++)
                {
                    Expect(Expected(rows[r][c]), read[r + 1][c]);
                }
            }
        }));
    }

    [Fact]
    public void Separated_text_changes_nothing_but_kinds()
    {
        Check(Prop.ForAll(Sheets, rows =>
        {
            var stream = new MemoryStream();
            using var writer = new CsvWriter(stream);
            writer.Begin(new SheetLayout("x", [new("甲"), new("乙")]));
            foreach (var row in rows)
            {
                writer.Row(row);
            }

            writer.Finish();
            var read = Files.Rows(stream, "a.csv");
            read.Count.ShouldBe(rows.Length + 1);
            for (var r = 0; r < rows.Length; r++)
            {
                for (var c = 0; c < rows[r].Length; c++)
                {
                    var expected = rows[r][c].Kind == CellKind.Text ? ExcelText.Printable(rows[r][c].Raw) : rows[r][c].Raw;
                    read[r + 1][c].Raw.ShouldBe(expected);
                }
            }
        }));
    }

    [Fact]
    public void Written_twice_the_bytes_are_the_same()
    {
        var rows = new[] { Files.Texts("a", "b"), [Files.N(1.5m)] };
        Files.Plain(rows).ToArray().ShouldBe(Files.Plain(rows).ToArray());
    }

    [Fact]
    public void The_apostrophe_rule_is_a_bijection()
    {
        Check(Prop.ForAll(Arb.From(Texts), text =>
        {
            CsvText.Unguard(CsvText.Guard(text)).ShouldBe(text);
            CsvText.Guard(CsvText.Unguard(CsvText.Guard(text))).ShouldBe(CsvText.Guard(text));
        }));
    }

    private static Cell Expected(Cell cell) => cell.Kind switch
    {
        CellKind.Text => Cell.Of(ExcelText.Printable(cell.Raw)),
        // Excel keeps 15 digits; a longer number travels as text.
        CellKind.Number when !CellNumber.IsExactInExcel(cell.Number) => Cell.Of(cell.Raw),
        _ => cell,
    };

    private static void Expect(Cell expected, Cell found)
    {
        found.Kind.ShouldBe(expected.Kind);
        found.IsPercentFormat.ShouldBe(expected.IsPercentFormat);
        if (expected.Kind == CellKind.Date)
        {
            found.Date.ShouldBe(expected.Date);
        }
        else
        {
            found.Raw.ShouldBe(expected.Raw);
            found.Number.ShouldBe(expected.Number);
        }
    }

    private static void Check(Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(25).WithQuietOnSuccess(true));
}
