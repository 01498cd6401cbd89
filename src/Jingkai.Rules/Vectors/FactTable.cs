using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Vectors;

namespace Jingkai.Rules;

/// <summary>The facts of many subjects by columns, for evaluating a pack over all of them at once.</summary>
public sealed class FactTable
{
    private readonly Column[] columns;

    private FactTable(RulePack pack, int count, Column[] columns) => (Pack, Count, this.columns) = (pack, count, columns);

    /// <summary>The pack whose facts these are.</summary>
    public RulePack Pack { get; }

    /// <summary>The number of subjects.</summary>
    public int Count { get; }

    internal Column this[FactDeclaration fact] => columns[fact.Index];

    /// <summary>The table of subjects in this order.</summary>
    public static FactTable Of(RulePack pack, IReadOnlyList<FactSet> subjects)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(subjects);
        return new(pack, subjects.Count, [.. pack.Facts.Select(f => Build(f, subjects))]);
    }

    /// <summary>The same subjects for another pack, without another copy of the columns.</summary>
    /// <param name="pack">A pack whose facts are all declared as in this table's pack.</param>
    /// <exception cref="ArgumentException">A fact is declared otherwise, or not at all.</exception>
    public FactTable For(RulePack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        return new(pack, Count, [.. pack.Facts.Select(f => Pack.Fact(f.Code) is { } mine && (mine.Type, mine.Unit, mine.Of) == (f.Type, f.Unit, f.Of) ? columns[mine.Index] : throw new ArgumentException($"fact {f.Code} is declared otherwise", nameof(pack)))]);
    }

    private static Column Build(FactDeclaration fact, IReadOnlyList<FactSet> subjects)
    {
        var words = Bitmap.Words(subjects.Count);
        var known = new ulong[words];
        for (var row = 0; row < subjects.Count; row++)
        {
            if (!subjects[row][fact].IsUnknown) Bitmap.Set(known, row);
        }

        return fact.Type switch
        {
            ValueType.Number => Numbers(fact, subjects, known),
            ValueType.Text => Texts(fact, subjects, known),
            ValueType.Date => new DateColumn(Filled(new int[words * 64], fact, subjects, c => c.Day), known),
            ValueType.Bool => Bools(fact, subjects, known),
            _ => new ListColumn(Filled(new Cell[words * 64], fact, subjects, c => c), known),
        };
    }

    private static T[] Filled<T>(T[] column, FactDeclaration fact, IReadOnlyList<FactSet> subjects, Func<Cell, T> value)
    {
        for (var row = 0; row < subjects.Count; row++)
        {
            if (subjects[row][fact] is { IsUnknown: false } cell) column[row] = value(cell);
        }

        return column;
    }

    private static Column Numbers(FactDeclaration fact, IReadOnlyList<FactSet> subjects, ulong[] known)
    {
        var exact = Filled(new decimal[known.Length * 64], fact, subjects, c => c.Number);
        var scale = exact.Max(FixedPoint.ScaleOf);
        var values = new long[exact.Length];
        for (var row = 0; row < exact.Length; row++)
        {
            if (scale > FixedPoint.MostDecimals || !FixedPoint.TryScale(exact[row], scale, out values[row])) return new DecimalColumn(exact, known);
        }

        return new FixedColumn(values, scale, known);
    }

    private static TextColumn Texts(FactDeclaration fact, IReadOnlyList<FactSet> subjects, ulong[] known)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new List<string> { "" };
        var column = Filled(new int[known.Length * 64], fact, subjects, cell =>
        {
            if (codes.TryGetValue(cell.Text, out var code)) return code;
            codes.Add(cell.Text, code = words.Count);
            words.Add(cell.Text);
            return code;
        });
        return new(column, [.. words], known);
    }

    private static BoolColumn Bools(FactDeclaration fact, IReadOnlyList<FactSet> subjects, ulong[] known)
    {
        var yes = new ulong[known.Length];
        for (var row = 0; row < subjects.Count; row++)
        {
            if (subjects[row][fact].IsTrue) Bitmap.Set(yes, row);
        }

        return new(yes, known);
    }
}
