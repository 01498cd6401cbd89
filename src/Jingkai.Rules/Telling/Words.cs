using Jingkai.Rules.Evaluating;

namespace Jingkai.Rules.Telling;

/// <summary>Stable words for why a value is unknown.</summary>
internal static class Words
{
    public static string Of(Reason reason) => reason switch
    {
        Reason.DivisionByZero => "division by zero",
        Reason.Overflow => "overflow",
        Reason.DateOutOfRange => "date out of range",
        Reason.CalendarMissing => "calendar-missing",
        Reason.NeedsGroup => VerdictWords.NeedsGroup,
        Reason.NotANumberOfDecimals => "not a number of decimals",
        _ => "missing facts",
    };
}
