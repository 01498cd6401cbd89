using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>What is found while a file is read: counts, reasons, remarks, rows to leave out. Bounded, however bad the file.</summary>
internal sealed class ImportTally(IReadOnlyList<LedgerColumn> columns)
{
    private const int MostListed = 1000;
    private const int MostReasons = 100_000;
    private const int LongestReason = 500;
    private const int LongestValue = 200;
    private const int MostPreviewed = 10;

    private readonly Dictionary<string, int> places = columns.Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => c.i, StringComparer.Ordinal);
    private readonly Dictionary<string, string> titles = columns.ToDictionary(c => c.Key, c => c.Title, StringComparer.Ordinal);
    private readonly string[] subjects = columns.Any(c => c.IsKey) ? [.. columns.Where(c => c.IsKey).Select(c => c.Key)] : [columns[0].Key];
    private readonly Duplicates duplicates = new(columns);
    private readonly HashSet<int> excluded = [];
    private readonly HashSet<int> bad = [];
    private readonly HashSet<int> contradicted = [];
    private readonly Dictionary<int, string> reasons = [];
    private readonly List<ReportLine> errors = [];
    private readonly List<ReportLine> late = [];
    private readonly List<ReportLine> warnings = [];

    /// <summary>Records; equal ones count once.</summary>
    public int Read { get; private set; }

    public int Rejected => bad.Count;

    public int Repeated { get; private set; }

    public int Skipped { get; private set; }

    public int HiddenRows { get; private set; }

    public int ErrorsTotal { get; private set; }

    public int WarningsTotal { get; private set; }

    public List<PreviewRow> Preview { get; } = [];

    public bool WantsPreview => Preview.Count < MostPreviewed;

    /// <summary>Rows that are not to be applied: bad and repeated ones.</summary>
    public IReadOnlySet<int> Excluded => excluded;

    /// <summary>Row → what is wrong, for the file with a reason column.</summary>
    public IReadOnlyDictionary<int, string> Reasons => reasons;

    /// <summary>Reasons in the order of the file, the first thousand.</summary>
    public IReadOnlyList<ReportLine> Errors => late.Count == 0 ? errors : [.. errors.Concat(late).OrderBy(e => e.Row).Take(MostListed)];

    /// <summary>Remarks in the order of the file, the first thousand found.</summary>
    public IReadOnlyList<ReportLine> Warnings => [.. warnings.OrderBy(w => w.Row)];

    /// <summary>Takes a judged row.</summary>
    public void Take(LedgerRow row)
    {
        if (duplicates.IsRepeat(row, out var earlier))
        {
            Repeated++;
            excluded.Add(row.Number);
            Warn(row.Number, LedgerErrors.DuplicateRow(earlier));
            return;
        }

        Read++;
        foreach (var remark in row.Errors.OrderBy(e => places.GetValueOrDefault(e.Key))) Reject(row.Number, remark.Key, remark.Value, remark.Error, errors);
        foreach (var remark in row.Warnings) Warn(row.Number, remark);
        if (earlier == 0) return;
        var subject = subjects.FirstOrDefault(s => row[s].HasValue) ?? subjects[0];
        var value = row[subject].Raw ?? "";
        Reject(row.Number, subject, value, LedgerErrors.DuplicateInFile(earlier), errors);
        if (contradicted.Add(earlier)) Reject(earlier, subject, value, LedgerErrors.DuplicateInFile(row.Number), late);
    }

    /// <summary>A row that is no record.</summary>
    public void Skip() => Skipped++;

    /// <summary>A row that Excel hides.</summary>
    public void Hidden() => HiddenRows++;

    /// <summary>A remark on a row, or on the file (row 0).</summary>
    public void Warn(int row, Error error, string value = "") => Warn(Line(row, "", value, error));

    /// <summary>A remark on a cell.</summary>
    public void Warn(int row, RowRemark remark) => Warn(Line(row, remark.Key, remark.Value, remark.Error));

    private void Warn(ReportLine line)
    {
        WarningsTotal++;
        if (warnings.Count < MostListed) warnings.Add(line);
    }

    private void Reject(int row, string key, string value, Error error, List<ReportLine> list)
    {
        var line = Line(row, key, value, error);
        ErrorsTotal++;
        excluded.Add(row);
        bad.Add(row);
        if (list.Count < MostListed) list.Add(line);
        if (!reasons.TryGetValue(row, out var before))
        {
            if (reasons.Count >= MostReasons)
            {
                // One text for all of them costs no memory.
                reasons[row] = LedgerErrors.TooManyReasons.Message.Current;
                return;
            }

            before = "";
        }

        var text = line.Column.Length == 0 ? line.Message : $"{line.Column}：{line.Message}";
        reasons[row] = Cut(before.Length == 0 ? text : $"{before} {text}", LongestReason);
    }

    private ReportLine Line(int row, string key, string value, Error error) =>
        ReportLine.Of(row, titles.GetValueOrDefault(key, key), Cut(value, LongestValue), error);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
