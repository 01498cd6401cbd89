using Jingkai.ArchitectureTests.Sources;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.ArchitectureTests.Tests;

public sealed class SourceTests(House house)
{
    private static readonly string[] Offenders = ["tests/Offenders"];

    private static HashSet<string> Keys => [.. ResourceSet.Below("src").SelectMany(s => s.Chinese.Keys)];

    [Fact]
    public void Files_stay_short()
    {
        TextRules.LongFiles(SourceTree.Own(".cs", ".razor", ".ts", ".mjs", ".css")).ShouldBeEmpty();
        TextRules.LongFiles([new("Long.cs", new string('\n', TextRules.TooLong) + "}"), new("Short.cs", "}\n")]).ShouldBe([$"Long.cs has {TextRules.TooLong + 1} lines"]);
    }

    [Fact]
    public void Pages_carry_no_style_and_no_script()
    {
        TextRules.InlineCode(SourceTree.Own(".razor")).ShouldBeEmpty();
        var found = TextRules.InlineCode(SourceTree.Files(Offenders, ".razor")).Select(f => f[(f.IndexOf('(') + 1)..]).ToList();
        found.ShouldBe(["3) has style=\"", "3) has onclick=\"", "5) has \"javascript:", "6) has <script", "7) has <style"]);
        TextRules.InlineCode([new("fine.razor", "<button @onclick=\"Save\"><script type=\"module\" src=\"/a.js\"></script>@* style=\"\" *@")]).ShouldBeEmpty();
    }

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        ResourceRules.Languages(ResourceSet.Below("src")).ShouldBeEmpty();
        ResourceRules.Languages(ResourceSet.Below("tests/Offenders")).ShouldBe(
        [
            "Jingkai.Offenders: offenders.only-chinese has no English text",
            "Jingkai.Offenders: offenders.only-english has no Chinese text",
            "Jingkai.Offenders: the places of offenders.places differ between the languages",
            "Jingkai.Offenders: stray.key does not begin with offenders.",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Every_text_that_is_asked_for_exists()
    {
        ResourceRules.MissingKeys(SourceTree.Files(["src"], ".cs", ".razor"), Keys).ShouldBeEmpty();
        var known = ResourceSet.Below("tests/Offenders").SelectMany(s => s.Chinese.Keys).ToHashSet();
        ResourceRules.MissingKeys(SourceTree.Files(Offenders, ".cs", ".razor"), known).Select(f => f.Split(' ')[^1])
            .ShouldBe(["offenders.missing", "offenders.nowhere.{Kind}"]);
        const string choice = """@L[May("a.write") ? "a.yes" : (Some ? $"a.{kind}.no" : "a.none"), Format("a.not-asked")]""";
        ResourceRules.MissingKeys([new("choice.razor", choice)], new HashSet<string>()).Select(f => f.Split(' ')[^1]).ShouldBe(["a.yes", "a.{kind}.no", "a.none"]);
    }

    [Fact]
    public void Navigation_and_ledgers_have_their_texts()
    {
        using var scope = house.App.Services.CreateScope();
        var navigation = scope.ServiceProvider.GetServices<INavigationSource>().SelectMany(n => n.Entries).SelectMany(e => new[] { e.Key, e.Group });
        var ledgers = scope.ServiceProvider.GetServices<ILedger>().Select(l => l.TitleKey);
        navigation.Concat(ledgers).Except(Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        bool Exists(string path) => File.Exists(Path.Combine(SourceTree.Root, path)) || Directory.Exists(Path.Combine(SourceTree.Root, path));
        var documents = SourceTree.Files(["docs", "src", "demo", "tests", "bench"], ".md")
            .Concat(Directory.EnumerateFiles(SourceTree.Root, "*.md").Select(f => new SourceFile(Path.GetFileName(f), File.ReadAllText(f))));
        DocumentRules.BrokenLinks(documents, Exists).ShouldBeEmpty();
        DocumentRules.BrokenLinks([new("docs/a.md", "[gone](../gone.md#part) [web](https://example.com) [kept](b.md) ![picture](none.png)")], p => p == "docs/b.md")
            .ShouldBe(["docs/a.md leads to ../gone.md, which does not exist"]);
    }

    [Fact]
    public void Every_dependency_stands_in_its_record()
    {
        string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));
        var packages = DocumentRules.Packages(Read("Directory.Packages.props"), Read("web/package.json")).ToList();
        packages.Count.ShouldBeGreaterThan(15);
        DocumentRules.UnrecordedPackages(packages, Read("docs/adr/0005-dependencies.md")).ShouldBeEmpty();
        DocumentRules.UnrecordedPackages([("Some.Package", "1.2.3")], "| Some.Package | 1.2.2 | MIT |").ShouldBe(["Some.Package 1.2.3 is not in the record of dependencies"]);
    }
}
