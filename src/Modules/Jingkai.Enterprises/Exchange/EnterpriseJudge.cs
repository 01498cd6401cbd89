using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Ledgers;

namespace Jingkai.Enterprises.Exchange;

/// <summary>What judging needs of a stored enterprise.</summary>
internal sealed record KnownEnterprise(string? Industry, DateOnly? MovedInOn, DateOnly? MovedOutOn, bool MovedOut)
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
        kept.LandUnits = Area(row, kept, EnterpriseColumns.Land, Cells.Land, Unit.Mu);
        kept.ContactName = Personal(row, kept, EnterpriseColumns.ContactName, Cells.ContactName);
        kept.ContactPhone = Personal(row, kept, EnterpriseColumns.ContactPhone, Cells.ContactPhone);
        if (kept.ContactPhone is { } phone && !Phone().IsMatch(phone)) row.Warn(EnterpriseColumns.ContactPhone, Errors.PhoneShape);
        kept.Liaisons = Items(row, kept, EnterpriseColumns.Liaisons, Cells.Liaisons, 50);
        kept.Plain = Plain(row);
        Factory(row, kept, creditCode is null ? null : known.GetValueOrDefault(creditCode));
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

    private void Factory(LedgerRow row, StagedRow kept, KnownEnterprise? stored)
    {
        var before = kept.Set;
        var factory = new StagedFactory
        {
            ShortNames = Items(row, kept, EnterpriseColumns.ShortNames, Cells.ShortNames, 200),
            MovedInOn = Date(row, kept, EnterpriseColumns.MovedInOn, Cells.MovedInOn),
            MovedOutOn = Date(row, kept, EnterpriseColumns.MovedOutOn, Cells.MovedOutOn),
            Address = Text(row, kept, EnterpriseColumns.Address, Cells.Address),
            Products = Text(row, kept, EnterpriseColumns.Products, Cells.Products),
            MarketPosition = Text(row, kept, EnterpriseColumns.MarketPosition, Cells.MarketPosition),
            FloorUnits = Area(row, kept, EnterpriseColumns.Floor, Cells.Floor, Unit.SquareMetre),
            Staff = Number(row, kept, EnterpriseColumns.Staff, Cells.Staff, int.MaxValue, 0, Register.Errors.BadType(EnterpriseColumns.Staff, "整数", "a whole number")) is { } staff ? decimal.ToInt32(staff) : null,
            Energy = Number(row, kept, EnterpriseColumns.Energy, Cells.Energy, EnterpriseRules.MostEnergy, 4, Register.Errors.EnergyShape),
        };
        if (kept.Set == before) return;
        kept.Factory = factory;
        // As the rules of the register judge them together with what is stored.
        var movedIn = kept.Has(Cells.MovedInOn) ? factory.MovedInOn : stored?.MovedInOn;
        var movedOut = kept.Has(Cells.MovedOutOn) ? factory.MovedOutOn : stored?.MovedOutOn;
        if (movedOut <= movedIn) row.Reject(EnterpriseColumns.MovedOutOn, Register.Errors.DateOrder(EnterpriseColumns.MovedOutOn, "迁入日期", "day of moving in"));
        else if (movedOut is null && stored?.MovedOut == true) row.Reject(EnterpriseColumns.MovedOutOn, Register.Errors.MovedOutNeedsDate);
    }

    private static Dictionary<string, PlainInput>? Plain(LedgerRow row)
    {
        Dictionary<string, PlainInput>? set = null;
        foreach (var field in PlainFields.All)
        {
            var cell = row[field.Name];
            if (cell.State is not (CellState.Value or CellState.Clear)) continue;
            var input = !cell.HasValue ? default : field.Kind switch
            {
                PlainKind.Area => new PlainInput(null, new LandInput(cell.Number, cell.Unit ?? Unit.SquareMetre)),
                PlainKind.Percent or PlainKind.Whole => new(cell.Number.ToString(CultureInfo.InvariantCulture)),
                PlainKind.Date => new(cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                _ => new PlainInput(cell.Text),
            };
            if (field.Read(input).Try(out _, out var error)) (set ??= new(StringComparer.Ordinal))[field.Name] = input;
            else row.Reject(field.Name, error);
        }

        return set;
    }

    private static decimal? Number(LedgerRow row, StagedRow kept, string key, Cells flag, decimal most, int decimals, Error shape)
    {
        var cell = row[key];
        if (cell.State == CellState.Clear) kept.Set |= flag;
        if (!cell.HasValue) return null;
        kept.Set |= flag;
        var own = Unit.Find(EnterpriseColumns.All.First(c => c.Key == key).Unit!).Value;
        if (cell.Number < 0) row.Reject(key, Register.Errors.Negative(key));
        else if (!(cell.Unit ?? own).ToScaled(cell.Number, own, decimals).Try(out var scaled, out var error)) row.Reject(key, error);
        else if ((decimals == 4 ? scaled / 10_000m : scaled) is var number && number > most) row.Reject(key, shape);
        else return number;
        return null;
    }

    private static long? Area(LedgerRow row, StagedRow kept, string key, Cells flag, Unit usual)
    {
        var cell = row[key];
        if (cell.State == CellState.Clear) kept.Set |= flag;
        if (!cell.HasValue) return null;
        kept.Set |= flag;
        if (cell.Number < 0) row.Reject(key, Register.Errors.Negative(key));
        else if ((cell.Unit ?? usual).ToScaled(cell.Number, Unit.StoredArea, 0).Try(out var units, out var error)) return units;
        else row.Reject(key, error);
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
