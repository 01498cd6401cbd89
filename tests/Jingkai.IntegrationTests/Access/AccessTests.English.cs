using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jingkai.Economy.Indicators;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Access;

/// <summary>The same pages read in English.</summary>
public abstract partial class AccessTests
{
    // Of these tables the store keeps words of its own in Chinese: what a page takes from them it has to translate.
    private static readonly string[] KeptInChinese = ["platform_audit", "platform_idempotent_requests", "platform_jobs", "platform_uploads"];
    private static readonly string[] KeptWords = ["Bound", "DeliveredUnit", "Unit", "SourceDept", "Better"];

    // What is typed as it stands: the word that clears a cell and the example of a zone's name; the file this test brings; the reason
    // its row was refused for, kept in the language the import was asked in; the name under which the demo was written.
    private static readonly string[] Literal = ["\"清空\"", "中文", "临平经济技术开发区", "没有信用代码", "统一社会信用代码应为18位，现为3位", "演示数据安装"];

    [Fact]
    public async Task In_English_a_page_says_nothing_in_Chinese_but_what_was_entered()
    {
        var examples = await ExamplesAsync();
        var entered = await EnteredAsync();
        var longest = entered.OrderByDescending(v => v.Length).ToArray();
        var stated = new Regex($"(?<=[0-9])({string.Join('|', IndicatorCatalog.Shipped.Select(i => i.Unit).Where(u => Chinese().IsMatch(u)).Distinct().OrderByDescending(u => u.Length).Select(Regex.Escape))})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var judged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var complaints = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var pages = 0;

        string Rest(string text)
        {
            if (!Chinese().IsMatch(text) || entered.Contains(text)) return "";
            foreach (var value in longest)
            {
                if (value.Length > text.Length) continue;
                if (text.Contains(value, StringComparison.Ordinal)) text = text.Replace(value, "", StringComparison.Ordinal);
            }

            // The number as the zone itself states it stands beside the English one, with its unit; of a masked name one character is left.
            text = Masked().Replace(stated.Replace(text, ""), "");
            return Chinese().IsMatch(text) ? text : "";
        }

        var asked = from row in AccessTable.Read()
                    where row.Method == "GET" && !row.Address.StartsWith("/api/", StringComparison.Ordinal)
                    from reader in AccessTable.Readers.Select((name, i) => (name, answer: row.Answers[i]))
                    where reader.answer == "200" && reader.name != "stranger"
                    select (row, reader.name);
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var reader in AccessTable.Readers.Where(r => r != "stranger"))
            clients[reader] = reader switch { "nobody" => Server.Anonymous(), "root" => Server.Client(), _ => await Server.As(reader) };
        await Parallel.ForEachAsync(asked.ToList(), Together, async (page, cancel) =>
        {
            using var request = Request(page.row, examples);
            request.Headers.Add("Cookie", "jingkai-lang=en");
            using var answer = await clients[page.name].SendAsync(request, cancel);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") return;
            Interlocked.Increment(ref pages);
            foreach (var text in Shown(await answer.Content.ReadAsStringAsync(cancel)))
                if (judged.GetOrAdd(text, Rest).Length > 0) complaints.TryAdd(text, $"{page.name} {page.row.Address}");
        });

        foreach (var client in clients.Values) client.Dispose();
        pages.ShouldBeGreaterThan(200);
        // Other tests of this server enter zones and names while the pages are read: what stands in the database now was entered too.
        entered = await EnteredAsync();
        longest = [.. entered.OrderByDescending(v => v.Length)];
        complaints.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value, Left: Rest(c.Key))).Where(c => c.Left.Length > 0).Select(c => $"{c.Left.Trim()} in \"{c.Key}\": {c.Value}").ShouldBeEmpty();
    }

    /// <summary>What a person reads or hears of a page: texts and the attributes that are shown or spoken, without what is marked as Chinese.</summary>
    private static IEnumerable<string> Shown(string html)
    {
        var read = MarkedChinese().Replace(Unread().Replace(html, ""), "");
        return Texts().Matches(read).Concat(Spoken().Matches(read)).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value).Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Every text in Chinese that the database holds because somebody entered it, and the headings of ledgers, which are those of files.</summary>
    private async Task<HashSet<string>> EnteredAsync()
    {
        var found = new HashSet<string>(Literal, StringComparer.Ordinal);
        await Server.InZone(Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is { } table && !KeptInChinese.Contains(table)))
                foreach (var property in type.GetProperties().Where(p => p.ClrType == typeof(string) && !KeptWords.Contains(p.Name)))
                {
                    await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // names of the model
                    command.CommandText = $"SELECT DISTINCT \"{property.GetColumnName()}\" FROM \"{type.GetTableName()}\"";
#pragma warning restore CA2100
                    await db.Database.OpenConnectionAsync();
                    await using var rows = await command.ExecuteReaderAsync();
                    while (await rows.ReadAsync())
                        if (!await rows.IsDBNullAsync(0)) Keep(rows.GetString(0));
                }

            foreach (var column in services.GetServices<ILedger>().SelectMany(l => l.Columns)) Keep(column.Title);
            return true;
        });
        return found;

        void Keep(string value)
        {
            if (value.Length > 1 && value[0] is '{' or '[' && Parsed(value) is { } json) Leaves(json);
            else if (value.Length > 1 && Chinese().IsMatch(value)) found.Add(value.Trim());
        }

        void Leaves(JsonElement json)
        {
            if (json.ValueKind == JsonValueKind.String) Keep(json.GetString()!);
            else if (json.ValueKind == JsonValueKind.Array) foreach (var item in json.EnumerateArray()) Leaves(item);
            else if (json.ValueKind == JsonValueKind.Object) foreach (var field in json.EnumerateObject()) Leaves(field.Value);
        }

        static JsonElement? Parsed(string value)
        {
            try
            {
                using var document = JsonDocument.Parse(value);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\p{IsCJKSymbolsandPunctuation}\p{IsHalfwidthandFullwidthForms}]", RegexOptions.None, 1000)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}\*+", RegexOptions.None, 1000)]
    private static partial Regex Masked();

    [GeneratedRegex("<(script|style)\\b.*?</\\1>", RegexOptions.Singleline, 1000)]
    private static partial Regex Unread();

    [GeneratedRegex("<(\\w+)\\b[^>]*\\blang=\"zh-CN\"[^>]*>.*?</\\1>", RegexOptions.Singleline, 1000)]
    private static partial Regex MarkedChinese();

    [GeneratedRegex(">([^<]+)<", RegexOptions.None, 1000)]
    private static partial Regex Texts();

    [GeneratedRegex("\\b(?:title|aria-label|aria-description|placeholder|alt|label|data-label)=\"([^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Spoken();
}
