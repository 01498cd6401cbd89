using System.Globalization;
using Jingkai.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace Jingkai.BrowserTests;

/// <summary>A zone office begins: its zone, its people, its files, its figures, and everything back again, all on pages.</summary>
public sealed class OfficeTests(Browsers browsers) : Fixture.BrowserTests(browsers)
{
    private const string Password = "qinghu-2025-07";

    private static readonly (string Unit, string? Parent)[] Units = [("管理委员会", null), ("经济发展局", "管理委员会"), ("党政办公室", "管理委员会")];

    [Theory]
    [InlineData(Screen.Desktop, "zh-CN", "qinghu")]
    [InlineData(Screen.Phone, "en", "yunxi")]
    public async Task A_zone_is_set_up_files_come_in_the_figure_stands_and_the_cells_go_out_again(Screen screen, string language, string code)
    {
        var home = $"/z/{code}";
        await SetUp(screen, language, code, home);

        await using var office = await Browsers.Visitor(screen, language);
        var page = office.Page;
        await office.SignIn($"economy-{code}", Password);
        await office.At(home + "/inbox$");
        await office.Open(home);
        await Expect(page.Locator("main")).ToContainTextAsync(office.Word("economy.cockpit.empty"));

        var from = screen == Screen.Desktop ? 500 : 600;
        await page.ClickAsync($"main a[href='{home}/ledgers/enterprises/import']");
        await office.At("/ledgers/enterprises/import$");
        await Imports.HandIn(office, OfficeFiles.RegisterFile(from, mistakes: true));
        await Named(office, [(Workbooks.FirstRow + 1, "统一社会信用代码"), (Workbooks.FirstRow + 2, "行业代码"), (Workbooks.FirstRow + 4, "注册日期")]);
        await Mend(office, OfficeFiles.RegisterFile(from, mistakes: false));
        await page.ClickAsync($"main .jk-form-actions a[href='{home}/enterprises']");
        await office.At($"{home}/enterprises$");
        await Expect(page.Locator("main tbody tr")).ToHaveCountAsync(6);

        await office.Open(home);
        await page.ClickAsync($"main a[href='{home}/ledgers/enterprise-reports/import']");
        await office.At("/ledgers/enterprise-reports/import$");
        await Imports.HandIn(office, Reports(screen, from, mistakes: true));
        await Named(office, [(OfficeFiles.FirstReport + 1, "统一社会信用代码"), (OfficeFiles.FirstReport + 3, "报告期"), (OfficeFiles.FirstReport + 5, "工业总产值")]);
        await Mend(office, Reports(screen, from, mistakes: false));

        await page.ClickAsync($"main .jk-form-actions a[href='{home}/reports']");
        await office.At($"{home}/reports$");
        await Expect(page.Locator("main .jk-tools-total strong")).ToHaveTextAsync("30");

        // The figure stands on the cockpit, opens to the indicator, and the leader sees the same.
        await office.Open(home);
        await Figure(office);
        await using (var leader = await Browsers.Visitor(screen, language))
        {
            await leader.SignIn($"leader-{code}", Password);
            await leader.At(home + "$");
            await Figure(leader);
            await leader.NoComplaints();
        }

        // Out again: the same cells, and the file comes in as it went out without changing anything.
        await office.Menu($"{home}/enterprises");
        var register = await Export(office, "xlsx");
        Compare(register, OfficeFiles.Register(from));
        await office.Menu($"{home}/reports");
        var reports = await Export(office, "csv");
        Compare(reports, OfficeFiles.Reports(from));
        await office.Open($"{home}/ledgers/enterprise-reports/import");
        await page.SetInputFilesAsync("[name='Input.File']", reports);
        await page.ClickAsync("main form.jk-form button[type=submit]");
        await Expect(page.Locator("main")).ToContainTextAsync(office.Word("platform.import.verdict.same"));
        await office.NoComplaints();
    }

    /// <summary>As the installation's administrator: the zone, its units, its accounts with their roles.</summary>
    private async Task SetUp(Screen screen, string language, string code, string home)
    {
        await using var root = await Browsers.Visitor(screen, language);
        var page = root.Page;
        await root.SignIn("root");
        await root.At("/zones$");
        await page.ClickAsync("main a[href='/zones/new']");
        await root.At("/zones/new$");
        await page.FillAsync("[name='Input.Name']", code == "qinghu" ? "青湖经济开发区" : "云溪经济开发区");
        await page.FillAsync("[name='Input.Code']", code);
        await page.SelectOptionAsync("[name='Input.Level']", "省级");
        await page.FillAsync("[name='Input.Province']", "浙江省");
        await page.FillAsync("[name='Input.City']", "嘉兴市");
        await page.ClickAsync("main form.jk-form button[type=submit]");
        await root.At($"{home}/admin/units$");

        foreach (var (unit, parent) in Units)
        {
            await page.FillAsync("[name='Input.Name']", unit);
            if (parent is not null) await page.SelectOptionAsync("[name='Input.Parent']", new SelectOptionValue { Value = parent });
            await page.ClickAsync("main form.jk-form button[type=submit]");
            await Expect(page.Locator("main table")).ToContainTextAsync(unit);
            await root.Settled();
        }

        await root.Menu($"{home}/admin/members");
        (string Account, string Name, string Unit, string[] Roles)[] people =
        [
            ($"admin-{code}", "管理员", "党政办公室", ["system-administrator", "security-administrator"]),
            ($"economy-{code}", "何科", "经济发展局", ["economy"]),
            ($"leader-{code}", "许主任", "管理委员会", ["leader"]),
        ];
        foreach (var (account, name, unit, roles) in people)
        {
            await page.FillAsync("[name='Input.UserName']", account);
            await page.FillAsync("[name='Input.Name']", name);
            await page.FillAsync("[name='Input.Password']", Password);
            await page.SelectOptionAsync("[name='Input.Unit']", new SelectOptionValue { Value = unit });
            foreach (var role in roles) await page.CheckAsync($"#role-{role}");
            await page.ClickAsync("#add form.jk-form button[type=submit]");
            await Expect(page.Locator("main table")).ToContainTextAsync(account);
            await root.Settled();
        }

        // The zone's own administrator begins where there is something to do.
        await using var admin = await Browsers.Visitor(screen, language);
        await admin.SignIn($"admin-{code}", Password);
        await admin.At($"{home}/admin/units$");
        await Expect(admin.Page.Locator("main table")).ToContainTextAsync("经济发展局");
        await admin.NoComplaints();
        await root.NoComplaints();
    }

    private static FilePayload Reports(Screen screen, int from, bool mistakes) =>
        screen == Screen.Desktop ? OfficeFiles.ReportsWorkbook(from, mistakes) : OfficeFiles.ReportsText(from, mistakes);

    private static async Task Named(Visitor visitor, IReadOnlyList<(int Row, string Column)> mistakes)
    {
        var errors = Imports.Errors(visitor);
        await Expect(errors).ToHaveCountAsync(mistakes.Count);
        for (var i = 0; i < mistakes.Count; i++)
        {
            await Expect(errors.Nth(i).Locator("th")).ToHaveTextAsync(visitor.Word("platform.import.row-number", mistakes[i].Row));
            await Expect(errors.Nth(i).Locator("td").Nth(0)).ToContainTextAsync(mistakes[i].Column);
            await Expect(errors.Nth(i).Locator("td").Nth(2)).Not.ToBeEmptyAsync();
        }
    }

    /// <summary>Writes the three good rows, then the mended file: three rows are new, three unchanged.</summary>
    private static async Task Mend(Visitor visitor, FilePayload mended)
    {
        var page = visitor.Page;
        await page.ClickAsync("button[value=commit]");
        await Expect(page.Locator("main")).ToContainTextAsync(visitor.Word("platform.import.done-text", "3", "0", "0", "3"));
        await page.ClickAsync("main .jk-form-actions a[href$='/import']");
        await visitor.At("/import$");
        await Imports.HandIn(visitor, mended);
        await Expect(Imports.Errors(visitor)).ToHaveCountAsync(0);
        await page.ClickAsync("button[value=commit]");
        await Expect(page.Locator("main")).ToContainTextAsync(visitor.Word("platform.import.done-text", "3", "0", "3", "0"));
    }

    private static async Task Figure(Visitor visitor)
    {
        var page = visitor.Page;
        await Expect(page.Locator("main .jk-summary")).ToContainTextAsync(OfficeFiles.Growth);
        await Expect(page.Locator("main .jk-figure-lead")).ToContainTextAsync(OfficeFiles.Output);
        await visitor.Drawn();
        await visitor.Seen("main .jk-figure-lead a").ClickAsync();
        await visitor.At("/indicators/IND_GOV");
        await Expect(page.Locator("main .jk-stats")).ToContainTextAsync(OfficeFiles.Output);
        await Expect(page.Locator("main .jk-stats")).ToContainTextAsync("6 / 6");
    }

    private static async Task<string> Export(Visitor visitor, string format)
    {
        await visitor.Page.Locator("main details:has(a[href*='/export']) > summary").ClickAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.ClickAsync($"main a[href*='/export'][href*='{format}']"));
        return await visitor.Save(download);
    }

    private static void Compare(string path, IReadOnlyList<IReadOnlyDictionary<string, string>> expected)
    {
        var rows = Workbooks.Read(path).ToList();
        var heading = rows.FindIndex(r => r.Contains("统一社会信用代码"));
        var body = rows.Skip(heading + 1).ToDictionary(r => r[0], StringComparer.Ordinal);
        body.Count.ShouldBe(expected.Count);
        foreach (var row in expected)
        {
            var cells = body[row["统一社会信用代码"]];
            foreach (var (column, value) in row)
            {
                var at = Array.IndexOf(rows[heading], column);
                at.ShouldBeGreaterThanOrEqualTo(0, $"{column} in {string.Join(' ', rows[heading])}");
                Same(at < cells.Length ? cells[at] : "").ShouldBe(Same(value), column);
            }
        }
    }

    // A number is the same with and without the zeros at its end.
    private static string Same(string cell) => cell.Length < 15 && decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number.ToString("0.####", CultureInfo.InvariantCulture) : cell;
}
