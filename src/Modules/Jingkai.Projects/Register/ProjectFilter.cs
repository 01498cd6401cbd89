using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Filter and order of the ledger as they stand in an address; one for list, page and export.</summary>
internal sealed record ProjectFilter
{
    /// <summary>Bands of total investment by their floor in 分: 亿元 projects include those of 50亿元, as every list of the zone says.</summary>
    public static IReadOnlyDictionary<string, long> Bands { get; } = new Dictionary<string, long>(StringComparer.Ordinal) { ["1"] = 100_000_000_00, ["10"] = 1_000_000_000_00, ["50"] = 5_000_000_000_00, ["100"] = 10_000_000_000_00 };

    /// <summary>三张清单: signed without land, land not started, started and slow (a planned day is over, or progress lags the planned course).</summary>
    public static IReadOnlyList<string> Lists { get; } = ["no-land", "not-started", "overdue"];

    public static IReadOnlyList<string> Names { get; } = ["q", "kind", "stage", "band", "unit", "park", "sponsor", "chain", "tag", "list", "wall", "ended", "voided"];

    public static IReadOnlyList<string> Sorts { get; } = ["name", "code", "totalInvestment", "landMu", "stageOn", "stage"];

    public string? Text { get; private init; }
    public string? Kind { get; private init; }
    public string? Stage { get; init; }
    public long? Floor { get; private init; }
    public string? Unit { get; private init; }
    public string? Park { get; private init; }
    public string? Sponsor { get; private init; }
    public string? Chain { get; private init; }
    public string? Tag { get; private init; }
    public string? List { get; init; }
    public bool? Wall { get; init; }
    public bool? Ended { get; init; }
    public bool Voided { get; init; }
    public string Sort { get; private init; } = "name";
    public bool Descending { get; private init; }

    public static Result<ProjectFilter> Parse(IQueryCollection query)
    {
        string? Value(string name) => TextNormal.Clean(query[name].FirstOrDefault()) is { Length: > 0 } text ? text : null;
        Error? error = null;
        string? Of(string name, Func<string, bool> known)
        {
            if (Value(name) is not { } text || known(text)) return Value(name);
            error ??= ApiErrors.BadFilter(name, Shown(text));
            return null;
        }

        bool? Truth(string name) => Of(name, t => t is "true" or "false") is { } text ? text == "true" : null;
        var sort = Value("sort") ?? "name";
        var key = sort.TrimStart('-');
        if (!Sorts.Contains(key)) error = ApiErrors.BadSort(Shown(sort), Sorts);
        var filter = new ProjectFilter
        {
            Text = TextNormal.SearchKey(Value("q")) is { Length: > 0 } wanted ? wanted : null,
            Kind = Of("kind", k => Ladder.KindOf(k) is not null),
            Stage = Of("stage", s => Ladder.StageOf(s) is not null),
            Floor = Of("band", Bands.ContainsKey) is { } band ? Bands[band] : null,
            Unit = Value("unit"),
            Park = Value("park"),
            Sponsor = Value("sponsor"),
            Chain = Value("chain"),
            Tag = Value("tag"),
            List = Of("list", Lists.Contains),
            Wall = Truth("wall"),
            Ended = Truth("ended"),
            Voided = Truth("voided") ?? false,
            Sort = key,
            Descending = sort.StartsWith('-'),
        };
        return error is null ? filter : error;
    }

    /// <summary>The projects that pass, within the reader's scope.</summary>
    public async Task<IQueryable<InvestmentProject>> ApplyAsync(JingkaiDbContext db, ProjectBook book, CancellationToken cancel)
    {
        var today = db.Today;
        var projects = db.Set<InvestmentProject>().AsNoTracking().Where(p => Voided ? p.VoidedAt != null : p.VoidedAt == null);
        if (Text is { } text) projects = projects.Where(p => p.SearchKey.Contains(text));
        if (Kind is { } kind) projects = projects.Where(p => p.Kind == kind);
        if (Stage is { } stage) projects = projects.Where(p => p.Stage == stage);
        if (Floor is { } floor) projects = projects.Where(p => p.InvestmentFen >= floor);
        // A name that nobody bears finds nothing.
        if (Unit is { } unit) projects = projects.Where(p => p.UnitId == (book.Unit(unit) ?? Guid.Empty));
        if (Park is { } park) projects = projects.Where(p => p.ParkId == (book.Park(park) ?? Guid.Empty));
        if (Chain is { } chain) projects = projects.Where(p => p.Chain == chain);
        if (Tag is { } tag) projects = projects.Where(p => db.Set<ProjectTag>().Any(t => t.ProjectId == p.Id && t.Tag == tag));
        if (Wall is { } wall) projects = projects.Where(p => (p.WallFrom != null && p.WallFrom <= today && (p.WallUntil == null || p.WallUntil > today)) == wall);
        if (Ended is { } ended) projects = projects.Where(p => (p.EndedOn != null) == ended);
        if (Sponsor is { } sponsor)
        {
            var people = sponsor == "me" ? [db.MemberId] : book.People(sponsor);
            var held = await ProjectFile.InForce(db, db.Set<Assignment>().AsNoTracking()).Where(a => a.Role == AssignmentRoles.Sponsor && people.Contains(a.MemberId)).Select(a => a.SubjectId).ToListAsync(cancel);
            projects = projects.Where(p => EF.Parameter(held).Contains(p.Id));
        }

        if (List is not { } list) return projects;
        var reached = db.Set<ProjectNode>().Where(n => n.ReachedOn != null);
        projects = projects.Where(p => p.EndedOn == null);
        var slow = list == "overdue" ? await Progress.Pace.SlowAsync(db, cancel) : [];
        return list switch
        {
            "no-land" => projects.Where(p => reached.Any(n => n.ProjectId == p.Id && n.Milestone == "signed") && !reached.Any(n => n.ProjectId == p.Id && (n.Milestone == "land" || n.Milestone == "started"))),
            "not-started" => projects.Where(p => reached.Any(n => n.ProjectId == p.Id && n.Milestone == "land") && !reached.Any(n => n.ProjectId == p.Id && n.Milestone == "started")),
            _ => projects.Where(p => reached.Any(n => n.ProjectId == p.Id && n.Milestone == "started") && !reached.Any(n => n.ProjectId == p.Id && n.Milestone == "completed")
                && (EF.Parameter(slow).Contains(p.Id) || db.Set<ProjectNode>().Any(n => n.ProjectId == p.Id && n.ReachedOn == null && n.PlannedOn != null && n.PlannedOn < today))),
        };
    }

    public IOrderedQueryable<InvestmentProject> Order(IQueryable<InvestmentProject> projects)
    {
        var ordered = (Sort, Descending) switch
        {
            ("code", false) => projects.OrderBy(p => p.Code),
            ("code", true) => projects.OrderByDescending(p => p.Code),
            ("totalInvestment", false) => projects.OrderBy(p => p.InvestmentFen ?? long.MaxValue),
            ("totalInvestment", true) => projects.OrderByDescending(p => p.InvestmentFen ?? -1),
            ("landMu", false) => projects.OrderBy(p => p.LandUnits ?? long.MaxValue),
            ("landMu", true) => projects.OrderByDescending(p => p.LandUnits ?? -1),
            ("stageOn", false) => projects.OrderBy(p => p.StageOn ?? DateOnly.MaxValue),
            ("stageOn", true) => projects.OrderByDescending(p => p.StageOn ?? DateOnly.MinValue),
            ("stage", false) => projects.OrderBy(p => p.Stage),
            ("stage", true) => projects.OrderByDescending(p => p.Stage),
            (_, true) => projects.OrderByDescending(p => p.SortKey),
            _ => projects.OrderBy(p => p.SortKey),
        };
        return ordered.ThenBy(p => p.Id);
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
