using System.Security.Cryptography;
using System.Text;
using Jingkai.Rules.Packs;
using Jingkai.Rules.Yaml;

namespace Jingkai.Rules;

/// <summary>What came of checking a pack.</summary>
/// <param name="Pack">The pack, when it is sound apart from tests that fail.</param>
/// <param name="Problems">Everything wrong with it, in the order of its text; warnings among them.</param>
/// <param name="Passed">Tests that came out.</param>
/// <param name="Failed">Tests that did not.</param>
public sealed record PackCheck(RulePack? Pack, IReadOnlyList<PackProblem> Problems, int Passed, int Failed)
{
    /// <summary>Whether there are no errors.</summary>
    public bool Ok => Pack is not null && Problems.All(p => p.IsWarning);

    /// <summary>The errors, without warnings.</summary>
    public IEnumerable<PackProblem> Errors => Problems.Where(p => !p.IsWarning);
}

/// <summary>Reads and checks packs. Safe on anything a stranger sends: bounded in time, memory and stack.</summary>
public static class PackReader
{
    /// <summary>The largest pack, in bytes of UTF-8.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Reads a pack, checks it and runs its tests.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">How problems name the file.</param>
    /// <param name="catalogue">Gives the facts of a subject beyond those declared; null: the shipped catalogue.</param>
    public static PackCheck Check(string text, string file = "pack.yaml", Func<string, FactCatalogue>? catalogue = null)
    {
        var problems = new ProblemList(file);
        var pack = Read(text, problems, catalogue ?? ShippedCatalogue.Of);
        if (pack is null || problems.Errors > 0) return new(null, problems.InOrder(), 0, 0);
        var (passed, failed) = PackTests.Run(pack, problems);
        return new(pack, problems.InOrder(), passed, failed);
    }

    private static RulePack? Read(string text, ProblemList problems, Func<string, FactCatalogue> catalogue)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            problems.Add(new(1, 1), ProblemCodes.TooLarge, $"规则包超过{MostBytes / 1024} KiB", $"the pack is larger than {MostBytes / 1024} KiB", "拆成几个规则包", "split it into several packs");
            return null;
        }

        if (YamlReader.Read(text, problems) is not { } root) return null;
        var form = new YamlForm(problems);
        form.Only(root, "pack", "kind", "subject", "title", "basis", "facts", "flags", "versions", "tests");
        var name = form.Required(root, "pack");
        if (name is not null && !IsKebab(name.Value)) form.Syntax(name.At, "名称应当是小写字母、数字和连字符", "a pack's name is in kebab-case", "写成 rd-subsidy", "write rd-subsidy");
        var kind = Kind(form, root);
        var subject = form.Required(root, "subject")?.Value.Trim();
        var title = form.Words(root["title"]);
        if (title is null) form.Missing(root, "title");
        var facts = FactsReader.Read(form, root, catalogue(subject ?? ""));
        var flags = Flags(form, root, kind);
        var versions = new VersionReader(form, kind ?? PackKind.Eligibility, facts).ReadAll(root, kind is not null);
        var pack = new RulePack
        {
            Name = name?.Value ?? "",
            Kind = kind ?? PackKind.Eligibility,
            Subject = subject ?? "",
            Title = title ?? default,
            Basis = Basis(form, root),
            Facts = facts,
            Flags = flags,
            Versions = versions,
            Tests = [],
            Source = text,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
        var tests = new TestReader(form, pack).ReadAll(root);
        return new RulePack
        {
            Name = pack.Name, Kind = pack.Kind, Subject = pack.Subject, Title = pack.Title, Basis = pack.Basis, Facts = pack.Facts,
            Flags = pack.Flags, Versions = pack.Versions, Tests = tests, Source = pack.Source, Hash = pack.Hash,
        };
    }

    private static PackKind? Kind(YamlForm form, YamlMap root)
    {
        if (form.Required(root, "kind") is not { } scalar) return null;
        switch (scalar.Value.Trim())
        {
            case "eligibility": return PackKind.Eligibility;
            case "rating": return PackKind.Rating;
            case "score": return PackKind.Score;
            case "alert": return PackKind.Alert;
        }

        form.Syntax(scalar.At, $"没有“{scalar.Value}”这种规则包", $"no kind `{scalar.Value}`", "用 eligibility、rating、score 或 alert", "use eligibility, rating, score or alert");
        return null;
    }

    private static PackBasis Basis(YamlForm form, YamlMap root)
    {
        if (root["basis"] is YamlScalar { IsNull: false } plain) return new(plain.Value, null, null, null);
        if (form.Map(root["basis"], "basis") is not { } basis) return new(null, null, null, null);
        var note = form.Words(basis["note"]) ?? form.Words(basis);
        return new(form.Word(basis, "document"), form.Word(basis, "issuer"), form.Word(basis, "url"), note);
    }

    /// <summary>Names of flags, the best first: <c>red: { zh: 红旗, en: red flag, colour: red }</c>.</summary>
    private static List<PackFlag> Flags(YamlForm form, YamlMap root, PackKind? kind)
    {
        var flags = new List<PackFlag>();
        if (kind is not (null or PackKind.Rating) && root["flags"] is not null) form.Syntax(root.PlaceOf("flags"), "只有评级才有旗帜", "only ratings have flags", "删去 flags", "remove flags");
        foreach (var (key, value) in form.Map(root["flags"], "flags")?.Entries ?? [])
        {
            if (form.Map(value, key.Value) is not { } map) continue;
            form.Only(map, "zh", "en", "colour");
            if (form.Words(map) is not { } name)
            {
                form.Missing(map, "zh");
                continue;
            }

            var colour = form.Scalar(map, "colour");
            if (colour is not null && !PackFlag.Colours.Contains(colour.Value.Trim()))
                form.Syntax(colour.At, $"没有“{colour.Value}”这种颜色", $"no colour `{colour.Value}`", $"可用：{string.Join('、', PackFlag.Colours)}", $"use one of {string.Join(", ", PackFlag.Colours)}");
            flags.Add(new(key.Value.Trim(), name, colour?.Value.Trim() ?? "grey"));
        }

        return flags;
    }

    private static bool IsKebab(string name) =>
        name.Length is > 0 and <= 100 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
}
