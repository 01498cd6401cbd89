using Jingkai.Kernel;
using Jingkai.Rules.Evaluating;

namespace Jingkai.Rules.Vectors;

/// <summary>One row of a table at a time.</summary>
internal sealed class TableSubject(FactTable table, DateOnly on, IReadOnlyList<IReadOnlyList<Round>>? histories, WorkCalendar calendar) : Subject
{
    public int Row { get; set; }

    public override int Today { get; } = on.DayNumber;

    public override WorkCalendar Calendar => calendar;

    public override Cell Fact(FactDeclaration fact) => table[fact][Row];

    public override Cell Previous(FactDeclaration fact, int rounds) =>
        histories?[Row] is { } history && rounds <= history.Count && history[^rounds].Facts is { } then ? then[fact] : Cell.Unknown(Reason.Missing);

    public override int Streak(IReadOnlyList<string> flags)
    {
        if (histories?[Row] is not { } history) return 0;
        var streak = 0;
        while (streak < history.Count && history[history.Count - 1 - streak].Flag is { } flag && flags.Contains(flag)) streak++;
        return streak;
    }

    public override int Total(IReadOnlyList<string> flags)
    {
        if (histories?[Row] is not { } history) return 0;
        var total = 0;
        for (var i = 0; i < history.Count; i++) total += history[i].Flag is { } flag && flags.Contains(flag) ? 1 : 0;
        return total;
    }
}
