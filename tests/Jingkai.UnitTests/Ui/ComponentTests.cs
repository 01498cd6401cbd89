using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Localization;
using Jingkai.Ui;
using Microsoft.AspNetCore.Components;

namespace Jingkai.UnitTests.Ui;

public sealed class ComponentTests
{
    [Fact]
    public async Task A_rise_is_told_by_arrow_word_and_number()
    {
        var html = await Rendered.Html<DeltaText>(parameters: ("Value", 14.2m));
        html.ShouldContain("#triangle-filled");
        Rendered.TextOf(html).ShouldBe("增长14.2%");
        Rendered.TextOf(await Rendered.Html<DeltaText>(Localizer.English, ("Value", 14.2m))).ShouldBe("up 14.2%");
    }

    [Fact]
    public async Task A_change_in_points_is_never_written_as_per_cent()
    {
        Rendered.TextOf(await Rendered.Html<DeltaText>(parameters: [("Value", 5.7m), ("Points", true)])).ShouldBe("提高5.7个百分点");
        Rendered.TextOf(await Rendered.Html<DeltaText>(parameters: [("Value", -0.3m), ("Points", true), ("Compact", true)])).ShouldBe("下降 -0.3个百分点");
    }

    [Theory]
    [InlineData("0.04", "持平")]
    [InlineData("-0.04", "持平")]
    [InlineData("0.05", "增长0.1%")]
    [InlineData("-0.05", "下降0.1%")]
    public async Task Direction_follows_the_rounded_number(string value, string text) =>
        Rendered.TextOf(await Rendered.Html<DeltaText>(parameters: ("Value", decimal.Parse(value, CultureInfo.InvariantCulture)))).ShouldBe(text);

    [Fact]
    public async Task A_figure_shows_value_unit_growth_completion_and_opens()
    {
        var html = await Rendered.Html<FigureCard>(parameters: [
            ("Label", "规上工业总产值"), ("Value", 401.87m), ("Unit", "亿元"), ("Growth", 14.2m), ("Href", "/z/linping/indicators/IND_GOV"),
            ("Completion", 51.52m), ("Pace", 58.33m), ("Trend", new decimal?[] { 1, null, 3, 4 })]);
        var text = Rendered.TextOf(html);
        text.ShouldContain("401.87 亿元");
        text.ShouldContain("同比 增长14.2%");
        text.ShouldContain("完成 51.52%");
        text.ShouldContain("落后序时进度6.81个百分点");
        html.ShouldContain("""href="/z/linping/indicators/IND_GOV" """.TrimEnd());
        html.ShouldContain("""width="51.52%" """.TrimEnd());
    }

    [Fact]
    public async Task A_withheld_figure_shows_neither_value_nor_growth_nor_completion()
    {
        var text = Rendered.TextOf(await Rendered.Html<FigureCard>(parameters: [
            ("Label", "某行业产值"), ("Value", 12.5m), ("Growth", 3.1m), ("Completion", 50m), ("Withheld", true)]));
        text.ShouldBe("某行业产值 不予公布");
    }

    [Fact]
    public async Task A_growth_without_value_leaves_the_value_empty()
    {
        var text = Rendered.TextOf(await Rendered.Html<FigureCard>(parameters: [("Label", "营业收入"), ("Value", null), ("Growth", 12.4m)]));
        text.ShouldBe("营业收入 增长 +12.4% 同比 仅公布增速");
    }

    [Fact]
    public async Task A_ledger_keeps_its_state_in_its_links()
    {
        var html = await Ledger("/z/linping/enterprises?q=轴承&sort=-output&page=2", total: 60, page: 2);
        // The column sorted by offers the other direction, another its own first direction; both go back to the first page.
        html.ShouldContain("""href="/z/linping/enterprises?q=%E8%BD%B4%E6%89%BF&amp;sort=output" """.TrimEnd());
        html.ShouldContain("""href="/z/linping/enterprises?q=%E8%BD%B4%E6%89%BF&amp;sort=name" """.TrimEnd());
        html.ShouldContain("""aria-sort="descending" """.TrimEnd());
        html.ShouldContain("""href="/z/linping/enterprises?q=%E8%BD%B4%E6%89%BF&amp;sort=-output&amp;page=3" """.TrimEnd());
        html.ShouldContain("<strong>60</strong>");
        Rendered.TextOf(html).ShouldContain("第 21–40 条，共 60 条");
    }

    [Fact]
    public async Task A_hidden_column_appears_when_the_address_names_it_and_the_key_column_always()
    {
        (await Ledger("/x")).ShouldNotContain("data-label=\"园区\"");
        var chosen = await Ledger("/x?cols=park");
        chosen.ShouldContain("data-label=\"园区\"");
        chosen.ShouldNotContain("data-label=\"产值 (万元)\"");
        chosen.ShouldContain(">甲公司</th>");
    }

    [Fact]
    public async Task A_name_with_markup_stays_text() =>
        (await Ledger("/x", name: "<script>alert(1)</script>")).ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");

    [Fact]
    public async Task An_empty_list_under_a_filter_offers_to_clear_the_filter_and_keeps_the_order()
    {
        var html = await Ledger("/x?q=无&sort=name", rows: 0, total: 0);
        Rendered.TextOf(html).ShouldContain("没有符合条件的记录");
        html.ShouldContain("""href="/x?sort=name" """.TrimEnd());
        Rendered.TextOf(await Ledger("/x?sort=name", rows: 0, total: 0)).ShouldContain("暂无记录");
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 60, "1 2 3")]
    [InlineData(1, 400, "1 2 … 20")]
    [InlineData(3, 400, "1 2 3 4 … 20")]
    [InlineData(10, 400, "1 … 9 10 11 … 20")]
    [InlineData(18, 400, "1 … 17 18 19 20")]
    [InlineData(4, 400, "1 2 3 4 5 … 20")]
    [InlineData(99, 400, "1 … 20")]
    public async Task The_pager_shows_the_ends_and_the_neighbours(int page, int total, string shown)
    {
        var html = await Rendered.Html<Pager>(parameters: [("Page", page), ("Size", 20), ("Total", (long)total), ("Address", Address.Parse("/x")), ("Sizes", new[] { 1000 })]);
        var list = html.Contains("<ul>") ? Rendered.TextOf(html[html.IndexOf("<ul>", StringComparison.Ordinal)..html.IndexOf("</ul>", StringComparison.Ordinal)]) : "";
        list.ShouldBe(shown);
    }

    [Fact]
    public async Task A_field_ties_label_hint_and_error_to_its_input()
    {
        var html = await Rendered.Html<TextField>(parameters: [("Name", "M.CreditCode"), ("Label", "信用代码"), ("Hint", "18 位"), ("Error", "应为 18 位"), ("Required", true), ("Value", "9\"1")]);
        html.ShouldContain("for=\"f-m-creditcode\"");
        html.ShouldContain("aria-describedby=\"f-m-creditcode-hint f-m-creditcode-error\"");
        html.ShouldContain("aria-invalid=\"true\"");
        html.ShouldContain("value=\"9&quot;1\"");
    }

    [Fact]
    public async Task The_shell_marks_the_entry_whose_address_is_the_longest_beginning()
    {
        var html = await Rendered.Html<SideNav>(parameters: [
            ("Items", new NavItem[] { new("驾驶舱", "/z/linping", Exact: true), new("企业", "/z/linping/enterprises"), new("月报", "/z/linping/enterprises/reports") }),
            ("CurrentPath", "/z/linping/enterprises/E2026-0001?tab=land")]);
        html.ShouldContain("""<a href="/z/linping/enterprises" aria-current="page">""");
        html.Split("aria-current").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Chart_and_table_show_the_same_numbers()
    {
        var data = new ChartData(["6月", "7月"], new ChartSeries("产值", [0.1m + 0.2m, null], "亿元", 2, ["/t/6", null]), "报告期");
        var html = await Rendered.Html<ChartBox>(parameters: [("Title", "产值"), ("Option", ChartOptions.Bar(data)), ("Data", data)]);
        html.ShouldContain("&quot;value&quot;:0.3,");
        html.ShouldContain("&quot;value&quot;:null");
        html.ShouldContain("<a href=\"/t/6\">0.30</a>");
    }

    private static Task<string> Ledger(string address, int rows = 1, long total = 1, int page = 1, string name = "甲公司")
    {
        RenderFragment columns = builder =>
        {
            builder.AddContent(0, Column("name", "企业名称", isKey: true, value: row => row.Name));
            builder.AddContent(1, Column("output", "产值", unit: "万元", numeric: true, value: row => Format.Number(row.Output)));
            builder.AddContent(2, Column("park", "园区", hidden: true, value: row => row.Park));
        };
        return Rendered.Html<LedgerTable<Row>>(parameters: [
            ("List", new PagedList<Row>([.. Enumerable.Repeat(new Row(name, 12.5m, null), rows)], total, page, 20)),
            ("Address", Address.Parse(address)), ("Columns", columns)]);
    }

    private static RenderFragment Column(
        string key, string title, Func<Row, string?> value, string? unit = null, bool isKey = false, bool numeric = false, bool hidden = false) => builder =>
    {
        builder.OpenComponent<LedgerColumn<Row>>(0);
        builder.AddComponentParameter(1, "Key", key);
        builder.AddComponentParameter(2, "Title", title);
        builder.AddComponentParameter(3, "Unit", unit);
        builder.AddComponentParameter(4, "IsKey", isKey);
        builder.AddComponentParameter(5, "Numeric", numeric);
        builder.AddComponentParameter(6, "Hidden", hidden);
        builder.AddComponentParameter(7, "Sortable", true);
        builder.AddComponentParameter(8, "Value", value);
        builder.CloseComponent();
    };

    private sealed record Row(string Name, decimal Output, string? Park);
}
