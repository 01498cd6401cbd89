using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class CreditCodeTests
{
    // Public codes, used as vectors of the algorithm only.
    [Theory]
    [InlineData("9144030071526726XG")]
    [InlineData("91330100799655058B")]
    [InlineData("914403001922038216")]
    [InlineData("91110000802100433B")]
    [InlineData("91110108551385082Q")]
    [InlineData("91440300192317458F")]
    [InlineData("91350900587527783P")]
    [InlineData("91330000733796106P")]
    [InlineData("91440606722473344C")]
    [InlineData("91100000100003962T")]
    [InlineData("911000001000013428")]
    [InlineData("91440300192181490G")]
    [InlineData("91440400192548256N")]
    [InlineData("91330000747735638J")]
    [InlineData("9144030027939873X7")]
    [InlineData("91340111MA2RAD3M4R")]
    public void Issued_codes_pass_both_checks(string text)
    {
        var code = CreditCode.Parse(text).Value;

        code.Value.ShouldBe(text);
        code.CheckPasses.ShouldBeTrue();
        code.OrganisationCheckPasses.ShouldBeTrue();
        CreditCode.Build(text[..17]).ShouldBe(text);
    }

    [Theory]
    [InlineData("914403001922038217", '6')]
    [InlineData("91330100799655085B", '5')]
    [InlineData("911100001000039620", 'Y')]
    [InlineData("91350211M0000XUF46", 'R')]
    public void A_failed_check_is_read_and_names_the_expected_character(string text, char expected)
    {
        var code = CreditCode.Parse(text).Value;

        code.CheckPasses.ShouldBeFalse();
        code.ExpectedCheck.ShouldBe(expected);
    }

    [Fact]
    public void Check_value_31_is_the_character_zero()
    {
        // Every first 17 whose weighted sum is a multiple of 31; all zeros is the plainest.
        CreditCode.Build("00000000000000000").ShouldBe("000000000000000000");
    }

    [Fact]
    public void Lower_case_is_read_as_upper_case() =>
        CreditCode.Parse("91440300192317458f").Value.Value.ShouldBe("91440300192317458F");

    [Theory]
    [InlineData(" 9144 0300-1923 1745-8F\n")]
    [InlineData("９１４４０３００１９２３１７４５８Ｆ")]
    [InlineData("91440300　192317458F")]
    [InlineData("91440300–192317458—f")]
    public void Blanks_hyphens_and_full_width_are_forgiven(string text) =>
        CreditCode.Parse(text).Value.Value.ShouldBe("91440300192317458F");

    [Fact]
    public void Letter_O_is_refused_and_zero_is_proposed()
    {
        var error = CreditCode.Parse("9133O100799655058B").Error!;

        error.Code.ShouldBe("credit-code-character");
        error.Kind.ShouldBe(ErrorKind.Invalid);
        error.Message.Zh.ShouldContain("第5位");
        error.Message.Zh.ShouldContain("91330100799655058B");
        CreditCode.Propose("9133O100799655058B")!.Value.Value.ShouldBe("91330100799655058B");
    }

    [Fact]
    public void Letter_I_is_refused_and_one_is_proposed()
    {
        CreditCode.Parse("9I330100799655058B").Error!.Code.ShouldBe("credit-code-character");
        CreditCode.Propose("9I330100799655058B")!.Value.Value.ShouldBe("91330100799655058B");
    }

    [Fact]
    public void Letter_O_as_check_character_is_answered_with_the_expected_one()
    {
        var error = CreditCode.Parse("9144030071526726XO").Error!;

        error.Code.ShouldBe("credit-code-character");
        error.Message.En.ShouldContain("check character G");
        CreditCode.Propose("9144030071526726XO").ShouldBeNull();
    }

    [Theory]
    [InlineData("9133010079965505B")]
    [InlineData("9133010079965505800B")]
    [InlineData("330100000012345")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_length_is_refused(string? text) =>
        CreditCode.Parse(text).Error!.Code.ShouldBe("credit-code-length");

    [Theory]
    [InlineData("9S330100799655058B")]
    [InlineData("91330100Z99655058B")]
    [InlineData("913301A0799655058B")]
    [InlineData("91330100企99655058B")]
    [InlineData("９１３３０１００Ｖ９９６５５０５８Ｂ")]
    public void Characters_outside_the_alphabet_and_letters_in_the_division_are_refused(string text)
    {
        CreditCode.Parse(text).Error!.Code.ShouldBe("credit-code-character");
        CreditCode.Propose(text).ShouldBeNull();
    }

    [Fact]
    public void Embedded_organisation_code_is_printed_with_its_hyphen()
    {
        CreditCode.Parse("91330100799655058B").Value.OrganisationCode.ShouldBe("79965505-8");
        CreditCode.OrganisationCheck("79965505").ShouldBe('8');
        CreditCode.OrganisationCheck("ma2rad3m").ShouldBe('4');
    }

    [Fact]
    public void Default_value_is_empty_and_passes_nothing()
    {
        default(CreditCode).Value.ShouldBeEmpty();
        default(CreditCode).CheckPasses.ShouldBeFalse();
        default(CreditCode).OrganisationCheckPasses.ShouldBeFalse();
    }

    [Theory]
    [InlineData("9133010079965505")]
    [InlineData("91330100799655O58")]
    public void Building_from_malformed_characters_is_a_bug(string first17) =>
        Should.Throw<ArgumentException>(() => CreditCode.Build(first17));

    [Fact]
    public void Built_codes_pass_and_every_single_wrong_character_is_found() =>
        Prop.ForAll(First17().ToArbitrary(), Gen.Choose(0, 17).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (first, at, other) =>
        {
            var code = CreditCode.Build(first);
            var changed = code[..at] + CreditCode.Alphabet[other] + code[(at + 1)..];
            return CreditCode.Parse(code).Value.CheckPasses
                && (changed == code || CreditCode.Parse(changed) is not { IsOk: true, Value.CheckPasses: true });
        }).Holds();

    private static Gen<string> First17() =>
        from body in Gen.Elements(CreditCode.Alphabet.ToCharArray()).ArrayOf(11)
        from division in Gen.Elements("0123456789".ToCharArray()).ArrayOf(6)
        select new string([.. body[..2], .. division, .. body[2..]]);
}
