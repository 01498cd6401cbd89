using Jingkai.Projects.Domain;
using Jingkai.Projects.Figures;
using Jingkai.Projects.LifeCycle;

namespace Jingkai.UnitTests.Projects;

public sealed class LadderTests
{
    [Fact]
    public void Every_word_of_the_life_cycle_is_known()
    {
        foreach (var stage in Ladder.Stages)
        {
            Ladder.MilestoneName(stage.Milestone).ShouldNotBeNull(stage.Code);
            foreach (var fact in stage.Facts ?? []) Ladder.FactName(fact).Zh.ShouldNotBeEmpty();
            foreach (var evidence in stage.Evidence ?? []) Ladder.EvidenceName(evidence).ShouldNotBeNull(evidence);
        }

        foreach (var kind in Ladder.Kinds)
        {
            kind.Stages.ShouldAllBe(s => Ladder.StageOf(s) != null);
            // Stages of a kind stand in the order of all stages.
            kind.Stages.Select(s => Ladder.Stages.Index().First(x => x.Item.Code == s).Index).ShouldBeInOrder();
            kind.After(kind.Stages[^1]).ShouldBeNull();
            kind.IndexOf("moon").ShouldBe(-1);
        }

        Ladder.Stages.Select(s => s.Milestone).ShouldBeUnique();
    }

    [Fact]
    public void Every_fact_of_a_gate_can_be_asked_of_a_project()
    {
        var empty = new GateFacts(new InvestmentProject { Kind = "industrial", Stage = "in-talks" }, [], false);
        foreach (var fact in Ladder.Stages.SelectMany(s => s.Facts ?? []).Distinct()) empty.Has(fact).ShouldBeFalse(fact);
    }

    [Fact]
    public void Names_that_offices_write_lead_to_their_codes()
    {
        Ladder.KindNamed("产业项目")!.Code.ShouldBe("industrial");
        Ladder.KindNamed("政府投资项目")!.Code.ShouldBe("government");
        Ladder.KindNamed("技改")!.Code.ShouldBe("upgrade");
        Ladder.StageNamed("在建")!.Code.ShouldBe("under-construction");
        Ladder.StageNamed("Under construction")!.Code.ShouldBe("under-construction");
        Ladder.KindNamed("").ShouldBeNull();
        Ladder.StageNamed("飞天").ShouldBeNull();
    }

    [Fact]
    public void Codes_and_names_of_counts_are_unique()
    {
        ProjectMeasures.All.Select(m => m.Indicator.Code).ShouldBeUnique();
        ProjectMeasures.All.Select(m => m.Indicator.Name.Zh).ShouldBeUnique();
        ProjectMeasures.All.Select(m => m.Indicator.Name.En).ShouldBeUnique();
    }
}
