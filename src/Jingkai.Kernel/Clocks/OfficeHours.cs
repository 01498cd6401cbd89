namespace Jingkai.Kernel;

/// <summary>When an office is open on a working day: one or more stretches of the day, the last of which ends the day's limits.</summary>
public sealed class OfficeHours
{
    private OfficeHours(IReadOnlyList<(TimeOnly From, TimeOnly To)> stretches) => Stretches = stretches;

    /// <summary>8:30–12:00 and 13:30–17:30: usual where a zone has said nothing.</summary>
    public static OfficeHours Usual { get; } = new([(new(8, 30), new(12, 0)), (new(13, 30), new(17, 30))]);

    /// <summary>The stretches, in order, apart from one another.</summary>
    public IReadOnlyList<(TimeOnly From, TimeOnly To)> Stretches { get; }

    /// <summary>When the office opens.</summary>
    public TimeOnly Opens => Stretches[0].From;

    /// <summary>When it closes.</summary>
    public TimeOnly Closes => Stretches[^1].To;

    /// <summary>Makes a timetable.</summary>
    /// <returns>The timetable, or the error <c>bad-office-hours</c> (422): none, one that ends before it begins, or two that overlap.</returns>
    public static Result<OfficeHours> Of(IReadOnlyList<(TimeOnly From, TimeOnly To)> stretches)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        var good = stretches.Count > 0 && stretches.All(s => s.From < s.To) && stretches.Zip(stretches.Skip(1)).All(p => p.First.To <= p.Second.From);
        return good ? new OfficeHours([.. stretches])
            : Error.Invalid("bad-office-hours", "办公时间至少一段，按先后填写，互不重叠", "office hours are one stretch or more, in order and apart from one another", "officeHours");
    }
}
