using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A measure with its parts, as <see cref="ColumnSpec.Groups"/> name it.</summary>
internal sealed record KnownMeasure(IReadOnlyList<HeadingText> Names, IReadOnlyDictionary<MeasurePart, ColumnSpec> Parts);

/// <summary>What the headings over one column may mean.</summary>
/// <param name="Path">The headings.</param>
/// <param name="Spec">The column, when it is no part of a measure.</param>
/// <param name="Measure">The measure; its part is decided together with the neighbours.</param>
/// <param name="Words">What the heading says of the part.</param>
/// <param name="Merged">Whether the measure stands above the part rather than in one heading with it.</param>
/// <param name="Level">How well it fits, 1 to 100.</param>
/// <param name="Unit">The unit stated.</param>
internal sealed record ColumnReading(
    HeadingPath Path, ColumnSpec? Spec, KnownMeasure? Measure, MeasureParts.Words Words, bool Merged, int Level, Unit? Unit);

/// <summary>Compares headings with the columns that a ledger knows.</summary>
internal sealed class KnownColumns
{
    private const int Exact = 100;
    private const int SameButUnit = 95;
    private const int Joined = 90;
    private const int WithoutRemark = 60;

    private readonly List<(ColumnSpec Spec, List<HeadingText> Names, List<HeadingText> Groups)> _columns = [];
    private readonly List<KnownMeasure> _measures = [];

    public KnownColumns(IReadOnlyList<ColumnSpec> specs)
    {
        foreach (var spec in specs.Where(s => s.Part == MeasurePart.None))
        {
            _columns.Add((spec, [.. spec.Headings.Select(HeadingText.Of)], [.. spec.Groups.Select(HeadingText.Of)]));
        }

        foreach (var measure in specs.Where(s => s.Part != MeasurePart.None).GroupBy(s => s.Groups[0], StringComparer.Ordinal))
        {
            _measures.Add(new KnownMeasure(
                [.. measure.SelectMany(s => s.Groups).Distinct(StringComparer.Ordinal).Select(HeadingText.Of)],
                measure.ToDictionary(s => s.Part)));
        }
    }

    /// <summary>The unit that the ledger assumes for a column.</summary>
    public static Unit? DefaultUnit(ColumnSpec spec) =>
        HeadingText.Of(spec.Part == MeasurePart.None ? spec.Headings[0] : spec.Groups[0]).Unit;

    /// <summary>The best reading of a column's headings, or null.</summary>
    public ColumnReading? Read(HeadingPath path)
    {
        var best = ReadParts(path, path.Parts);
        if (path.Own > 0 && path.Own < path.Parts.Count && ReadParts(path, [.. path.Parts.TakeLast(path.Own)]) is { } own
            && own.Level > (best?.Level ?? 0))
        {
            best = own;
        }

        return best;
    }

    private ColumnReading? ReadParts(HeadingPath path, IReadOnlyList<HeadingText> parts)
    {
        ColumnReading? best = null;
        void Offer(ColumnReading? reading) => best = reading is not null && reading.Level > (best?.Level ?? 0) ? reading : best;
        foreach (var (spec, names, groups) in _columns)
        {
            Offer(ReadColumn(path, parts, spec, names, groups));
        }

        foreach (var measure in _measures)
        {
            Offer(ReadMerged(path, parts, measure));
            Offer(ReadFlat(path, parts[^1], measure));
        }

        return best;
    }

    private static ColumnReading? ReadColumn(
        HeadingPath path, IReadOnlyList<HeadingText> parts, ColumnSpec spec, List<HeadingText> names, List<HeadingText> groups)
    {
        var last = parts[^1];
        var level = Level(last, names, spec.UnitAware);
        if (parts.Count > 1 && level == 0)
        {
            var joined = parts[^2].Plain + last.Plain;
            level = names.Exists(n => n.Plain == joined) ? Joined : 0;
        }

        if (groups.Count > 0)
        {
            var outer = parts.Take(parts.Count - 1).Max(p => (int?)Level(p, groups, true)) ?? 0;
            var flat = groups.Exists(g => names.Exists(n => last.Plain == g.Plain + n.Plain));
            level = flat ? Joined : outer > 0 ? level : 0;
        }

        return level == 0 ? null : new ColumnReading(path, spec, null, default, false, level, last.Unit ?? path.Unit);
    }

    private static ColumnReading? ReadMerged(HeadingPath path, IReadOnlyList<HeadingText> parts, KnownMeasure measure)
    {
        if (parts.Count < 2)
        {
            return null;
        }

        var inner = parts[^1];
        for (var i = parts.Count - 2; i >= 0; i--)
        {
            // Mostly the measure stands above its parts; some forms set 本月 above the measures.
            foreach (var (name, part) in ((HeadingText, HeadingText)[])[(parts[i], inner), (inner, parts[i])])
            {
                var level = Level(name, measure.Names, unitAware: true);
                if (level > 0 && MeasureParts.TryRead(part.Plain, out var words))
                {
                    return new ColumnReading(path, null, measure, words, true, level, inner.Unit ?? parts[i].Unit ?? path.Unit);
                }
            }
        }

        return null;
    }

    private static ColumnReading? ReadFlat(HeadingPath path, HeadingText heading, KnownMeasure measure)
    {
        foreach (var name in measure.Names)
        {
            var rest = heading.Plain.StartsWith(name.Plain, StringComparison.Ordinal) ? heading.Plain[name.Plain.Length..]
                : heading.Plain.EndsWith(name.Plain, StringComparison.Ordinal) ? heading.Plain[..^name.Plain.Length]
                : "";
            if (rest.Length > 0 && MeasureParts.TryRead(rest.Trim('-', '/', '—'), out var words))
            {
                return new ColumnReading(path, null, measure, words, false, Exact, heading.Unit ?? path.Unit);
            }
        }

        return null;
    }

    private static int Level(HeadingText found, IReadOnlyList<HeadingText> names, bool unitAware)
    {
        var best = 0;
        foreach (var name in names)
        {
            var sameUnit = found.Unit is null || name.Unit is null || found.Unit == name.Unit;
            if (!unitAware && !sameUnit)
            {
                continue;
            }

            if (found.Plain == name.Plain)
            {
                best = Math.Max(best, found.Unit == name.Unit ? Exact : SameButUnit);
            }
            else if (!unitAware && found.Base.Length > 0 && found.Base == name.Base)
            {
                // 联系电话(手机) is 联系电话; 工业总产值(可比价) is not 工业总产值.
                best = Math.Max(best, WithoutRemark);
            }
        }

        return best;
    }
}
