using System.Globalization;
using Jingkai.Rules;

namespace Jingkai.UnitTests.Rules;

public class ShippedPackTests
{
    private static readonly string Folder = Path.Combine(Root(), "rules");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Jingkai.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_pack_is_sound_and_its_tests_pass(string file)
    {
        var check = PackReader.Check(Text(file), file);
        check.Problems.Select(p => p.Line(CultureInfo.InvariantCulture)).ShouldBeEmpty();
        check.Pack!.Name.ShouldBe(Path.GetFileNameWithoutExtension(file));
        check.Passed.ShouldBeGreaterThanOrEqualTo(3);
        check.Pack.Title.Zh.ShouldNotBe(check.Pack.Title.En);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_condition_of_a_shipped_pack_is_told_in_both_languages(string file)
    {
        var pack = PackReader.Check(Text(file)).Pack!;
        foreach (var version in pack.Versions)
        {
            var verdict = PackEvaluator.Evaluate(pack, new FactSet(pack), version.From);
            verdict.Conditions.Select(c => c.Told).Concat(verdict.Items.Select(i => i.Told)).ShouldAllBe(t => t.Zh.Length > 0 && t.En.Length > 0 && t.Zh != t.En && !t.En.Contains('，'));
        }
    }

    [Fact]
    public void Ten_examples_of_eligibility_are_shipped() => Files().Count(f => f.Data.StartsWith("eligibility/", StringComparison.Ordinal)).ShouldBe(10);

    [Fact]
    public void Conditions_are_told_as_sentences()
    {
        var pack = PackReader.Check(Text("eligibility/rd-subsidy-example.yaml")).Pack!;
        PackEvaluator.Evaluate(pack, pack.Tests[0].Given, new(2023, 6, 30)).Conditions.Select(c => c.Told).ShouldBe(
        [
            new("研发费用占营业收入不低于3%", "R&D at least 3% of revenue"),
            new("营业收入不低于2000万元", "revenue is at least 20,000,000 CNY"),
            new("行业代码以 “27”、“35”、“39” 开头，或者资质包括“高新技术企业”", "industry begins with \"27\", \"35\", \"39\" or qualifications includes \"高新技术企业\""),
            new("自成立日期起的整年数在1到10之间", "full years since founded is between 1 and 10"),
        ]);
    }
}
