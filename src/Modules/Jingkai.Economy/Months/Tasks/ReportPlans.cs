using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>A line of the plan to add.</summary>
/// <param name="Kind">enterprises or office.</param>
/// <param name="Set">Of enterprises: which.</param>
/// <param name="Measures">Of enterprises: indicator codes of the measures; all when null.</param>
/// <param name="Indicator">Of an office: what it delivers.</param>
/// <param name="Unit">Of an office: name of the unit.</param>
/// <param name="DueWorkday">Due on this working day of the next month.</param>
internal sealed record NewPlanLine(string? Kind, string? Set, IReadOnlyList<string>? Measures, string? Indicator, string? Unit, int? DueWorkday);

/// <summary>A line of the plan.</summary>
internal sealed record PlanLineView(Guid? Id, string Kind, string? Set, string? SetName, IReadOnlyList<string> Measures, string? Indicator, string? IndicatorName, string? Unit, int DueWorkday);

/// <summary>The zone's reporting plan: who reports what each month, and by which working day of the next. A zone that has said nothing asks
/// its above-scale industry for all measures.</summary>
internal sealed class ReportPlans(JingkaiDbContext db, IndicatorCatalog indicators, EnterpriseSets sets, TaskReader tasks)
{
    /// <summary>The fifth working day: within the first ten days of the month, as enterprise reporting usually is.</summary>
    public const int UsualWorkday = 5;

    private static ReportPlanLine Usual => new()
    {
        Id = Guid.Empty, Line = LineOf(EnterpriseSets.AboveScale), Kind = TaskKind.Enterprises, EnterpriseSet = EnterpriseSets.AboveScale,
        Measures = string.Join(',', Domain.Measures.All.Select(m => m.Indicator)), DueWorkday = UsualWorkday,
    };

    /// <summary>The lines in force.</summary>
    public async Task<IReadOnlyList<ReportPlanLine>> LinesAsync(CancellationToken cancel = default)
    {
        var lines = await db.Set<ReportPlanLine>().AsNoTracking().OrderBy(l => l.Kind).ThenBy(l => l.Line).ToListAsync(cancel);
        return lines.Count > 0 ? lines : [Usual];
    }

    public async Task<IReadOnlyList<PlanLineView>> ListAsync(CancellationToken cancel = default)
    {
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var units = await db.Set<Jingkai.Platform.Accounts.Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var views = new List<PlanLineView>();
        foreach (var l in await LinesAsync(cancel))
        {
            var indicator = l.Indicator is { } code ? names.GetValueOrDefault(code) : null;
            views.Add(new(l.Id == Guid.Empty ? null : l.Id, l.Kind, l.EnterpriseSet, l.EnterpriseSet is null ? null : (await tasks.SetTextAsync(l.EnterpriseSet, cancel)).Current, l.Measures.Split(',', StringSplitOptions.RemoveEmptyEntries),
                l.Indicator, indicator is null ? null : new Text(indicator.NameZh, indicator.NameEn).Current, l.UnitId is { } unit ? units.GetValueOrDefault(unit) : null, l.DueWorkday));
        }

        return views;
    }

    /// <summary>Adds a line. The first line added takes the place of the usual one.</summary>
    public async Task<Result<Guid>> AddAsync(NewPlanLine input, CancellationToken cancel = default)
    {
        var errors = new List<Error>();
        var line = new ReportPlanLine { ZoneId = db.ZoneId, Kind = input.Kind ?? "", DueWorkday = input.DueWorkday ?? UsualWorkday };
        if (line.DueWorkday is < 1 or > TaskErrors.LastWorkday) errors.Add(TaskErrors.BadWorkday);
        switch (line.Kind)
        {
            case TaskKind.Enterprises:
                await EnterprisesAsync(line, input, errors, cancel);
                break;
            case TaskKind.Office:
                await OfficeAsync(line, input, errors, cancel);
                break;
            default:
                errors.Add(TaskErrors.UnknownKind(input.Kind));
                break;
        }

        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (await db.Set<ReportPlanLine>().AnyAsync(l => l.Line == line.Line, cancel)) return TaskErrors.LineTaken;
        db.Add(line);
        await db.SaveChangesAsync(cancel);
        return line.Id;
    }

    /// <summary>Takes a line out; tasks made from it stay.</summary>
    public async Task<Result> RemoveAsync(Guid id, CancellationToken cancel = default)
    {
        var line = await db.Set<ReportPlanLine>().AsTracking().FirstOrDefaultAsync(l => l.Id == id, cancel);
        if (line is null) return ApiErrors.NotFound;
        db.Remove(line);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    private async Task EnterprisesAsync(ReportPlanLine line, NewPlanLine input, List<Error> errors, CancellationToken cancel)
    {
        var set = await sets.ReadAsync(input.Set ?? EnterpriseSets.AboveScale, cancel);
        if (!set.IsOk) errors.Add(set.Error);
        var asked = (input.Measures ?? [.. Domain.Measures.All.Select(m => m.Indicator)]).Distinct().ToList();
        if (asked.Count == 0 || asked.Any(m => Domain.Measures.Of(m) is null)) errors.Add(TaskErrors.NoMeasures);
        if (errors.Count > 0) return;
        (line.EnterpriseSet, line.Line) = (set.Value, LineOf(set.Value));
        line.Measures = string.Join(',', Domain.Measures.All.Where(m => asked.Contains(m.Indicator)).Select(m => m.Indicator));
    }

    private async Task OfficeAsync(ReportPlanLine line, NewPlanLine input, List<Error> errors, CancellationToken cancel)
    {
        var indicator = await indicators.FindAsync(input.Indicator, cancel);
        if (!indicator.IsOk) errors.Add(indicator.Error.At("indicator"));
        else if (indicator.Value.Counted is not null) errors.Add(Figures.FigureErrors.Counted(indicator.Value.NameZh));
        var name = TextNormal.Clean(input.Unit);
        var unit = await db.Set<Jingkai.Platform.Accounts.Unit>().AsNoTracking().Where(u => u.Name == name).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(cancel);
        if (unit is null) errors.Add(TaskErrors.UnknownUnit(input.Unit));
        if (errors.Count > 0) return;
        (line.Indicator, line.UnitId, line.Line) = (indicator.Value.Code, unit, "office:" + indicator.Value.Code);
    }

    private static string LineOf(string set) => "enterprises:" + set;
}
