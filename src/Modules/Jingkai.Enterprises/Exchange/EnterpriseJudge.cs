using System.Text.RegularExpressions;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Ledgers;

namespace Jingkai.Enterprises.Exchange;

/// <summary>What judging needs of a stored enterprise.</summary>
internal sealed record KnownEnterprise(string? Industry)
{
    public List<ListingInput> Listings { get; } = [];
}

/// <summary>Judges the rows of a file one by one and keeps the good ones.</summary>
internal sealed partial class EnterpriseJudge(IReadOnlyDictionary<string, KnownEnterprise> known, IReadOnlyDictionary<string, EnterpriseRef> merged)
{
    private const int MostItems = 200;

    private readonly Dictionary<string, string> shared = new(StringComparer.Ordinal);
    private readonly List<StagedRow> staged = [];

    public IReadOnlyList<StagedRow> Staged => staged;

    public void Judge(LedgerRow row)
    {
        var creditCode = CreditCodeOf(row);
        var name = row[EnterpriseColumns.Name];
        var kept = new StagedRow { Number = row.Number, CreditCode = creditCode ?? "", Name = name.Text ?? "" };
        kept.FormerNames = Items(row, kept, EnterpriseColumns.FormerNames, Cells.FormerNames, 200);
        kept.IndustryCode = Industry(row, kept);
        kept.Park = Share(Text(row, kept, EnterpriseColumns.Park, Cells.Park));
        kept.RegisteredOn = Date(row, kept, EnterpriseColumns.RegisteredOn, Cells.RegisteredOn);
        kept.ListedSince = Date(row, kept, EnterpriseColumns.ListedSince, Cells.ListedSince);
        kept.ListedUntil = Date(row, kept, EnterpriseColumns.ListedUntil, Cells.ListedUntil);
        kept.Qualifications = Items(row, kept, EnterpriseColumns.Qualifications, Cells.Qualifications, 100);
        kept.LandUnits = Land(row, kept);
        kept.ContactName = Personal(row, kept, EnterpriseColumns.ContactName, Cells.ContactName);
        kept.ContactPhone = Personal(row, kept, EnterpriseColumns.ContactPhone, Cells.ContactPhone);
        if (kept.ContactPhone is { } phone && !Phone().IsMatch(phone)) row.Warn(EnterpriseColumns.ContactPhone, Errors.PhoneShape);
        kept.Liaisons = Items(row, kept, EnterpriseColumns.Liaisons, Cells.Liaisons, 50);
        if (creditCode is not null) Listings(row, kept, known.GetValueOrDefault(creditCode));
        row.Identity = creditCode;
        if (!row.IsBad) staged.Add(kept);
    }

    private string? CreditCodeOf(LedgerRow row)
    {
        var cell = row[EnterpriseColumns.CreditCode];
        if (!cell.HasValue) return null;
        if (!CreditCode.Parse(cell.Text).Try(out var code, out var error)) row.Reject(EnterpriseColumns.CreditCode, error);
        // A stored code with a failing check was accepted on its page for a reason; an import only refuses new ones.
        else if (!code.CheckPasses && !known.ContainsKey(code.Value)) row.Reject(EnterpriseColumns.CreditCode, Errors.CreditCodeCheck(code.ExpectedCheck));
        else if (merged.TryGetValue(code.Value, out var kept)) row.Reject(EnterpriseColumns.CreditCode, Errors.Merged(kept));
        else return code.Value;
        return null;
    }

    private string? Industry(LedgerRow row, StagedRow kept)
    {
        if (Text(row, kept, EnterpriseColumns.IndustryCode, Cells.IndustryCode) is not { } text) return null;
        if (IndustryCode.Find(text).Try(out var industry, out var error)) return industry.Code;
        row.Reject(EnterpriseColumns.IndustryCode, error);
        return null;
    }

    private static void Listings(LedgerRow row, StagedRow kept, KnownEnterprise? stored)
    {
        if (!kept.Has(Cells.ListedSince | Cells.ListedUntil)) return;
        var merged = ListingCells.Merge(stored?.Listings ?? [], kept, kept.Has(Cells.IndustryCode) ? kept.IndustryCode : stored?.Industry);
        if (!merged.IsOk) row.Reject(merged.Error.Field!, merged.Error);
    }

    private static long? Land(LedgerRow row, StagedRow kept)
    {
        var cell = row[EnterpriseColumns.Land];
        if (cell.State == CellState.Clear) kept.Set |= Cells.Land;
        if (!cell.HasValue) return null;
        kept.Set |= Cells.Land;
        if (cell.Number < 0) row.Reject(EnterpriseColumns.Land, Register.Errors.Negative(EnterpriseColumns.Land));
        else if ((cell.Unit ?? Unit.Mu).ToScaled(cell.Number, Unit.StoredArea, 0).Try(out var units, out var error)) return units;
        else row.Reject(EnterpriseColumns.Land, error);
        return null;
    }

    private static DateOnly? Date(LedgerRow row, StagedRow kept, string key, Cells flag)
    {
        var cell = row[key];
        if (cell.State is CellState.Value or CellState.Clear) kept.Set |= flag;
        return cell.HasValue ? cell.Date : null;
    }

    private static string? Text(LedgerRow row, StagedRow kept, string key, Cells flag)
    {
        var cell = row[key];
        if (cell.State is CellState.Value or CellState.Clear) kept.Set |= flag;
        return cell.HasValue && cell.Text is { Length: > 0 } text ? text : null;
    }

    private static string? Personal(LedgerRow row, StagedRow kept, string key, Cells flag)
    {
        if (row[key] is { HasValue: true, Text: { } text } && text.Contains('*', StringComparison.Ordinal))
        {
            row.Warn(key, Errors.Masked);
            return null;
        }

        return Text(row, kept, key, flag);
    }

    private List<string>? Items(LedgerRow row, StagedRow kept, string key, Cells flag, int longest)
    {
        var cell = row[key];
        if (cell.State is CellState.Value or CellState.Clear) kept.Set |= flag;
        if (!cell.HasValue || cell.Items is not { } items) return null;
        if (items.Count > MostItems) row.Reject(key, Register.Errors.TooMany(key, MostItems));
        else if (items.Any(i => i.Length > longest)) row.Reject(key, Register.Errors.TooLong(key, longest));
        else return [.. items.Select(i => Share(i)!)];
        return null;
    }

    /// <summary>Words that come again and again in a file (parks, qualifications, liaisons) are kept once.</summary>
    private string? Share(string? text)
    {
        if (text is null || text.Length > 40 || shared.Count > 50_000) return text;
        if (shared.TryGetValue(text, out var same)) return same;
        return shared[text] = text;
    }

    // Mobile numbers, landlines with area code and extension, 400 numbers; several of them in one cell.
    [GeneratedRegex(@"^(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(?:0\d{2,3}[- ]?)?\d{7,8}(?:[-转 ]\d{1,6})?|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|[/、,，; ])+$")]
    private static partial Regex Phone();
}
