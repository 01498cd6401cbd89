namespace Jingkai.Ui;

/// <summary>What a chart shows: a row of categories and one or several series over them. Chart and data table are made from it.</summary>
/// <param name="Categories">Periods or names, in order.</param>
/// <param name="Series">The series; each has one value per category.</param>
/// <param name="CategoryTitle">Heading of the categories in the table, for example 报告期.</param>
public sealed record ChartData(IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series, string CategoryTitle = "")
{
    /// <summary>One series.</summary>
    public ChartData(IReadOnlyList<string> categories, ChartSeries series, string categoryTitle = "") : this(categories, [series], categoryTitle) { }
}

/// <summary>One series of a chart.</summary>
/// <param name="Name">Name in legend and table.</param>
/// <param name="Values">One value per category; null is a gap, never zero.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Digits">Decimals shown.</param>
/// <param name="Links">Where each value opens down, one address per category.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values, string Unit = "", int Digits = 2, IReadOnlyList<string?>? Links = null);
