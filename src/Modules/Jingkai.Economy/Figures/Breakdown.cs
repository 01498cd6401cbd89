using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>What a line of a breakdown is.</summary>
internal enum PartKind
{
    /// <summary>A part.</summary>
    Part,

    /// <summary>The leading industries together.</summary>
    Union,

    /// <summary>What is left beside the leading industries.</summary>
    Rest,
}

/// <summary>A part of a whole: value, share, change of share and growth.</summary>
internal sealed record PartOfWhole(PartKind Kind, Subject Subject, decimal? Value, decimal? Share, decimal? ShareChange, decimal? Growth, string? Turn, bool Withheld, Figure? Figure)
{
    public static PartOfWhole Of(Figure figure, Subject subject, PartKind kind = PartKind.Part) =>
        new(kind, subject, figure.Value, figure.Share, figure.ShareChangePoints, figure.Growth ?? figure.ComputedGrowth, figure.Turn, figure.Withheld, figure);
}

/// <summary>Divides a figure by leading industry, by industry of GB/T 4754 or by park, in a fixed number of queries.</summary>
internal sealed class Breakdown(JingkaiDbContext db, SubjectFinder subjects, FigureReader reader, SmallCells cells)
{
    /// <summary>The leading-industry groups in force at the end of the period, their union and the rest of the zone.</summary>
    public async Task<IReadOnlyList<PartOfWhole>> GroupsAsync(Indicator indicator, Period period, CancellationToken cancel = default)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var set = (await subjects.SetsAsync(cancel)).FirstOrDefault(s => s.Covers(period.End));
        if (set is null || set.Groups.Count == 0) return [];
        var groups = set.Groups.Select(g => new Subject(SubjectKind.Group, g.Name, g.Name)).ToList();
        var figures = (await reader.ReadAsync(indicator, [.. groups, Subject.Union], [period], null, cancel)).Select(f => f[0]).ToList();
        var parts = groups.Zip(figures).Where(p => p.Second is not null).Select(p => PartOfWhole.Of(p.Second!, p.First)).OrderByDescending(p => p.Value).ToList();
        if (parts.Count == 0) return [];
        if (figures[^1] is { } union)
        {
            parts.Add(PartOfWhole.Of(union, Subject.Union, PartKind.Union));
            if (await RestAsync(indicator, period, cancel) is { } rest) parts.Add(rest);
        }

        return parts;
    }

    /// <summary>The industries one level below another one; the divisions (大类) of the zone when none is given.</summary>
    public async Task<IReadOnlyList<PartOfWhole>> IndustriesAsync(Indicator indicator, Period period, string? parent = null, CancellationToken cancel = default)
    {
        if (Measures.Of(indicator.Code) is not { } measure || LevelKey.Of(period, measure, indicator.Merged) is not { } key) return [];
        await using var moment = await db.SnapshotAsync(cancel);
        var codes = (await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == measure.Id && r.Month == key.Month && r.Subject.StartsWith("industry:") && (r.MonthCount > 0 || r.YtdCount > 0))
            .Select(r => r.Subject).ToListAsync(cancel)).Select(s => IndustryCode.Find(s[9..]).Value)
            .Where(i => parent is null ? i.Level == 2 : i.Parent == parent);
        return await PartsAsync(indicator, period, [.. codes.Select(i => new Subject(SubjectKind.Industry, i.Code, i.Name))], cancel);
    }

    /// <summary>The parks of the zone.</summary>
    public async Task<IReadOnlyList<PartOfWhole>> ParksAsync(Indicator indicator, Period period, CancellationToken cancel = default) =>
        await PartsAsync(indicator, period, [.. (await subjects.ParksAsync(cancel)).Select(p => new Subject(SubjectKind.Park, p.Id.ToString("N"), p.Name))], cancel);

    private async Task<IReadOnlyList<PartOfWhole>> PartsAsync(Indicator indicator, Period period, List<Subject> about, CancellationToken cancel)
    {
        if (about.Count == 0) return [];
        var figures = await reader.ReadAsync(indicator, about, [period], null, cancel);
        // Withheld parts stand at the end by code, so that their place does not tell their size.
        return [.. about.Zip(figures).Where(p => p.Second[0] is not null).Select(p => PartOfWhole.Of(p.Second[0]!, p.First))
            .OrderBy(p => p.Withheld).ThenByDescending(p => p.Value).ThenBy(p => p.Subject.Value, StringComparer.Ordinal)];
    }

    /// <summary>The zone without its leading industries; from the sums, so that nothing rounded is taken off anything rounded.</summary>
    private async Task<PartOfWhole?> RestAsync(Indicator indicator, Period period, CancellationToken cancel)
    {
        if (Measures.Of(indicator.Code) is not { } measure || LevelKey.Of(period, measure, indicator.Merged) is null) return null;
        var data = await FigureData.ReadAsync(db, subjects, indicator, [Subject.Zone, Subject.Union], [period], null, withSums: true, cancel);
        var composer = new FigureComposer(indicator, data, db.Actor.ZoneCode);
        if (composer.LevelOf(Subject.Zone, period) is not { } whole || composer.LevelOf(Subject.Union, period) is not { } part || whole.Count == part.Count) return null;
        var told = (await cells.OfAsync(indicator, Subject.Union, period, cancel)).And(await cells.OfAsync(indicator, Subject.Zone, period, cancel));
        if (!told.Sum) return null;
        var rest = new Level(whole.Sum - part.Sum, whole.Count - part.Count, whole.Both - part.Both, whole.Prior - part.Prior, whole.BothCount - part.BothCount);
        var change = told.Growth && rest.BothCount > 0 && whole.Both.Sign > 0 && whole.Prior.Sign > 0
            ? Rounding.Ratio((rest.Both * whole.Prior) - (rest.Prior * whole.Both), whole.Both * whole.Prior, 1, 100) : null;
        return new(PartKind.Rest, Subject.Zone, composer.Shown(rest.Sum), Rounding.Ratio(rest.Sum, whole.Sum, 2, 100), change, indicator.RealGrowth || !told.Growth ? null : rest.Growth, null, false, null);
    }
}
