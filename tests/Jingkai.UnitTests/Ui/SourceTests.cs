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
        foreach (var (file, text) in Sources("*.razor"))
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
        var missing = Sources("*.razor").SelectMany(c => IconName().Matches(c.Text).Select(m => (c.File, Name: m.Groups[1].Value)))
            .Where(use => !known.Contains(use.Name));
        missing.ShouldBeEmpty();

        var entries = Sources("*.cs").SelectMany(c => NavigationIcon().Matches(c.Text).Select(m => (c.File, Name: m.Groups[1].Value)));
        entries.Where(use => !known.Contains(use.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_that_the_source_names_is_stored_in_both_languages()
    {
        var chinese = StoredKeys("zh-CN");
        var english = StoredKeys("en");
        var missing = Sources("*.razor").Concat(Sources("*.cs"))
            .SelectMany(c => WordKey().Matches(c.Text).Select(m => (c.File, Key: m.Groups[1].Value)))
            .Where(use => !chinese.Contains(use.Key) || !english.Contains(use.Key));
        missing.ShouldBeEmpty();
        chinese.Except(english).Concat(english.Except(chinese)).ShouldBeEmpty();
    }

    private static HashSet<string> StoredKeys(string language) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), $"{language}.json", SearchOption.AllDirectories)
            .Where(file => file.Contains($"{Path.DirectorySeparatorChar}Resources{Path.DirectorySeparatorChar}") && !Built(file))
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys)];

    private static IEnumerable<(string File, string Text)> Sources(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), pattern, SearchOption.AllDirectories)
            .Where(file => !Built(file))
            .Select(file => (Path.GetRelativePath(Root, file), File.ReadAllText(file)));

    private static bool Built(string file) =>
        file.Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj") || parts.Contains("bin"));

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

    [GeneratedRegex(@"<script\b(?![^>]*\bsrc=)|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"(?:<Icon Name|\bIcon)=""([a-z0-9-]+)""")]
    private static partial Regex IconName();

    // An entry of the navigation: resource key, path, icon.
    [GeneratedRegex(@"""[a-z]+\.nav\.[a-z.-]+"",\s*""[^""]*"",\s*""([a-z0-9-]+)""")]
    private static partial Regex NavigationIcon();

    [GeneratedRegex(@"\bL\[""([a-z0-9]+(?:[.-][a-z0-9]+)+)""")]
    private static partial Regex WordKey();
}
