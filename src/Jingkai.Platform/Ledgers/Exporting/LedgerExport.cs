using Jingkai.Platform.Accounts;
using Jingkai.Platform.Ledgers.Importing;
using Jingkai.Platform.Ledgers.Sheets;
using Jingkai.Platform.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Jingkai.Platform.Ledgers.Exporting;

/// <summary>Writes ledgers as files while they are read: an export of any length needs little memory.</summary>
internal sealed class LedgerExport(Localizer words, Actor actor)
{
    public const string Xlsx = "xlsx";
    public const string Csv = "csv";

    /// <summary>Answers with all records that the filters let through, under the reader's scope.</summary>
    /// <exception cref="LedgerRefusal">A filter or sort is wrong; nothing was sent.</exception>
    public async Task WriteAsync(HttpContext http, ILedger ledger, string format, CancellationToken cancel)
    {
        await using var rows = ledger.ExportAsync(http.Request.Query, cancel).GetAsyncEnumerator(cancel);
        var any = await rows.MoveNextAsync();
        using var writer = Begin(http, ledger, format, actor.Today.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture));
        var cells = new Cell[ledger.Columns.Count];
        for (; any; any = await rows.MoveNextAsync())
        {
            var values = rows.Current;
            for (var i = 0; i < cells.Length; i++) cells[i] = CellOf(values[i]);
            writer.Row(cells);
        }

        writer.Finish();
    }

    /// <summary>Answers with an empty file under the ledger's headings.</summary>
    public void WriteTemplate(HttpContext http, ILedger ledger, string format)
    {
        using var writer = Begin(http, ledger, format, words["platform.import.template"]);
        writer.Finish();
    }

    internal static Cell CellOf(object? value) => value switch
    {
        null => default,
        string text => Cell.Of(text),
        int number => Cell.Of(number),
        long number => Cell.Of(number),
        decimal number => Cell.Of(number),
        DateOnly date => Cell.Of(date),
        _ => throw new InvalidOperationException($"An export cannot write a {value.GetType().Name}."),
    };

    private ISheetWriter Begin(HttpContext http, ILedger ledger, string format, string suffix)
    {
        var title = words[ledger.TitleKey];
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = format == Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{title}-{actor.ZoneCode}-{suffix}.{format}");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        // Kestrel takes synchronous writes through its pipe only.
        var output = http.Response.BodyWriter.AsStream();
        ISheetWriter writer = format == Csv ? new CsvWriter(output) : new XlsxWriter(output);
        writer.Begin(ColumnSpecs.Layout(title, ledger));
        return writer;
    }
}
