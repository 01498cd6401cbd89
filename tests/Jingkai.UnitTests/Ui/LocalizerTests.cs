using System.Globalization;
using Jingkai.Platform.Localization;
using Jingkai.Ui;

namespace Jingkai.UnitTests.Ui;

public sealed class LocalizerTests
{
    [Fact]
    public void Every_word_of_the_design_system_stands_in_both_languages() => Rendered.Words.Faults().ShouldBeEmpty();

    [Fact]
    public void The_language_follows_the_culture_of_the_reader()
    {
        var words = new Localizer(typeof(AppShell).Assembly);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans-SG");
        words["ui.save"].ShouldBe("保存");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        words["ui.save"].ShouldBe("Save");
        words["ui.page.range", 1, 20, 428].ShouldBe("1–20 of 428");
    }

    [Fact]
    public void An_unknown_key_shows_as_itself_and_is_remembered()
    {
        var words = new Localizer(typeof(AppShell).Assembly);
        words["ui.no-such-word"].ShouldBe("ui.no-such-word");
        words["ui.no-such-word", 1].ShouldBe("ui.no-such-word");
        words.MissingKeys.ShouldBe(["ui.no-such-word"]);
    }
}
