using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;
using SheetKind = Jingkai.Platform.Ledgers.Sheets.ColumnKind;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>The columns of a ledger as the finder of headings and the writers know them.</summary>
internal static class ColumnSpecs
{
    public static IReadOnlyList<ColumnSpec> Of(ILedger ledger) => [.. ledger.Columns.Select(Of)];

    /// <summary>The sheet of an export or a template; import reads it back.</summary>
    public static SheetLayout Layout(string name, ILedger ledger) => ColumnSpec.Layout(name, Of(ledger)) with { FrozenColumns = 2 };

    private static ColumnSpec Of(LedgerColumn column)
    {
        var part = PartOf(column);
        var spec = part == MeasurePart.None
            ? new ColumnSpec(column.Key, [column.HeadingWithUnit, .. column.Aliases, .. column.FlatHeading is { } flat ? [flat] : Array.Empty<string>()])
            : new ColumnSpec(column.Key);
        return spec with
        {
            Required = column.Required,
            Alternative = column.Alternative,
            Kind = KindOf(column.Kind),
            UnitAware = column.Kind == ColumnKind.Number && (column.Unit is not null || part != MeasurePart.None),
            Groups = column.Group is { } group ? [group] : [],
            Part = part,
            IsKey = column.IsKey,
        };
    }

    private static MeasurePart PartOf(LedgerColumn column) =>
        column is { Group: not null, Kind: ColumnKind.Number } && MeasureParts.All.FirstOrDefault(p => MeasureParts.Heading(p) == column.Heading) is var part
            ? part
            : MeasurePart.None;

    private static SheetKind KindOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Code => SheetKind.Identifier,
        ColumnKind.Number or ColumnKind.Percent => SheetKind.Number,
        ColumnKind.Date => SheetKind.Date,
        ColumnKind.Period => SheetKind.Period,
        ColumnKind.List => SheetKind.List,
        _ => SheetKind.Text,
    };
}
