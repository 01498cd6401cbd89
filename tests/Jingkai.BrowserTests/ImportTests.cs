using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A workbook with mistakes comes in, is looked through, mended and written.</summary>
public sealed class ImportTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Bad_rows_are_named_and_the_mended_workbook_is_written(Screen screen, string language)
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await using var visitor = await Browsers.As(zone.Economy, screen, language);
        await visitor.Open($"{zone.Home}/imports");
        await visitor.Page.ClickAsync($"main a[href='{zone.Home}/ledgers/enterprises/import']");
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync(visitor.Word("enterprises.ledger"));

        await Imports.HandIn(visitor, Workbooks.EnterpriseLedger(mistakes: true));
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync(visitor.Word("platform.import.preview-title"));
        var errors = Imports.Errors(visitor);
        await Expect(errors).ToHaveCountAsync(3);
        int[] rows = [Workbooks.FirstRow + 1, Workbooks.FirstRow + 2, Workbooks.FirstRow + 4];
        string[] columns = ["统一社会信用代码", "行业代码", "注册日期"];
        string[] values = [Workbooks.Code(2)[..17], "9999", "2014年13月1日"];
        for (var i = 0; i < 3; i++)
        {
            await Expect(errors.Nth(i).Locator("th")).ToHaveTextAsync(visitor.Word("platform.import.row-number", rows[i]));
            await Expect(errors.Nth(i).Locator("td").Nth(0)).ToContainTextAsync(columns[i]);
            await Expect(errors.Nth(i).Locator("td").Nth(1)).ToContainTextAsync(values[i]);
            await Expect(errors.Nth(i).Locator("td").Nth(2)).Not.ToBeEmptyAsync();
        }

        // Nothing was written by looking.
        await visitor.Open($"{zone.Home}/enterprises");
        await Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("青湖启明精密机械有限公司");
        await visitor.Page.GoBackAsync();

        await visitor.Page.Locator($"main a[href='{zone.Home}/ledgers/enterprises/import']").First.ClickAsync();
        await Imports.HandIn(visitor, Workbooks.EnterpriseLedger(mistakes: false));
        await Expect(visitor.Page.Locator("button[value=commit]")).ToBeVisibleAsync();
        await Expect(Imports.Errors(visitor)).ToHaveCountAsync(0);
        await visitor.Page.ClickAsync("button[value=commit]");
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync(visitor.Word("platform.import.result-title"));
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync(visitor.Word("platform.import.done"));
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync(visitor.Word("platform.import.done-text", "6", "0", "0", "0"));

        await visitor.Page.ClickAsync($"main a[href='{zone.Home}/enterprises']");
        await Expect(visitor.Page.Locator("main tbody tr")).ToHaveCountAsync(6);
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("青湖启明精密机械有限公司");
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task The_file_with_the_reasons_carries_them_beside_the_rows()
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await using var visitor = await Browsers.As(zone.Economy);
        await visitor.Open($"{zone.Home}/ledgers/enterprises/import");
        await Imports.HandIn(visitor, Workbooks.EnterpriseLedger(mistakes: true));
        await Expect(Imports.Errors(visitor)).ToHaveCountAsync(3);
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.ClickAsync("main a[download][href*='/api/']"));
        var rows = Workbooks.Read(await visitor.Save(download));
        rows.Count.ShouldBe(Workbooks.FirstRow - 1 + 6);
        rows[Workbooks.FirstRow - 2][^1].ShouldStartWith("错误原因");
        rows[Workbooks.FirstRow + 1][^1].ShouldNotBeEmpty();
        await visitor.NoComplaints();
    }

    [Fact]
    public async Task Every_import_page_leads_to_its_list()
    {
        await using var visitor = await Browsers.As("economy");
        var page = visitor.Page;
        await visitor.Open($"{Visitor.Zone}/imports");
        var ledgers = await page.Locator("main a[href$='/import']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        ledgers.Length.ShouldBe(11);
        foreach (var ledger in ledgers)
        {
            await visitor.Open(ledger);
            await page.ClickAsync("main .jk-crumbs a");
            // Values for the assessment stand on its page, working days in the calendar and progress with its rounds, which are no ledgers.
            var (assessment, calendar, rounds) = (ledger.Contains("assessment-values", StringComparison.Ordinal), ledger.Contains("work-days", StringComparison.Ordinal), ledger.Contains("project-progress", StringComparison.Ordinal));
            await visitor.At(assessment ? @"/z/linping/analysis/assessment$" : calendar ? "/z/linping/calendar$" : rounds ? "/z/linping/ratings$" : @"/z/linping/[\w-]+$");
            await Expect(page.Locator(assessment || rounds ? "main h1" : calendar ? "main .jk-cal-year" : "main .jk-tools-total strong")).ToBeVisibleAsync();
        }

        await visitor.NoComplaints();
    }

    [Fact]
    public async Task The_file_with_the_reasons_is_mended_where_it_stands_and_comes_in()
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await using var visitor = await Browsers.As(zone.Economy, Screen.Phone);
        var page = visitor.Page;
        await visitor.Open($"{zone.Home}/ledgers/enterprises/import");
        await Imports.HandIn(visitor, Workbooks.EnterpriseLedger(mistakes: true));
        await Expect(Imports.Errors(visitor)).ToHaveCountAsync(3);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[download][href*='/api/']"));
        var rows = Workbooks.Read(await visitor.Save(download)).ToList();
        rows[Workbooks.FirstRow][0] = Workbooks.Code(2);
        rows[Workbooks.FirstRow + 1][2] = "3982";
        rows[Workbooks.FirstRow + 3][4] = "2014-05-15";

        // With the column of reasons still in it: that one is left aside and named.
        await page.ClickAsync("main a[href$='/ledgers/enterprises/import']");
        await visitor.At("/import$");
        var headings = rows[Workbooks.FirstRow - 2];
        await Imports.HandIn(visitor, Workbooks.Of("企业台账-改.xlsx", "企业台账", headings, rows.Skip(Workbooks.FirstRow - 1).Select(r => r.Select(Jingkai.Platform.Ledgers.Sheets.Cell.Of).ToArray()), ["青湖经济开发区企业台账", "填报单位：经济发展局"]));
        await Expect(Imports.Errors(visitor)).ToHaveCountAsync(0);
        await page.ClickAsync("button[value=commit]");
        await Expect(page.Locator("main")).ToContainTextAsync(visitor.Word("platform.import.done-text", "6", "0", "0", "0"));
        await visitor.NoComplaints();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task A_file_that_is_no_workbook_is_refused_in_words(Screen screen, string language)
    {
        var zone = await FreshZone.Make(Browsers.Server);
        await using var visitor = await Browsers.As(zone.Economy, screen, language);
        await visitor.Open($"{zone.Home}/ledgers/enterprises/import");
        var rubbish = new byte[20_000];
        for (var i = 0; i < rubbish.Length; i++) rubbish[i] = (byte)(i * 7919 % 251);
        visitor.Expects(415);
        visitor.Expects(422);
        await Imports.HandIn(visitor, new() { Name = "月报.xlsx", MimeType = "application/octet-stream", Buffer = rubbish });
        await Expect(visitor.Page.Locator("main .alert-danger, main [role=alert]").First).ToBeVisibleAsync();
        await visitor.NoComplaints();
    }
}
