using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Maps;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Wall;

/// <summary>Projects upon the map of the zone: all that have a place, are not given up and are within the reader's scope, by stage and flag.</summary>
internal sealed class ProjectMap(JingkaiDbContext db, ProjectReader reader, FlagBook flags) : IMapSource
{
    public const string SourceKind = "projects";

    private IReadOnlyList<MapMark> flagMarks = [];

    public string Kind => SourceKind;

    public Text Name => new("项目", "Projects");

    public string Permission => ProjectsPermissions.Read;

    /// <summary>Stages, and the flags that the points read last bear: which flags there are, rule packs say.</summary>
    public IReadOnlyList<MapMark> Marks => [.. StageMarks.All, .. flagMarks];

    public Task<IReadOnlyList<MapPoint>> PointsAsync(CancellationToken cancel = default) => ReadAsync(db.Set<InvestmentProject>().Where(p => p.VoidedAt == null && p.EndedOn == null), cancel);

    /// <summary>One project the reader may see, also when it was given up.</summary>
    public Task<IReadOnlyList<MapPoint>> PointAsync(Guid project, CancellationToken cancel) => ReadAsync(db.Set<InvestmentProject>().Where(p => p.Id == project), cancel);

    private async Task<IReadOnlyList<MapPoint>> ReadAsync(IQueryable<InvestmentProject> projects, CancellationToken cancel)
    {
        var words = await reader.BookAsync(cancel);
        var rows = await projects.AsNoTracking().Where(p => p.LongitudeE7 != null && p.LatitudeE7 != null).OrderBy(p => p.SortKey).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Code, p.Name, p.Stage, p.UnitId, p.InvestmentFen, p.InvestmentBound, p.LongitudeE7, p.LatitudeE7, p.EnteredDatum, p.Address }).ToListAsync(cancel);
        var given = (await flags.LatestAsync([.. rows.Select(r => r.Id)], 1, cancel)).SelectMany(g => g.Where(f => f.Present).Select(f => (Project: g.Key, Flag: f))).ToDictionary(f => f.Project, f => f.Flag);
        flagMarks = WallPoints.Pennants(given.Values.Select(WallFlags.Of));
        return [.. rows.Select(r =>
        {
            var flag = given.GetValueOrDefault(r.Id);
            return new MapPoint(r.Code, new(r.Name, r.Name), ProjectPlace.Of(r.LongitudeE7, r.LatitudeE7, r.EnteredDatum, r.Address)!.Value, $"projects/{r.Code}")
            {
                Stage = r.Stage, Flag = flag?.Flag, Summary = WallPoints.Summary(Ladder.StageOf(r.Stage)?.Name, Amounts.Wan(r.InvestmentFen), r.InvestmentBound, words.UnitName(r.UnitId)),
            };
        })];
    }
}
