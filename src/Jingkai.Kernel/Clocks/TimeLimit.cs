using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>How long something may take: 20 working days, 48 hours, 3 months.</summary>
public readonly record struct TimeLimit
{
    /// <summary>Longest limits: more than any law or promise gives, little enough that counting stays cheap.</summary>
    public const int MostHours = 100_000, MostDays = 20_000, MostMonths = 600;

    private TimeLimit(int amount, LimitUnit unit) => (Amount, Unit) = (amount, unit);

    /// <summary>How many units; at least 1.</summary>
    public int Amount { get; }

    /// <summary>What is counted.</summary>
    public LimitUnit Unit { get; }

    /// <summary>Whether it ends at the end of a day's office hours, and not at a moment of its own.</summary>
    public bool EndsWithDay => Unit is LimitUnit.WorkingDays or LimitUnit.CalendarDays or LimitUnit.Months;

    /// <summary>Makes a limit.</summary>
    /// <returns>The limit, or the error <c>bad-limit</c> (422): below 1, or longer than any limit can be.</returns>
    public static Result<TimeLimit> Of(int amount, LimitUnit unit)
    {
        var most = unit switch
        {
            LimitUnit.Hours or LimitUnit.WorkingHours => MostHours,
            LimitUnit.WorkingDays or LimitUnit.CalendarDays => MostDays,
            LimitUnit.Months => MostMonths,
            _ => throw new ArgumentOutOfRangeException(nameof(unit)),
        };
        return amount >= 1 && amount <= most ? new TimeLimit(amount, unit)
            : Error.Invalid("bad-limit", $"时限应在1至{most}之间", $"a time limit lies between 1 and {most}", "amount");
    }

    /// <summary>The limit in words: 20个工作日.</summary>
    public Text InWords()
    {
        var n = Amount.ToString(CultureInfo.InvariantCulture);
        var many = Amount == 1 ? "" : "s";
        return Unit switch
        {
            LimitUnit.Hours => new($"{n}小时", $"{n} hour{many}"),
            LimitUnit.WorkingHours => new($"{n}个工作小时", $"{n} office hour{many}"),
            LimitUnit.WorkingDays => new($"{n}个工作日", $"{n} working day{many}"),
            LimitUnit.CalendarDays => new($"{n}日", $"{n} day{many}"),
            _ => new($"{n}个月", $"{n} month{many}"),
        };
    }
}
