using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jingkai.UnitTests.Ui;

/// <summary>What the policy of the pages and the icon sprite ask of every component in the repository.</summary>
public sealed partial class SourceTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void No_component_writes_inline_style_or_script()
    {
        foreach (var (file, text) in Components())
        {
            InlineStyle().IsMatch(text).ShouldBeFalse(file);
            InlineHandler().IsMatch(text).ShouldBeFalse(file);
            InlineScript().IsMatch(text).ShouldBeFalse(file);
        }
    }

    [Fact]
    public void Every_icon_that_a_component_names_is_in_the_sprite()
    {
        var known = JsonSerializer.Deserialize<HashSet<string>>(File.ReadAllText(Path.Combine(Root, "web/icons.json")))!;
        var missing = Components().SelectMany(c => IconName().Matches(c.Text).Select(m => (c.File, Name: m.Groups[1].Value)))
            .Where(use => !known.Contains(use.Name));
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_that_a_component_of_the_design_system_names_is_stored()
    {
        var named = Components().Where(c => c.File.Contains("Jingkai.Ui")).SelectMany(c => WordKey().Matches(c.Text).Select(m => m.Groups[1].Value)).Distinct();
        named.Where(key => !Rendered.Words.Has(key)).ShouldBeEmpty();
    }

    private static IEnumerable<(string File, string Text)> Components() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.razor", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(file => (Path.GetRelativePath(Root, file), File.ReadAllText(file)));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Jingkai.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\sstyle\s*=|<style", RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyle();

    [GeneratedRegex(@"\son(click|change|submit|load|input)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineHandler();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"(?:<Icon Name|\bIcon)=""([a-z0-9-]+)""")]
    private static partial Regex IconName();

    [GeneratedRegex(@"\bL\[""(ui\.[a-z.-]+)""")]
    private static partial Regex WordKey();
}
