using Jingkai.Kernel;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Figures;

/// <summary>Flags by round, talks and constraints as figures, within the reader's scope.</summary>
internal sealed class RatingCounts(JingkaiDbContext db, FlagBook flags) : ICountedSource
{
    private const string Talks = "PRJ_TALKS", Limited = "PRJ_LIMITED";

    // Flags of the packs that ship, as they name them; a zone's own flags stand in its rounds.
    private static readonly (string Code, string Flag, string Zh, string En)[] Flags =
    [
        ("PRJ_FLAG_RED", "red", "红旗", "red flags"), ("PRJ_FLAG_BLUE", "blue", "蓝旗", "blue flags"), ("PRJ_FLAG_YELLOW", "yellow", "黄旗（黄牌）", "yellow flags"), ("PRJ_FLAG_SNAIL", "snail", "蜗牛", "snails"),
    ];

    public IReadOnlyList<CountedIndicator> Indicators { get; } =
    [
        .. Flags.Select(f => Counted(f.Code, new($"{f.Zh}项目数", $"Projects with {f.En}"), new($"期末带{f.Zh}的项目：按每个项目最近一次参加、且期末前最后公布的评比计；申诉成立的按更正后的计。", $"Projects with {f.En} on the last day: each by the contest that rated it last, in its latest round published by then; flags changed by an appeal count as changed."), atEnd: true,
            f.Flag == "red" ? "up" : f.Flag is "yellow" or "snail" ? "down" : "neutral")),
        Counted(Talks, new("约谈项目次数", "Talks about projects"), new("期内举行的约谈次数；撤销的不计。", "Talks held in the period; withdrawn ones are left out."), atEnd: false, "down"),
        Counted(Limited, new("受要素约束项目数", "Projects under constraints"), new("期末在约束中的项目：已批准、未解除的。", "Projects under a constraint on the last day: approved and not ended."), atEnd: true, "down"),
    ];

    public async Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel)
    {
        var counts = new List<Counted>(spans.Count);
        foreach (var span in spans) counts.Add(await HitsAsync(indicator, span, cancel) is { } hits ? new(hits.Count) : Platform.Counting.Counted.Nothing);
        return counts;
    }

    public async Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel)
    {
        var hits = await HitsAsync(indicator, span, cancel) ?? [];
        return new([.. hits.Skip(page.Skip).Take(page.Size)], hits.Count, page.Page, page.Size);
    }

    private async Task<List<CountedRecord>?> HitsAsync(string indicator, CountSpan span, CancellationToken cancel) => indicator switch
    {
        Talks => await TalksAsync(span, cancel),
        Limited => await LimitedAsync(span, cancel),
        _ => await FlagsAsync(Flags.First(f => f.Code == indicator).Flag, span, cancel),
    };

    private async Task<List<CountedRecord>?> FlagsAsync(string flag, CountSpan span, CancellationToken cancel) =>
        (await flags.OnAsync(span.Until, cancel))?.Where(p => p.Flag.Flag == flag).Select(p => new CountedRecord(p.Code, new(p.Name, p.Name), $"ratings/{p.Flag.Round}?tab=verdicts", Tally.Begin(p.Flag.On), p.Flag.Name, null)).ToList();

    private async Task<List<CountedRecord>?> TalksAsync(CountSpan span, CancellationToken cancel)
    {
        if (!await KnownAsync(span, cancel)) return null;
        var held = await (from c in db.Set<Consequence>().AsNoTracking()
                          join p in db.Set<InvestmentProject>() on c.ProjectId equals p.Id
                          where c.Kind == ConsequenceKinds.Talk && c.State != ConsequenceState.Withdrawn && c.HeldOn != null && c.HeldOn <= span.Until && (span.From == null || c.HeldOn >= span.From)
                          orderby c.HeldOn descending, c.Code
                          select new { c.Code, c.State, On = c.HeldOn!.Value, p.Name }).ToListAsync(cancel);
        return held.ConvertAll(c => new CountedRecord(c.Code, new(c.Name, c.Name), $"consequences/{c.Code}", Tally.Begin(c.On), RoundWords.State(c.State), null));
    }

    private async Task<List<CountedRecord>?> LimitedAsync(CountSpan span, CancellationToken cancel)
    {
        if (!await KnownAsync(span, cancel)) return null;
        var limits = await (from c in db.Set<Consequence>().AsNoTracking()
                            join p in db.Set<InvestmentProject>() on c.ProjectId equals p.Id
                            where c.Kind == ConsequenceKinds.Constraint && c.BeginsOn != null && c.BeginsOn <= span.Until && (c.EndedOn == null || c.EndedOn > span.Until)
                            orderby c.BeginsOn, c.Code
                            select new { c.Code, On = c.BeginsOn!.Value, p.Name, Project = p.Id }).ToListAsync(cancel);
        return [.. limits.DistinctBy(c => c.Project).Select(c => new CountedRecord(c.Code, new(c.Name, c.Name), $"consequences/{c.Code}", Tally.Begin(c.On), null, null))];
    }

    /// <summary>From the first published round on, a nought is a nought.</summary>
    private Task<bool> KnownAsync(CountSpan span, CancellationToken cancel) => db.Set<RatingRound>().AnyAsync(r => r.State == RoundState.Published && r.EndsOn <= span.Until, cancel);

    private static CountedIndicator Counted(string code, Text name, Text definition, bool atEnd, string better) => new(code, name, code == Talks ? "次" : "个", definition)
    {
        AtEnd = atEnd, Better = better, RecordUnit = code == Talks ? "次" : "个", SourceDept = new("评比记录", "rating records"), Permission = ProjectsPermissions.Read,
    };
}
