using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>Reads figures that are counted from records, each reader within the own scope. Small cells are not withheld: who counts may read every record
/// that was counted.</summary>
internal sealed class CountedReader(JingkaiDbContext db, CountedFigures counts)
{
    /// <summary>Whether an actor may have the records counted.</summary>
    public static bool May(Actor actor, CountedIndicator counted) => counted.Permission is not { } permission || actor.May(permission);

    /// <summary>Why a count is not answered, or null.</summary>
    public Error? Refuse(CountedIndicator counted, DateTime? asOf) =>
        asOf is not null ? FigureErrors.NotAsOf : May(db.Actor, counted) ? null : FigureErrors.NotCounted;

    /// <summary>Figures for several subjects and periods. Only the zone is counted; null stands where nothing can be said.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Figure?>>> ReadAsync(Indicator indicator, IReadOnlyList<Subject> about, IReadOnlyList<Period> periods, DateTime? asOf, string? asked, CancellationToken cancel)
    {
        var zone = about.Any(s => s.Kind == SubjectKind.Zone) && Refuse(indicator.Counted!, asOf) is null ? await ReadAsync(indicator, periods, asked, cancel) : [];
        return [.. about.Select(s => s.Kind == SubjectKind.Zone && zone.Count > 0 ? zone : [.. periods.Select(_ => (Figure?)null)])];
    }

    /// <summary>Whether the reader's scope is the whole zone.</summary>
    public bool CountsAll(CountedIndicator counted) => counted.Permission is not { } permission || db.SeesAll(permission);

    private async Task<IReadOnlyList<Figure?>> ReadAsync(Indicator indicator, IReadOnlyList<Period> periods, string? asked, CancellationToken cancel)
    {
        var needed = periods.Select(p => CountedSpans.Of(indicator, p, db.Today)).ToList();
        var spans = needed.SelectMany(n => new[] { n.Whole, n.Compared, n.Prior }).OfType<CountSpan>().Distinct().ToList();
        var answers = await counts.CountAsync(indicator.Code, spans, cancel);
        var found = spans.Zip(answers).ToDictionary(a => a.First, a => a.Second);
        var years = periods.Select(p => p.Year).Distinct().ToList();
        var text = Subject.Zone.Text;
        var targets = (await db.Set<Target>().AsNoTracking().Where(t => t.Indicator == indicator.Code && t.Subject == text && t.Current && years.Contains(t.Year)).ToListAsync(cancel)).ToDictionary(t => t.Year);
        var composer = new CountedComposer(indicator, db.Actor.ZoneCode, CountsAll(indicator.Counted!));
        return [.. periods.Zip(needed).Select(p => composer.Compose(p.First, asked ?? p.First.ToString(),
            new(p.Second, found[p.Second.Whole], Of(p.Second.Compared), Of(p.Second.Prior)), targets.GetValueOrDefault(p.First.Year), db.Today))];

        Counted? Of(CountSpan? span) => span is { } known ? found[known] : null;
    }
}
