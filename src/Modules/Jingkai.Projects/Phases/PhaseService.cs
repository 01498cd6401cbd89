using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Phases;

/// <summary>A phase as it is entered and answered; money in 万元, land in 亩, exact.</summary>
internal sealed record PhaseLine(int? Number, string? Name, string? Content = null, string? Standard = null, string? Capacity = null, decimal? TotalInvestment = null, decimal? LandMu = null);

/// <summary>A sub-project beside the phases.</summary>
internal sealed record SubProject(string Code, string Name, string StageName, decimal? TotalInvestment, decimal? LandMu);

/// <summary>The parts of a project beside the whole.</summary>
/// <param name="Items">Its phases in order.</param>
/// <param name="SubProjects">Projects that belong to it.</param>
/// <param name="TotalInvestment">Of the whole.</param>
/// <param name="LandMu">Of the whole.</param>
/// <param name="PhasesInvestment">Sum of the phases.</param>
/// <param name="PhasesLandMu">Sum of the phases.</param>
/// <param name="SubInvestment">Sum of the sub-projects.</param>
/// <param name="SubLandMu">Sum of the sub-projects.</param>
/// <param name="Warnings">phases-investment, phases-land, sub-investment, sub-land: that sum exceeds the whole.</param>
internal sealed record PhasesView(
    IReadOnlyList<PhaseLine> Items, IReadOnlyList<SubProject> SubProjects, decimal? TotalInvestment, decimal? LandMu, decimal? PhasesInvestment, decimal? PhasesLandMu, decimal? SubInvestment, decimal? SubLandMu, IReadOnlyList<string> Warnings);

/// <summary>Phases of a project, written as a whole; a sum above the project's own is told, not refused: the whole may be the older number.</summary>
internal sealed class PhaseService(JingkaiDbContext db, ProjectReader reader, TimeProvider time)
{
    private const int Most = 20, LongestName = 100, LongestText = 1000;

    public async Task<Result<PhasesView>> ReadAsync(string code, CancellationToken cancel)
    {
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        var project = await db.Set<InvestmentProject>().AsNoTracking().FirstAsync(p => p.Id == id, cancel);
        var phases = await db.Set<ProjectPhase>().AsNoTracking().Where(p => p.ProjectId == id).OrderBy(p => p.Number).ToListAsync(cancel);
        var subs = await db.Set<InvestmentProject>().AsNoTracking().Where(p => p.ParentId == id && p.VoidedAt == null).OrderBy(p => p.Code).ToListAsync(cancel);
        long? Sum<T>(IEnumerable<T> of, Func<T, long?> value) => of.Select(value).Where(v => v is not null).ToList() is { Count: > 0 } known ? known.Sum() : null;
        var (phaseFen, phaseLand, subFen, subLand) = (Sum(phases, p => p.InvestmentFen), Sum(phases, p => p.LandUnits), Sum(subs, p => p.InvestmentFen), Sum(subs, p => p.LandUnits));
        (string Code, bool Exceeds)[] checks = [("phases-investment", phaseFen > project.InvestmentFen), ("phases-land", phaseLand > project.LandUnits), ("sub-investment", subFen > project.InvestmentFen), ("sub-land", subLand > project.LandUnits)];
        return new PhasesView(
            [.. phases.Select(p => new PhaseLine(p.Number, p.Name, p.Content, p.Standard, p.Capacity, Amounts.Wan(p.InvestmentFen), Amounts.Mu(p.LandUnits)))],
            [.. subs.Select(s => new SubProject(s.Code, s.Name, LifeCycle.Ladder.StageOf(s.Stage)?.Name.Current ?? s.Stage, Amounts.Wan(s.InvestmentFen), Amounts.Mu(s.LandUnits)))],
            Amounts.Wan(project.InvestmentFen), Amounts.Mu(project.LandUnits), Amounts.Wan(phaseFen), Amounts.Mu(phaseLand), Amounts.Wan(subFen), Amounts.Mu(subLand), [.. checks.Where(c => c.Exceeds).Select(c => c.Code)]);
    }

    /// <summary>Sets the phases; what is not among them is gone.</summary>
    public Task<Result<string>> SetAsync(string code, IReadOnlyList<PhaseLine>? lines, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        if (await db.Set<InvestmentProject>().AsNoTracking().Where(ProjectScope.Of(db, ProjectsPermissions.Write)).FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } project) return ApiErrors.NotPermitted;
        if (project.VoidedAt is not null) return LifeCycle.Errors.Voided;
        if (lines is null) return ApiErrors.Invalid([ApiErrors.Required("phases")]);
        if (lines.Count > Most) return ApiErrors.Invalid([Errors.TooMany("phases", Most)]);
        var (wrong, read) = (new List<Error>(), new List<ProjectPhase>());
        foreach (var (line, at) in lines.Select((l, at) => (l, at))) read.Add(Read(line, at, id, wrong));
        foreach (var (twice, at) in read.Select((p, at) => (p, at)).Where(p => read.Take(p.at).Any(before => before.Number == p.p.Number)))
            wrong.Add(Error.Invalid("number-twice", $"第 {twice.Number} 期重复", $"phase {twice.Number} stands there twice", string.Create(CultureInfo.InvariantCulture, $"phases[{at}].number")));
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        var before = await db.Set<ProjectPhase>().AsTracking().Where(p => p.ProjectId == id).OrderBy(p => p.Number).ToListAsync(cancel);
        var (was, now) = (Told(before), Told(read));
        if (was == now) return project.Code;
        db.RemoveRange(before);
        await db.SaveChangesAsync(cancel);
        db.AddRange(read);
        AuditTrail.Record(db, time.Now(), "phased", nameof(InvestmentProject), id.ToString(), project.Code, was is null ? null : new { phases = was }, new { phases = now });
        await db.SaveChangesAsync(cancel);
        return project.Code;
    }, cancel);

    private ProjectPhase Read(PhaseLine line, int at, Guid project, List<Error> wrong)
    {
        string Field(string name) => string.Create(CultureInfo.InvariantCulture, $"phases[{at}].{name}");
        string? Words(string? text, string name, int most)
        {
            var clean = TextNormal.CleanLines(text);
            if (clean.Length > most) wrong.Add(ApiErrors.TooLong(Field(name), most));
            return clean.Length == 0 ? null : clean;
        }

        long? Scaled(decimal? value, string unit, Unit stored, string name)
        {
            if (value is not { } number) return null;
            if (number <= 0) wrong.Add(Errors.NotPositive(Field(name)));
            else if (Unit.Find(unit).Value.ToScaled(number, stored, 0).Try(out var scaled, out var error))
            {
                var land = stored == Unit.StoredArea;
                if (scaled <= (land ? Amounts.MostLand : Amounts.MostFen)) return scaled;
                wrong.Add(land ? Errors.TooMuchLand(Field(name)) : Errors.TooMuch(Field(name)));
            }
            else wrong.Add(error.At(Field(name)));
            return null;
        }

        var phase = new ProjectPhase
        {
            ZoneId = db.ZoneId, ProjectId = project, Number = line.Number ?? at + 1, Name = Words(line.Name, "name", LongestName) ?? "", Content = Words(line.Content, "content", LongestText), Standard = Words(line.Standard, "standard", LongestText),
            Capacity = Words(line.Capacity, "capacity", LongestText), InvestmentFen = Scaled(line.TotalInvestment, "万元", Unit.Fen, "totalInvestment"), LandUnits = Scaled(line.LandMu, "亩", Unit.StoredArea, "landMu"),
        };
        if (phase.Name.Length == 0) wrong.Add(ApiErrors.Required(Field("name")));
        if (phase.Number is < 1 or > 99) wrong.Add(Error.Invalid("bad-number", "期数应在1至99之间", "the number of a phase lies between 1 and 99", Field("number")));
        return phase;
    }

    private static string? Told(IReadOnlyList<ProjectPhase> phases) => phases.Count == 0 ? null : string.Join('；', phases.OrderBy(p => p.Number).Select(p => string.Join('，', ((string?[])
        [$"{p.Number} {p.Name}", Amounts.Wan(p.InvestmentFen) is { } wan ? $"{wan:0.######}万元" : null, Amounts.Mu(p.LandUnits) is { } mu ? $"{mu:0.########}亩" : null, p.Content, p.Standard, p.Capacity]).Where(t => t is not null))));
}
