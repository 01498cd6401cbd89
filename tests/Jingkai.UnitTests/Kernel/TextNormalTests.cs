using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class TextNormalTests
{
    [Theory]
    [InlineData("  杭州\t\n 某某  公司 ", "杭州 某某 公司")]
    [InlineData("杭州　公司", "杭州 公司")]
    [InlineData("a\0b\u0007c\u200Bd\uFEFF", "abcd")]
    [InlineData("e\u0301", "é")]
    [InlineData("临平\u202E公司", "临平公司")]
    [InlineData("\uFFFE甲\uFDD0", "甲")]
    [InlineData("＝HYPERLINK(1)", "＝HYPERLINK(1)")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Stored_text_is_clean(string? text, string expected) => TextNormal.Clean(text).ShouldBe(expected);

    [Fact]
    public void Half_of_a_surrogate_pair_stays_visible_as_a_broken_character() =>
        TextNormal.Clean("甲\ud800").ShouldBe("甲\uFFFD");

    [Theory]
    [InlineData("ＡＢｃ１２３，（）％", "ABc123,()%")]
    [InlineData("甲　乙。", "甲 乙。")]
    public void Full_width_becomes_half_width(string text, string expected) => TextNormal.HalfWidth(text).ShouldBe(expected);

    [Theory]
    [InlineData("浙江（临平）Ａ-Tech 公司", "浙江临平atech公司")]
    [InlineData("工业总产值(万元)", "工业总产值万元")]
    [InlineData("R&D 经费", "rd经费")]
    [InlineData("“甲·乙”", "甲乙")]
    [InlineData(" \u3000。", "")]
    public void Search_keys_forget_case_width_blanks_and_punctuation(string text, string key) =>
        TextNormal.SearchKey(text).ShouldBe(key);

    [Fact]
    public void Sort_keys_order_names_by_pinyin()
    {
        string[] byPinyin = ["阿里", "贝达药业", "杭州", "江苏", "临平", "宁波", "上海", "上虞", "绍兴", "余杭", "浙江", "中策"];

        byPinyin.Reverse().OrderBy(TextNormal.SortKey, StringComparer.Ordinal).ShouldBe(byPinyin);
    }

    [Fact]
    public void Sort_keys_put_digits_first_then_ideographs_then_letters()
    {
        string[] order = ["3M", "阿里", "中策", "abb", "ABC"];

        order.Reverse().OrderBy(TextNormal.SortKey, StringComparer.Ordinal).ShouldBe(order);
        TextNormal.SortKey("ＡＢＢ").ShouldBe(TextNormal.SortKey("abb"));
    }

    [Fact]
    public void Sort_keys_are_bounded_hexadecimal_digits()
    {
        var key = TextNormal.SortKey(new string('浙', 500));

        key.Length.ShouldBe(2 * TextNormal.SortKeyBytes);
        key.ShouldAllBe(c => char.IsAsciiHexDigitLower(c));
        TextNormal.SortKey(null).Length.ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData("浙江中控技术", "zjzkjs")]
    [InlineData("中文", "zw")]
    [InlineData("杭州余杭经济技术开发区", "hzyhjjjskfq")]
    [InlineData("A股２号", "ag2h")]
    [InlineData("重庆", "cq")]
    [InlineData("（临平）", "lp")]
    [InlineData("", "")]
    public void Initials_are_those_of_the_pinyin(string text, string initials) =>
        TextNormal.Initials(text).ShouldBe(initials);

    [Theory]
    [InlineData("阿波次德鹅佛歌喝基科了摸讷哦坡七日思特乌希一资", "abcdefghjklmnopqrstwxyz")]
    [InlineData("嗷簿错舵饿复过霍军阔落木懦怄瀑群若所唾沃训韵座", "abcdefghjklmnopqrstwxyz")]
    public void First_and_last_characters_of_each_letter_are_told_apart(string text, string initials) =>
        TextNormal.Initials(text).ShouldBe(initials);

    [Fact]
    public void A_character_without_a_reading_has_no_initial() => TextNormal.Initials("\U00020001㐀").ShouldBe("");

    [Fact]
    public void Normal_forms_are_final_and_never_throw() =>
        Prop.ForAll(Texts, text =>
        {
            var clean = TextNormal.Clean(text);
            var key = TextNormal.SearchKey(text);
            return TextNormal.Clean(clean) == clean
                && TextNormal.SearchKey(key) == key
                && TextNormal.SearchKey(clean) == key
                && clean.IsNormalized()
                && !clean.Any(char.IsControl)
                && TextNormal.SortKey(text) == TextNormal.SortKey(clean)
                && TextNormal.Initials(text).All(char.IsAsciiLetterOrDigit);
        }).Holds();

    private static Arbitrary<string> Texts { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? string.Empty),
        Gen.Choose(0, 0xFFFF).Select(c => (char)c).ListOf().Select(cs => string.Concat(cs)),
        Gen.Elements("A", "Ａ", "e", "\u0301", " ", "\u3000", "\n", "。", "-", "\u200B", "\ud83d", "\ude00", "㈱", "İ", "ß", "公司", "가", "\u1100", "\u1161")
            .ListOf().Select(string.Concat)).ToArbitrary();
}
