using Jingkai.ArchitectureTests.Compiled;
using Jingkai.ArchitectureTests.Projects;
using Jingkai.ArchitectureTests.Sources;
using Jingkai.Kernel;
using Jingkai.OffendedNeighbour;
using Jingkai.Offenders;

namespace Jingkai.ArchitectureTests.Tests;

public sealed class DependencyTests
{
    private static readonly System.Reflection.Assembly Offender = typeof(StrayExport).Assembly;
    private static readonly System.Reflection.Assembly Neighbour = typeof(Inside).Assembly;

    private static readonly IReadOnlyList<ProjectFile> Wrong =
    [
        new("Jingkai.Kernel", "src/Jingkai.Kernel", ["Jingkai.Platform"], ["Microsoft.EntityFrameworkCore"]),
        new("Jingkai.Platform", "src/Jingkai.Platform", ["Jingkai.Kernel", "Jingkai.First"], []),
        new("Jingkai.First", "src/Modules/Jingkai.First", ["Jingkai.Second", "Jingkai.Host"], []),
        new("Jingkai.Second", "src/Modules/Jingkai.Second", ["Jingkai.First"], []),
        new("Jingkai.Host", "src/Jingkai.Host", ["Jingkai.First", "Jingkai.Second"], []),
    ];

    private static IReadOnlyList<ProjectFile> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(f => ProjectFile.Read(SourceTree.Root, f))];

    [Fact]
    public void Projects_refer_only_to_layers_below()
    {
        Dependencies.Forbidden(Projects).ShouldBeEmpty();
        Dependencies.Forbidden(Wrong).ShouldBe(
        [
            "Jingkai.Kernel may not refer to Jingkai.Platform",
            "Jingkai.Platform may not refer to Jingkai.First",
            "Jingkai.First may not refer to Jingkai.Host",
            "Jingkai.Kernel may not refer to Microsoft.EntityFrameworkCore: it is pure",
        ]);
    }

    [Fact]
    public void References_form_no_cycle()
    {
        Dependencies.Cycles(Projects).ShouldBeEmpty();
        Dependencies.Cycles(Wrong).ShouldContain("Jingkai.First reaches itself");
    }

    [Fact]
    public void Modules_meet_only_through_contracts()
    {
        Boundaries.ForeignTypes(House.Modules).ShouldBeEmpty();
        Boundaries.ForeignTypes([Offender, Neighbour]).ShouldBe(
        [
            "Jingkai.Offenders uses Jingkai.OffendedNeighbour.Inside, which is no contract of Jingkai.OffendedNeighbour",
            "Jingkai.Offenders uses Jingkai.OffendedNeighbour.NeighbourRecord, which is no contract of Jingkai.OffendedNeighbour",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Modules_export_contracts_and_components_only()
    {
        Boundaries.Exports(House.Modules).ShouldBeEmpty();
        Boundaries.Exports([Offender]).ShouldBe(["Jingkai.Offenders.StrayExport is exported but neither contract, module nor component"]);
        Boundaries.Exports([Neighbour]).Count().ShouldBe(2);
    }

    [Fact]
    public void Internals_are_open_to_tests_and_measurements_only()
    {
        Boundaries.Friends(House.Assemblies).ShouldBeEmpty();
        Boundaries.Friends([Neighbour]).ShouldBe(["Jingkai.OffendedNeighbour opens its internals to Jingkai.Offenders"]);
    }

    [Fact]
    public void The_kernel_is_pure()
    {
        Boundaries.Impurities(typeof(Period).Assembly).ShouldBeEmpty();
        var found = Boundaries.Impurities(Offender).ToList();
        found.ShouldContain("Jingkai.Offenders refers to Microsoft.EntityFrameworkCore");
        found.ShouldContain("Jingkai.Offenders.Impure.Read uses System.IO.File.ReadAllText(System.String)");
    }

    [Fact]
    public void No_banned_symbol_is_used()
    {
        var banned = new BannedSymbols(File.ReadLines(Path.Combine(SourceTree.Root, "eng/BannedSymbols.txt"))
            .Append("T:System.NotImplementedException;Finish it."));
        banned.Violations(House.Assemblies).ShouldBeEmpty();
        var found = banned.Violations([Offender]).ToList();
        string[] offences =
        [
            "BannedThings.Clock uses System.DateTime.get_Now", "BannedThings.Id uses System.Guid.NewGuid",
            "BannedThings.Round uses System.Math.Round(System.Decimal,System.Int32)", "BannedThings.Chance uses System.Random.get_Shared",
            "BannedThings.Later uses System.NotImplementedException.#ctor", "uses System.DateTimeOffset.get_UtcNow",
        ];
        foreach (var offence in offences) found.ShouldContain(f => f.Contains(offence, StringComparison.Ordinal), offence);
    }
}
