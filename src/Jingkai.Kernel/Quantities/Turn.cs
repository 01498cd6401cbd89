namespace Jingkai.Kernel;

/// <summary>How a result turned where a growth rate would say nothing (盈亏 of the year and of the year before).</summary>
public enum Turn
{
    /// <summary>No word for it: both years at zero or above, an unchanged loss, or a base of zero. Show a dash.</summary>
    None,

    /// <summary>扭亏为盈: a loss became a profit.</summary>
    TurnedToProfit,

    /// <summary>由盈转亏: a profit became a loss.</summary>
    TurnedToLoss,

    /// <summary>增亏: the loss grew.</summary>
    LossWidened,

    /// <summary>减亏: the loss shrank, to zero at best.</summary>
    LossNarrowed,
}
