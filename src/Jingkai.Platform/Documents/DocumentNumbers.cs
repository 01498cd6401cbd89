using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents.Templates;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Gives papers their numbers.</summary>
internal sealed class DocumentNumbers(JingkaiDbContext db)
{
    /// <summary>The words that papers of a series may bear, the first that was set first.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(string series, CancellationToken cancel) =>
        await db.Set<DocumentWord>().AsNoTracking().Where(w => w.Series == series).OrderBy(w => w.Id).Select(w => w.Word).ToListAsync(cancel);

    /// <summary>The word of a paper: the chosen one where it serves its series, otherwise the first of the series.</summary>
    public async Task<Result<string>> WordOfAsync(DocumentTemplate template, string? chosen, CancellationToken cancel)
    {
        var words = await WordsAsync(template.Series, cancel);
        if (chosen is not null) return words.Contains(chosen) ? chosen : DocumentErrors.UnknownWord(chosen, words);
        return words.Count > 0 ? words[0] : DocumentErrors.NoWord(template.Series);
    }

    /// <summary>The next number of a word in a year. The row stays taken until the transaction ends, so two issues stand one after another, and
    /// one that fails gives its number back: there is no gap and no double.</summary>
    public async Task<int> TakeAsync(string word, int year, CancellationToken cancel) => (await db.Database.SqlQuery<int>($"""
        INSERT INTO platform_document_series (zone_id, word, year, last) VALUES ({db.ZoneId}, {word}, {year}, 1)
        ON CONFLICT (zone_id, word, year) DO UPDATE SET last = platform_document_series.last + 1
        RETURNING last
        """).ToListAsync(cancel))[0];

    /// <summary>Takes the row without giving a number.</summary>
    /// <returns>The last number.</returns>
    public async Task<int> HoldAsync(string word, int year, CancellationToken cancel) => (await db.Database.SqlQuery<int>($"""
        INSERT INTO platform_document_series (zone_id, word, year, last) VALUES ({db.ZoneId}, {word}, {year}, 0)
        ON CONFLICT (zone_id, word, year) DO UPDATE SET last = platform_document_series.last
        RETURNING last
        """).ToListAsync(cancel))[0];
}
