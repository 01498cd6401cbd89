using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class IndustryCodeTests
{
    [Fact]
    public void The_classification_is_complete()
    {
        IndustryCode.All.Count.ShouldBe(1972);
        IndustryCode.All.GroupBy(i => i.Level).OrderBy(g => g.Key).Select(g => g.Count()).ShouldBe([20, 97, 473, 1382]);
    }

    [Fact]
    public void Every_code_has_an_English_name_without_Chinese()
    {
        foreach (var industry in IndustryCode.All)
        {
            industry.NameEn.Trim().ShouldBe(industry.NameEn, industry.Code);
            industry.NameEn.ShouldMatch("^[A-Z0-9]", industry.Code);
            industry.NameEn.ShouldNotMatch(@"[\p{IsCJKUnifiedIdeographs}\p{IsCJKSymbolsandPunctuation}\p{IsHalfwidthandFullwidthForms}]", industry.Code);
        }
    }

    [Fact]
    public void Two_entries_share_an_English_name_only_where_they_share_the_Chinese_one()
    {
        IndustryCode.All.GroupBy(i => i.NameEn).Where(g => g.Select(i => i.Name).Distinct().Count() > 1).SelectMany(g => g).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("C", 1, "制造业")]
    [InlineData("36", 2, "汽车制造业")]
    [InlineData("C36", 2, "汽车制造业")]
    [InlineData("c3612", 4, "新能源车整车制造")]
    [InlineData("3612", 4, "新能源车整车制造")]
    [InlineData(" ３６１２ ", 4, "新能源车整车制造")]
    [InlineData("0111", 4, "稻谷种植")]
    public void Codes_are_found_with_and_without_the_letter(string code, int level, string name)
    {
        var industry = IndustryCode.Find(code).Value;

        industry.Level.ShouldBe(level);
        industry.Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("3")]
    [InlineData("9999")]
    [InlineData("B3612")]
    [InlineData("Z")]
    [InlineData("汽车")]
    [InlineData("C 36")]
    public void Unknown_codes_are_refused(string? code) =>
        IndustryCode.Find(code).Error!.Code.ShouldBe("unknown-industry");

    [Fact]
    public void Ancestors_go_from_the_section_to_the_entry()
    {
        IndustryCode.AncestorsAndSelf("C3612").ShouldBe(["C", "36", "361", "3612"]);
        IndustryCode.AncestorsAndSelf("36").ShouldBe(["C", "36"]);
        IndustryCode.AncestorsAndSelf("C").ShouldBe(["C"]);
        IndustryCode.AncestorsAndSelf("9999").ShouldBeEmpty();
    }

    [Fact]
    public void Every_entry_has_its_parent_one_level_up_in_the_same_section()
    {
        foreach (var industry in IndustryCode.All)
        {
            var path = IndustryCode.AncestorsAndSelf(industry.Code);
            path.Count.ShouldBe(industry.Level);
            path[0].ShouldBe(industry.Section);
            path.ShouldAllBe(code => IndustryCode.IsWithin(industry.Code, code));
        }
    }

    [Theory]
    [InlineData("3612", "36", true)]
    [InlineData("3612", "C", true)]
    [InlineData("C3612", "361", true)]
    [InlineData("3612", "C36", true)]
    [InlineData("3612", "3612", true)]
    [InlineData("3612", "37", false)]
    [InlineData("3612", "D", false)]
    [InlineData("3612", "B36", false)]
    [InlineData("36", "3612", false)]
    [InlineData("C", "C", true)]
    [InlineData("C", "36", false)]
    [InlineData("3612", "", false)]
    [InlineData(null, "C", false)]
    [InlineData("3699", "C", true)] // not in the table; its division is
    public void Prefixes_contain_what_begins_with_them(string? code, string prefix, bool within) =>
        IndustryCode.IsWithin(code, prefix).ShouldBe(within);

    [Theory]
    [InlineData("0610", true)]
    [InlineData("3612", true)]
    [InlineData("4411", true)]
    [InlineData("C", true)]
    [InlineData("4710", false)]
    [InlineData("0111", false)]
    [InlineData("6510", false)]
    [InlineData("", false)]
    public void Industrial_are_the_sections_B_C_and_D(string code, bool industrial) =>
        IndustryCode.IsIndustrial(code).ShouldBe(industrial);
}
