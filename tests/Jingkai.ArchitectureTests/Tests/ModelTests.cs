using System.Reflection;
using Jingkai.ArchitectureTests.Model;
using Jingkai.Offenders.Data;
using Jingkai.OffendedNeighbour;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.ArchitectureTests.Tests;

public sealed class ModelTests(House house)
{
    private static readonly IModel Offender = new OffendersContext().GetService<IDesignTimeModel>().Model;

    private static readonly IReadOnlyDictionary<Assembly, string> OffenderCodes = new Dictionary<Assembly, string>
    {
        [typeof(OffendersContext).Assembly] = "offenders",
        [typeof(NeighbourRecord).Assembly] = "neighbour",
    };

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Tables_bear_the_prefix_of_their_module(Provider provider) => KeyRules.Prefixes(house.Model(provider), House.Codes).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Keys_of_zone_rows_begin_with_the_zone(Provider provider) => KeyRules.Keys(house.Model(provider)).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void References_between_zone_rows_begin_with_the_zone(Provider provider) => KeyRules.References(house.Model(provider)).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void No_reference_crosses_modules(Provider provider) => KeyRules.AcrossModules(house.Model(provider)).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void No_reference_deletes(Provider provider) => KeyRules.DeleteBehaviours(house.Model(provider)).ShouldBeEmpty();

    [Fact]
    public void Tables_without_a_zone_stand_on_the_list() =>
        KeyRules.InstallationTables(house.Model(Provider.Sqlite), Lists.InstallationTables).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Quantities_are_whole_numbers(Provider provider)
    {
        ValueRules.InexactNumbers(house.Model(provider)).ShouldBeEmpty();
        ValueRules.DecimalConverters(house.Model(provider)).ShouldBeEmpty();
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Instants_carry_no_offset(Provider provider) => ValueRules.Offsets(house.Model(provider)).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Zone_rows_are_read_inside_the_zone(Provider provider) => FilterRules.Zone(house.Model(provider)).ShouldBeEmpty();

    [Fact]
    public void Zone_rows_are_read_inside_the_scope() => FilterRules.Scope(house.Model(Provider.Sqlite), Lists.ZoneWideTables).ShouldBeEmpty();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Versions_refuse_lost_updates(Provider provider) => FilterRules.LostUpdates(house.Model(provider)).ShouldBeEmpty();

    [Fact]
    public void Offender_breaks_the_rules_of_tables()
    {
        KeyRules.Prefixes(Offender, OffenderCodes).ShouldBe(["stray_rows of Jingkai.Offenders.Data.LooseRow does not begin with offenders_"]);
        KeyRules.Keys(Offender).ShouldBe(
        [
            "neighbour_records: key (Id) does not begin with zone_id",
            "stray_rows: key (Id) does not begin with zone_id",
            "stray_rows: key (Id, ZoneId) does not begin with zone_id",
            "stray_rows: unique index (Name) does not begin with zone_id",
        ], ignoreOrder: true);
        KeyRules.References(Offender).ShouldBe(
        [
            "offenders_references (LooseId) → stray_rows does not begin with zone_id on both sides",
            "offenders_references (NeighbourId) → neighbour_records does not begin with zone_id on both sides",
        ], ignoreOrder: true);
        KeyRules.AcrossModules(Offender).ShouldContain("offenders_references (NeighbourId) → neighbour_records crosses modules");
        KeyRules.DeleteBehaviours(Offender).ShouldBe(
        [
            "offenders_references (LooseId) → stray_rows is Cascade, not Restrict",
            "offenders_references (NeighbourId) → neighbour_records is SetNull, not Restrict",
        ], ignoreOrder: true);
        KeyRules.InstallationTables(Offender, new HashSet<string> { "offenders_gone" }).ShouldBe(
        [
            "offenders_inexact has no zone_id and is not on the list of installation tables",
            "offenders_gone is on the list of installation tables and is none",
        ]);
    }

    [Fact]
    public void Offender_breaks_the_rules_of_values()
    {
        ValueRules.InexactNumbers(Offender).Select(v => v.Split(' ')[0]).ShouldBe(["Inexact.Amount", "Inexact.Ratio", "Inexact.Share"], ignoreOrder: true);
        ValueRules.DecimalConverters(Offender).ShouldBe(["Inexact.Amount maps Decimal to Int64", "Inexact.Scaled maps Cents to Int64"], ignoreOrder: true);
        ValueRules.Offsets(Offender).ShouldHaveSingleItem().ShouldStartWith("Inexact.At");
    }

    [Fact]
    public void Offender_breaks_the_rules_of_filters()
    {
        FilterRules.Zone(Offender).ShouldContain("LooseRow has no zone filter");
        FilterRules.Scope(Offender, new HashSet<string> { "neighbour_records", "offenders_references", "offenders_gone" }).ShouldBe(
        [
            "stray_rows declares no scope filter and is not on the list of zone-wide tables",
            "offenders_gone is on the list of zone-wide tables and has a scope filter or does not exist",
        ]);
        FilterRules.LostUpdates(Offender).ShouldContain("LooseRow.Version is no concurrency token");
    }
}
