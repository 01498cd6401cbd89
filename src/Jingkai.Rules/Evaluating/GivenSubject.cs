using Jingkai.Kernel;

namespace Jingkai.Rules.Evaluating;

/// <summary>A subject with its facts and the rounds before.</summary>
internal sealed class GivenSubject(FactSet facts, DateOnly on, IReadOnlyList<Round> history, WorkCalendar calendar) : Subject
{
    public override int Today { get; } = on.DayNumber;

    public override WorkCalendar Calendar => calendar;

    public override Cell Fact(FactDeclaration fact) => facts[fact];

    public override Cell Previous(FactDeclaration fact, int rounds) =>
        rounds <= history.Count && history[^rounds].Facts is { } then ? then[fact] : Cell.Unknown(Reason.Missing);

    public override int Streak(IReadOnlyList<string> flags)
    {
        var streak = 0;
        while (streak < history.Count && history[history.Count - 1 - streak].Flag is { } flag && flags.Contains(flag)) streak++;
        return streak;
    }

    public override int Total(IReadOnlyList<string> flags) => history.Count(r => r.Flag is { } flag && flags.Contains(flag));
}
