namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A file format behind <see cref="SheetFile"/>. Reading throws <see cref="SheetReadException"/> when the file is bad.</summary>
internal interface ISheetSource : IDisposable
{
    IReadOnlyList<SheetInfo> Sheets { get; }

    IEnumerable<SheetRow> Rows(int sheet);

    IReadOnlyList<MergedRange> Merged(int sheet);
}
