namespace Jingkai.Ui;

/// <summary>The height of a chart: 12, 17 or 24 rem.</summary>
public enum ChartSize
{
    Small,
    Medium,
    Large,
}
