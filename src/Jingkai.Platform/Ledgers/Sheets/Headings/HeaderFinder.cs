using System.Globalization;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Finds the headings of a ledger in a sheet as offices make them: below titles and notes, in one to three rows, merged
/// or not, with units in the headings, in a row of their own or in a line <c>单位:万元</c> above the table.
/// </summary>
public static class HeaderFinder
{
    private const int MostHeadingRows = 3;

    /// <summary>Finds headings, columns and the first row of data.</summary>
    /// <param name="head">The beginning of the sheet.</param>
    /// <param name="specs">The columns that the ledger knows.</param>
    /// <param name="choice">What a person chose instead.</param>
    /// <returns>What was found; ask <see cref="HeaderMap.Check"/> whether it is enough.</returns>
    public static HeaderMap Find(SheetHead head, IReadOnlyList<ColumnSpec> specs, HeaderChoice? choice = null)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(specs);
        var known = new KnownColumns(specs);
        Block? best = null;
        for (var first = 0; first < head.Rows.Count; first++)
        {
            for (var depth = 1; depth <= MostHeadingRows && AreAdjacent(head.Rows, first, depth); depth++)
            {
                if (choice?.HeadingRow is { } row && head.Rows[first + depth - 1].Number != row)
                {
                    continue;
                }

                var block = Block.Read(head, first, depth, known);
                if (best is null || block.Score > best.Score || (block.Score == best.Score && block.Depth < best.Depth))
                {
                    best = block;
                }
            }
        }

        if (best is null || (best.Score == 0 && choice?.HeadingRow is null))
        {
            return new HeaderMap(0, 0, 0, [], [], Missing(specs, []));
        }

        var (dataRow, unitRow) = BelowHeadings(head.Rows, best.First + best.Depth);
        var columns = Assign(best, choice, specs, out var ignored);
        var units = UnitsAbove(head.Rows, best.First);
        var matched = columns.Select(c => WithUnit(c.Path, c.Spec, c.Unit, unitRow, units)).ToList();
        return new HeaderMap(
            head.Rows[best.First].Number, head.Rows[best.First + best.Depth - 1].Number, dataRow,
            matched, ignored, Missing(specs, matched));
    }

    private static bool AreAdjacent(IReadOnlyList<SheetRow> rows, int first, int depth) =>
        first + depth <= rows.Count && rows[first + depth - 1].Number == rows[first].Number + depth - 1;

    private static List<(HeadingPath Path, ColumnSpec Spec, Unit? Unit)> Assign(
        Block block, HeaderChoice? choice, IReadOnlyList<ColumnSpec> specs, out List<IgnoredColumn> ignored)
    {
        var chosen = choice?.Columns ?? new Dictionary<int, string?>();
        var taken = new HashSet<string>(chosen.Values.OfType<string>(), StringComparer.Ordinal);
        var columns = new List<(HeadingPath Path, ColumnSpec Spec, Unit? Unit)>();
        ignored = [];
        foreach (var path in block.Paths)
        {
            var reading = block.Readings.GetValueOrDefault(path.Index);
            if (chosen.TryGetValue(path.Index, out var key))
            {
                var spec = specs.FirstOrDefault(s => s.Key == key);
                if (spec is null)
                {
                    ignored.Add(new IgnoredColumn(path.Index, path.Shown, IgnoredReason.LeftOut));
                    continue;
                }

                columns.Add((path, spec, reading?.Unit ?? path.Parts[^1].Unit ?? path.Unit));
            }
            else if (block.Specs.TryGetValue(path.Index, out var found))
            {
                // What a person chose for another column is not found a second time.
                if (taken.Contains(found.Key))
                {
                    ignored.Add(new IgnoredColumn(path.Index, path.Shown, IgnoredReason.Duplicate));
                    continue;
                }

                columns.Add((path, found, reading!.Unit));
            }
            else if (!ReasonFile.IsOwnHeading(path.Shown))
            {
                ignored.Add(new IgnoredColumn(path.Index, path.Shown, block.Doubts.GetValueOrDefault(path.Index)));
            }
        }

        // A column without any heading can be chosen too.
        foreach (var (index, key) in chosen.Where(c => !block.Paths.Exists(p => p.Index == c.Key)).OrderBy(c => c.Key))
        {
            if (specs.FirstOrDefault(s => s.Key == key) is { } spec)
            {
                columns.Add((new HeadingPath(index, "", [], null, 0), spec, null));
            }
        }

        columns.Sort(static (a, b) => a.Path.Index.CompareTo(b.Path.Index));
        return columns;
    }

    private static ColumnMatch WithUnit(
        HeadingPath path, ColumnSpec spec, Unit? stated, Dictionary<int, Unit> unitRow, List<Unit> above)
    {
        var assumed = KnownColumns.DefaultUnit(spec);
        stated ??= unitRow.GetValueOrDefault(path.Index);
        if (stated is null && spec.UnitAware)
        {
            // 单位:万元 says nothing of a column of people.
            stated = assumed is null ? (above.Count == 1 ? above[0] : null) : above.Find(u => u.Fits(assumed));
        }

        return new ColumnMatch(path.Index, spec, path.Shown, stated ?? assumed, stated is not null);
    }

    private static List<Unit> UnitsAbove(IReadOnlyList<SheetRow> rows, int first)
    {
        var units = new List<Unit>();
        for (var i = 0; i < first; i++)
        {
            foreach (ref readonly var cell in rows[i].Cells)
            {
                if (cell.Kind == CellKind.Text)
                {
                    units.AddRange(HeadingText.UnitLine(cell.Raw));
                }
            }
        }

        return units;
    }

    private static (int DataRow, Dictionary<int, Unit> Units) BelowHeadings(IReadOnlyList<SheetRow> rows, int next)
    {
        var units = new Dictionary<int, Unit>();
        var dataRow = rows[next - 1].Number + 1;
        for (; next < rows.Count; next++)
        {
            if (rows[next].IsEmpty)
            {
                continue;
            }

            var isUnits = units.Count == 0 && TryUnitRow(rows[next], units);
            if (!isUnits && !IsColumnNumbers(rows[next]))
            {
                break;
            }

            dataRow = rows[next].Number + 1;
        }

        return (dataRow, units);
    }

    private static bool TryUnitRow(SheetRow row, Dictionary<int, Unit> units)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i].IsBlank || row[i].Raw.Trim() is "-" or "—" or "单位" or "计量单位")
            {
                continue;
            }

            var text = HeadingText.Of(row[i].Raw);
            if (row[i].Kind != CellKind.Text || !text.IsUnitOnly)
            {
                units.Clear();
                return false;
            }

            units[i] = text.Unit!;
        }

        return units.Count > 0;
    }

    /// <summary>True for the row 甲 乙 1 2 3 of statistical forms.</summary>
    private static bool IsColumnNumbers(SheetRow row)
    {
        var numbers = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.IsBlank)
            {
                continue;
            }

            var text = cell.Raw.Trim().Trim('(', ')', '（', '）');
            if (numbers == 0 && text is ['甲' or '乙' or '丙' or '丁' or 'A' or 'B' or 'C' or 'D'] or "序号")
            {
                continue;
            }

            if (text != (numbers + 1).ToString(CultureInfo.InvariantCulture))
            {
                return false;
            }

            numbers++;
        }

        return numbers >= 3;
    }

    private static List<string> Missing(IReadOnlyList<ColumnSpec> specs, List<ColumnMatch> found)
    {
        bool Has(ColumnSpec spec) => found.Exists(c => c.Key == spec.Key);
        var missing = new List<string>();
        foreach (var spec in specs.Where(s => s.Required))
        {
            var either = spec.Alternative is null ? [spec] : specs.Where(s => s.Alternative == spec.Alternative).ToList();
            var name = string.Join(" / ", either.Select(s => s.Title));
            if (!either.Exists(Has) && !missing.Contains(name))
            {
                missing.Add(name);
            }
        }

        return missing;
    }

    /// <summary>Some adjacent rows read as headings.</summary>
    private sealed class Block
    {
        public required int First { get; init; }

        public required int Depth { get; init; }

        public required List<HeadingPath> Paths { get; init; }

        public Dictionary<int, ColumnReading> Readings { get; } = [];

        public Dictionary<int, ColumnSpec> Specs { get; } = [];

        public Dictionary<int, IgnoredReason> Doubts { get; } = [];

        public int Score { get; private set; }

        public static Block Read(SheetHead head, int first, int depth, KnownColumns known)
        {
            var block = new Block { First = first, Depth = depth, Paths = HeadingBlock.Paths(head.Rows, first, depth, head.Merged) };
            foreach (var path in block.Paths)
            {
                if (known.Read(path) is { } reading)
                {
                    block.Readings[path.Index] = reading;
                }
            }

            block.Decide();
            return block;
        }

        private void Decide()
        {
            var decided = Readings.Values.Where(r => r.Spec is not null).Select(r => (Reading: r, Spec: r.Spec!)).ToList();
            foreach (var measure in Readings.Values.Where(r => r.Measure is not null).GroupBy(r => r.Measure!))
            {
                var columns = measure.OrderBy(r => r.Path.Index).ToList();
                var parts = MeasureParts.Resolve([.. columns.Select(c => c.Words)], columns.Exists(c => c.Merged));
                for (var i = 0; i < parts.Length; i++)
                {
                    if (parts[i] is { } part && measure.Key.Parts.TryGetValue(part, out var spec))
                    {
                        decided.Add((columns[i], spec));
                    }
                    else
                    {
                        Doubts[columns[i].Path.Index] = IgnoredReason.Ambiguous;
                    }
                }
            }

            foreach (var same in decided.GroupBy(d => d.Spec.Key, StringComparer.Ordinal))
            {
                var ordered = same.OrderByDescending(d => d.Reading.Level).ThenBy(d => d.Reading.Path.Index).ToList();
                Specs[ordered[0].Reading.Path.Index] = ordered[0].Spec;
                Score += ordered[0].Reading.Level;
                foreach (var (reading, _) in ordered.Skip(1))
                {
                    Doubts[reading.Path.Index] = IgnoredReason.Duplicate;
                }
            }
        }
    }
}
