using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents.Templates;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>A word of the zone as it is shown.</summary>
/// <param name="Word">The word.</param>
/// <param name="Series">Which papers bear it.</param>
/// <param name="Templates">Names of the templates that it numbers.</param>
/// <param name="Year">The year shown.</param>
/// <param name="Last">The last number of the year; 0: none yet.</param>
/// <param name="Next">The number to give next.</param>
/// <param name="NextNumber">The same as printed.</param>
/// <param name="Used">A number of the year was given here, so where the year begins cannot be changed any more.</param>
public sealed record SeriesView(string Word, string Series, IReadOnlyList<string> Templates, int Year, int Last, int Next, string NextNumber, bool Used);

/// <summary>Keeps the words of the zone and where their numbers begin.</summary>
public sealed partial class SeriesKeeper
{
    private const int LargestSerial = 99_999;

    private readonly JingkaiDbContext db;
    private readonly DocumentNumbers numbers;
    private readonly TemplateCatalog templates;

    internal SeriesKeeper(JingkaiDbContext db, DocumentNumbers numbers, TemplateCatalog templates) => (this.db, this.numbers, this.templates) = (db, numbers, templates);

    /// <summary>Series that templates name.</summary>
    public IReadOnlyList<string> Series => [.. templates.All.Select(t => t.Series).Distinct(StringComparer.Ordinal)];

    /// <summary>Names of the templates of a series.</summary>
    public IReadOnlyList<string> NamesOf(string series) => [.. templates.All.Where(t => t.Series == series).Select(t => t.Name.Text.Current)];

    /// <summary>The words with their numbers of a year; this one when null.</summary>
    public async Task<IReadOnlyList<SeriesView>> ListAsync(int? year = null, CancellationToken cancel = default)
    {
        var of = year ?? db.Today.Year;
        var words = await db.Set<DocumentWord>().AsNoTracking().OrderBy(w => w.Id).ToListAsync(cancel);
        var rows = await db.Set<DocumentSeries>().AsNoTracking().Where(s => s.Year == of).ToDictionaryAsync(s => s.Word, s => s.Last, cancel);
        var used = (await Numbered(of).Select(d => d.Word!).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        return [.. words.Select(w => View(w, of, rows.GetValueOrDefault(w.Word), used.Contains(w.Word)))];
    }

    /// <summary>Sets a word, what it serves and where its numbers begin.</summary>
    /// <returns>It; <c>serial-used</c> when numbers of the year were given already; what is wrong with the fields.</returns>
    public Task<Result<SeriesView>> PutAsync(string word, SeriesInput input, CancellationToken cancel = default) => db.InTransactionAsync<SeriesView>(async () =>
    {
        if (db.Actor.MemberId is null && !db.Actor.IsInstallationAdministrator) return DocumentErrors.MembersOnly;
        var errors = new List<Error>();
        var (clean, year) = (TextNormal.Clean(word), input.Year ?? db.Today.Year);
        if (clean != word || clean.Length > DocumentLimits.LongestWord || !WordPattern().IsMatch(clean)) errors.Add(DocumentErrors.BadWord);
        if (input.Next is < 1 or > LargestSerial) errors.Add(DocumentErrors.BadSerial);
        if (year is < 1949 or > 2200) errors.Add(Error.Invalid("bad-number", "应为四位年份", "a year of four digits is expected", "year"));
        var stored = await db.Set<DocumentWord>().AsTracking().FirstOrDefaultAsync(w => w.Word == clean, cancel);
        var series = input.Series ?? stored?.Series;
        if (series is null || !Series.Contains(series)) errors.Add(DocumentErrors.UnknownSeries(series, Series));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (stored is null) db.Add(stored = new() { ZoneId = db.ZoneId, Word = clean, Series = series! });
        else if (stored.Series != series)
        {
            if (await db.Set<Document>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AnyAsync(d => d.Word == clean && d.Serial != null, cancel)) return DocumentErrors.WordUsed;
            stored.Series = series!;
        }

        await db.SaveChangesAsync(cancel);
        var last = await numbers.HoldAsync(clean, year, cancel);
        var highest = await Numbered(year).Where(d => d.Word == clean).MaxAsync(d => d.Serial, cancel);
        if (input.Next is { } next && next != last + 1)
        {
            if (highest is { } given) return DocumentErrors.SerialUsed(DocumentNumber.Write(clean, year, given));
            var row = await db.Set<DocumentSeries>().AsTracking().SingleAsync(s => s.Word == clean && s.Year == year, cancel);
            row.Last = last = next - 1;
            await db.SaveChangesAsync(cancel);
        }

        return View(stored, year, last, highest is not null);
    }, cancel);

    private IQueryable<Document> Numbered(int year) => db.Set<Document>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(d => d.Year == year && d.Serial != null);

    private SeriesView View(DocumentWord word, int year, int last, bool used) =>
        new(word.Word, word.Series, NamesOf(word.Series), year, last, last + 1, DocumentNumber.Write(word.Word, year, last + 1), used);

    [GeneratedRegex(@"^[\p{L}\p{Nd}]+$")]
    private static partial Regex WordPattern();
}
