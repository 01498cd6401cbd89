using Jingkai.Economy.Indicators;

namespace Jingkai.UnitTests.Economy;

public class IndicatorWordsTests
{
    private const string Chinese = @"[\p{IsCJKUnifiedIdeographs}\p{IsCJKSymbolsandPunctuation}\p{IsHalfwidthandFullwidthForms}]";

    [Fact]
    public void Every_shipped_indicator_has_an_English_name_and_definition_without_Chinese()
    {
        foreach (var indicator in IndicatorCatalog.Shipped)
        {
            indicator.NameEn.ShouldNotBeNullOrWhiteSpace(indicator.Code);
            indicator.NameEn.ShouldNotMatch(Chinese, indicator.Code);
            indicator.DefinitionEn.ShouldNotBeNullOrWhiteSpace(indicator.Code);
            indicator.DefinitionEn!.ShouldNotMatch(Chinese, indicator.Code);
        }
    }

    [Fact]
    public void English_names_of_indicators_are_distinct() =>
        IndicatorCatalog.Shipped.GroupBy(i => i.NameEn).Where(g => g.Count() > 1).SelectMany(g => g.Select(i => i.Code)).ShouldBeEmpty();
}
