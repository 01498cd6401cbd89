using System.Text.RegularExpressions;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.LifeCycle;

namespace Jingkai.Projects.Register;

/// <summary>Reads a row of the ledger, a form or a patch into a change. Judges each value by itself; what depends on what is stored is judged when it is
/// written.</summary>
internal sealed partial class ProjectJudge(ProjectBook book, IReadOnlyDictionary<string, IReadOnlyList<EnterpriseRef>> enterprises, Func<string, ParentProject?> wholes, DateOnly today)
{
    private const int MostItems = 20, LongestItem = 50;

    private static readonly string[] Texts = [ProjectColumns.Name, ProjectColumns.Investor, ProjectColumns.Chain, ProjectColumns.Content, ProjectColumns.Capacity, ProjectColumns.Address, ProjectColumns.Source];

    private LedgerRow row = null!;
    private ProjectChange change = null!;

    /// <summary>The change; what is wrong is told in the row.</summary>
    public ProjectChange Read(LedgerRow from)
    {
        (row, change) = (from, new());
        foreach (var column in Texts) Take(column, v => v.Text);
        Take(ProjectColumns.Kind, v => (object?)Ladder.KindNamed(v.Text)?.Code ?? Errors.UnknownKind(v.Text));
        Take(ProjectColumns.Stage, v => (object?)Ladder.StageNamed(v.Text)?.Code ?? Errors.UnknownStage(v.Text));
        Take(ProjectColumns.NationalCode, v => NationalCode(v.Text));
        Take(ProjectColumns.Enterprise, v => Enterprise(v.Text!));
        Take(ProjectColumns.Industry, v => IndustryCode.Find(v.Text).Try(out var industry, out _) ? industry.Code : Errors.UnknownIndustry(v.Text));
        Take(ProjectColumns.Unit, v => book.Unit(v.Text!) is { } unit ? unit : Errors.UnknownUnit(v.Text));
        Take(ProjectColumns.Park, v => book.Park(v.Text!) is { } park ? park : Errors.UnknownPark(v.Text));
        Take(ProjectColumns.Investment, v => Scaled(v, ProjectColumns.Investment, Unit.Fen));
        Take(ProjectColumns.YearPlan, v => Scaled(v, ProjectColumns.YearPlan, Unit.Fen, zero: true));
        Take(ProjectColumns.Land, v => Scaled(v, ProjectColumns.Land, Unit.StoredArea));
        foreach (var column in (string[])[ProjectColumns.InvestmentBound, ProjectColumns.LandBound]) Take(column, v => (object?)Bounds.Of(v.Text) ?? Errors.UnknownBound(v.Text, column));
        foreach (var column in (string[])[ProjectColumns.Aliases, ProjectColumns.Tags]) Take(column, v => Items(v.Items ?? [], column));
        foreach (var column in (string[])[ProjectColumns.Sponsor, ProjectColumns.Attendant]) Take(column, v => Member(v.Text!, column));
        Take(ProjectColumns.Longitude, v => Degrees(v.Number, 73, 136, ProjectColumns.Longitude));
        Take(ProjectColumns.Latitude, v => Degrees(v.Number, 3, 54, ProjectColumns.Latitude));
        Take(ProjectColumns.Datum, v => Datums.Parse(v.Text).Try(out var datum, out var unknown) ? datum : unknown);
        foreach (var column in (string[])[ProjectColumns.WallFrom, ProjectColumns.WallUntil]) Take(column, v => v.Date);
        Take(ProjectColumns.StageOn, v => v.Date > today ? Errors.FutureDay(ProjectColumns.StageOn) : v.Date);
        foreach (var (column, (_, day)) in ProjectColumns.Days) Take(column, v => day == NodeDay.Reached && v.Date > today ? Errors.FutureDay(column) : v.Date);
        Take(ProjectColumns.Parent, v => wholes(v.Text!) is { } whole ? whole : Errors.UnknownProject(v.Text));
        return change;
    }

    /// <summary>Takes a column that says something: its value, nothing at all, or the reason why it is refused.</summary>
    private void Take(string column, Func<LedgerValue, object?> read)
    {
        var value = row[column];
        // A dash in an office's ledger says that there is none.
        if (value.State is CellState.Clear or CellState.NotReported) change[column] = null;
        if (!value.HasValue) return;
        var found = read(value);
        if (found is Error error) row.Reject(column, error);
        else change[column] = found;
    }

    private static object NationalCode(string? text)
    {
        var plain = TextNormal.HalfWidth(text).Trim();
        return Shape().IsMatch(plain) ? plain : Errors.BadNationalCode;
    }

    private object Enterprise(string text) => (enterprises.TryGetValue(text, out var found) ? found : []) switch
    {
        [] => Errors.UnknownEnterprise(text),
        [var only] => only.Id,
        _ => Errors.AmbiguousEnterprise(text),
    };

    private object Member(string text, string column) => book.People(text) switch
    {
        [] => Errors.UnknownMember(text, column),
        [var only] => only,
        _ => Errors.AmbiguousMember(text, column),
    };

    private static object Scaled(LedgerValue value, string column, Unit stored, bool zero = false)
    {
        var own = Unit.Find(ProjectColumns.All.First(c => c.Key == column).Unit!).Value;
        if (!(value.Unit ?? own).ToScaled(value.Number, stored, 0).Try(out var scaled, out var error)) return error;
        if (scaled > (stored == Unit.StoredArea ? Amounts.MostLand : Amounts.MostFen)) return stored == Unit.StoredArea ? Errors.TooMuchLand(column) : Errors.TooMuch(column);
        return scaled < 0 || (scaled == 0 && !zero) ? zero ? Errors.Negative(column) : Errors.NotPositive(column) : scaled;
    }

    private static object Items(IReadOnlyList<string> items, string column)
    {
        var clean = items.Select(i => TextNormal.Clean(i)).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return clean.Count > MostItems ? Errors.TooMany(column, MostItems) : clean.Any(i => i.Length > LongestItem) ? Errors.TooLong(column, LongestItem) : clean;
    }

    // Decimals beyond the seventh are below a centimetre, and map applications print fifteen of them.
    private static object Degrees(decimal degrees, int least, int most, string column) =>
        degrees < least || degrees > most ? Errors.BadDegrees(column) : (int)Rounding.Display(degrees * GeoPoint.PerDegree, 0);

    // 4 time + 6 area + 2 central department + 2 type + 5 random and 1 check, GB/T 40058-2021.
    [GeneratedRegex("^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
