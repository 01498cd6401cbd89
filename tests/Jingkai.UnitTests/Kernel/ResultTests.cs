using System.Globalization;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class ResultTests
{
    private static readonly Error Refusal = Error.Invalid("no-way", "不行", "no way");

    [Fact]
    public void A_value_is_a_success()
    {
        Result<int> result = 7;

        result.IsOk.ShouldBeTrue();
        result.Value.ShouldBe(7);
        result.Error.ShouldBeNull();
        result.Try(out var value, out _).ShouldBeTrue();
        value.ShouldBe(7);
    }

    [Fact]
    public void An_error_is_a_refusal_whose_value_throws()
    {
        Result<int> result = Refusal;

        result.IsOk.ShouldBeFalse();
        result.Error.ShouldBe(Refusal);
        Should.Throw<InvalidOperationException>(() => result.Value).Message.ShouldContain("no-way");
    }

    [Fact]
    public void The_default_of_a_result_with_value_is_a_refusal()
    {
        default(Result<string>).IsOk.ShouldBeFalse();
        default(Result<string>).Error!.Code.ShouldBe("no-result");
    }

    [Fact]
    public void The_default_of_a_result_without_value_is_done()
    {
        default(Result).IsOk.ShouldBeTrue();
        Result.Ok().ShouldBe(default);
        ((Result)Refusal).IsOk.ShouldBeFalse();
        ((Result)Refusal).Match(() => "", e => e.Code).ShouldBe("no-way");
    }

    [Fact]
    public void Map_and_bind_keep_a_refusal()
    {
        Result<int> failed = Refusal;
        Result<int> good = 7;

        failed.Map(v => v + 1).Error.ShouldBe(Refusal);
        good.Map(v => v + 1).Value.ShouldBe(8);
        failed.Bind(v => Result.Ok(v)).Error.ShouldBe(Refusal);
        good.Bind<int>(_ => Refusal).Error.ShouldBe(Refusal);
        good.Match(v => v, _ => -1).ShouldBe(7);
    }

    [Fact]
    public void Values_of_interface_types_are_wrapped_by_name()
    {
        IReadOnlyList<int> list = [1, 2];
        Result.Ok(list).Value.ShouldBe([1, 2]);
    }

    [Fact]
    public void Messages_are_read_in_the_language_of_the_reader()
    {
        var text = new Text("时期", "period");

        text.For(CultureInfo.GetCultureInfo("zh-CN")).ShouldBe("时期");
        text.For(CultureInfo.GetCultureInfo("zh-Hant-TW")).ShouldBe("时期");
        text.For(CultureInfo.GetCultureInfo("en")).ShouldBe("period");
        text.For(CultureInfo.InvariantCulture).ShouldBe("period");
        $"{text}".ShouldBe(text.Current);
    }

    [Fact]
    public void An_error_can_be_said_of_a_field() => Refusal.At("period").Field.ShouldBe("period");

    [Theory]
    [InlineData(null, null, 1, 20, 0)]
    [InlineData("", "", 1, 20, 0)]
    [InlineData("3", "50", 3, 50, 100)]
    [InlineData("1", "200", 1, 200, 0)]
    [InlineData("10000000", "200", 10_000_000, 200, 1_999_999_800)]
    public void Pages_are_read_with_defaults(string? page, string? size, int number, int rows, int skip)
    {
        var request = PageRequest.Parse(page, size).Value;

        request.ShouldBe(new PageRequest(number, rows));
        request.Skip.ShouldBe(skip);
    }

    [Theory]
    [InlineData("0", null, "page")]
    [InlineData("-1", null, "page")]
    [InlineData("1.5", null, "page")]
    [InlineData(" 1", null, "page")]
    [InlineData("10000001", null, "page")]
    [InlineData("99999999999", null, "page")]
    [InlineData("1", "0", "size")]
    [InlineData("1", "201", "size")]
    [InlineData("1", "all", "size")]
    public void Pages_out_of_range_are_bad_pages(string? page, string? size, string field)
    {
        var error = PageRequest.Parse(page, size).Error!;

        error.Code.ShouldBe("bad-page");
        error.Kind.ShouldBe(ErrorKind.Malformed);
        error.Field.ShouldBe(field);
    }

    [Fact]
    public void Mapping_a_page_keeps_its_numbers() =>
        new PagedList<int>([1, 2], 12, 2, 2).Map(i => $"{i}").ShouldSatisfyAllConditions(
            p => p.Items.ShouldBe(["1", "2"]),
            p => (p.Total, p.Page, p.Size).ShouldBe((12L, 2, 2)));
}
