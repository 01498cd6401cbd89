using System.Numerics;
using Jingkai.Kernel;

namespace Jingkai.Economy.Analysis;

/// <summary>What a target needs of the rest of its year. Amounts are integers of one scale.</summary>
/// <param name="Target">The target of the year, above zero.</param>
/// <param name="Done">The year to date.</param>
/// <param name="Months">Months elapsed, 1–12.</param>
/// <param name="LastDone">Last year's level at the same month, as it is stored; null when unknown.</param>
/// <param name="LastYear">Last year's whole level, as it is stored; null when unknown.</param>
/// <param name="Quota">Less is better: the target is a quota, and being behind it is good.</param>
/// <param name="MayGrow">A growth between last year and this one may be computed: not where growth is at constant prices.</param>
internal readonly record struct PaceInput(BigInteger Target, BigInteger Done, int Months, BigInteger? LastDone, BigInteger? LastYear, bool Quota, bool MayGrow);

/// <summary>The answer. Per cents and points are rounded once.</summary>
/// <param name="Completion">Done ÷ target in per cent.</param>
/// <param name="TimeProgress">Months elapsed ÷ 12 in per cent.</param>
/// <param name="Gap">Completion less time progress, in points, as both are shown.</param>
/// <param name="Behind">Whether more is needed than time allows; for a quota whether more is used than time has passed. Judged unrounded.</param>
/// <param name="Remaining">What is missing; zero or below when reached.</param>
/// <param name="MonthsLeft">Months left.</param>
/// <param name="Reached">The target is reached (of a quota: used up).</param>
/// <param name="RemainingGrowth">By how much the remaining months must exceed the same months of last year, in per cent.</param>
/// <param name="AgainstAverage">By how much the needed monthly average exceeds that so far, in per cent.</param>
/// <param name="LastRest">What the same months of last year brought.</param>
internal sealed record PaceAnswer(
    decimal Completion, decimal TimeProgress, decimal Gap, bool Behind, BigInteger Remaining, int MonthsLeft, bool Reached, decimal? RemainingGrowth, decimal? AgainstAverage, BigInteger? LastRest);

/// <summary>Time progress against target progress, and the pace that the rest of the year needs.</summary>
internal static class RequiredPace
{
    public static PaceAnswer Of(in PaceInput input)
    {
        var completion = Rounding.Ratio(input.Done, input.Target, 2, 100)!.Value;
        var time = Rounding.Ratio(input.Months, 12, 2, 100)!.Value;
        var progress = (input.Done * 12).CompareTo(input.Target * input.Months);
        var remaining = input.Target - input.Done;
        var left = 12 - input.Months;
        BigInteger? rest = left > 0 && input is { LastYear: { } year, LastDone: { } before } ? year - before : null;
        return new(
            completion, time, completion - time, input.Quota ? progress > 0 : progress < 0, remaining, left, remaining.Sign <= 0,
            // Between levels at different prices there is no growth to compute, and none over a base that is not above zero.
            input.MayGrow && rest is { Sign: > 0 } last && remaining.Sign > 0 ? Rounding.Ratio(remaining - last, last, 1, 100) : null,
            // (remaining ÷ left) ÷ (done ÷ months) − 1
            left > 0 && input.Done.Sign > 0 && remaining.Sign > 0 ? Rounding.Ratio((remaining * input.Months) - (input.Done * left), input.Done * left, 1, 100) : null,
            rest);
    }
}
