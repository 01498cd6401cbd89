using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Rating;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Enters and changes projects. Whatever the way in, a change is read by the columns of the ledger, judged once and written once, with one entry
/// in the trail.</summary>
internal sealed class ProjectService(JingkaiDbContext db, ProjectReader reader, IEnterpriseDirectory directory, ProjectLedger ledger, ProjectEnd end, FactorLimits limits, TimeProvider clock)
{
    /// <summary>Held by whoever enters projects, so that of two who enter the same one sees the other.</summary>
    public const string Series = "projects";

    private const int LongestReason = 500;

    /// <summary>Enters a project.</summary>
    /// <param name="typed">Columns and what was typed.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Its code; what is wrong, by column; <c>name-taken</c>, <c>project-code-taken</c> (409).</returns>
    public Task<Result<string>> CreateAsync(IReadOnlyDictionary<string, string?> typed, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (Outsider) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, Series, cancel);
        if (!(await ReadAsync(typed, cancel)).Try(out var change, out var error)) return error;
        var writer = new ProjectWriter(db);
        var file = writer.New(clock.Now());
        if (Refused(writer.Apply(file, change, isNew: true)) is { } refusal) return refusal;
        if (!db.SeesAll(ProjectsPermissions.Write) && (file.Project.UnitId is null || file.Project.UnitId != db.UnitId)) return ApiErrors.Invalid([Errors.OutOfReach]);
        if (await TakenAsync(file.Project, cancel) is { } taken) return taken;
        if (await PartAsync(file, cancel) is { } part) return part;
        await AddAsync(db, file, clock.Now(), cancel);
        await TellAsync(file, "created", null, cancel);
        await db.SaveChangesAsync(cancel);
        return file.Project.Code;
    }, cancel);

    /// <summary>Changes what is named; the rest stays.</summary>
    public Task<Result<string>> ChangeAsync(string code, IReadOnlyDictionary<string, string?> typed, int? version, CancellationToken cancel) => WriteAsync(code, version, async file =>
    {
        if (file.Project.VoidedAt is not null) return LifeCycle.Errors.Voided;
        if (!(await ReadAsync(typed, cancel)).Try(out var change, out var error)) return error;
        var unit = file.Project.UnitId;
        if (Refused(new ProjectWriter(db, await limits.AllAsync(Factors.Extension, file.Project.Id, cancel)).Apply(file, change, isNew: false)) is { } refusal) return refusal;
        // Whoever writes for one unit does not give a project away to another.
        if (file.Project.UnitId != unit && !db.SeesAll(ProjectsPermissions.Write)) return ApiErrors.Invalid([Errors.OutOfReach]);
        if (await PartAsync(file, cancel) is { } part) return part;
        return await TakenAsync(file.Project, cancel) is { } taken ? taken : Result.Ok();
    }, cancel);

    /// <summary>作废: it was entered by mistake. What waits for it is taken back, its promises run out no more.</summary>
    public Task<Result<string>> VoidAsync(string code, string? why, int? version, CancellationToken cancel) => WriteAsync(code, version, async file =>
    {
        if (file.Project.VoidedAt is not null) return LifeCycle.Errors.Voided;
        if (!Reason(why).Try(out var reason, out var error)) return error;
        (file.Project.VoidedAt, file.Project.VoidedBy, file.Project.VoidReason) = (clock.Now(), Me, reason);
        return await end.AsVoidedAsync(file.Project, reason, cancel);
    }, cancel, "voided", ends: true);

    /// <summary>终止: it is given up on a day. What waits for it is taken back; promises given are still to be settled.</summary>
    public Task<Result<string>> EndAsync(string code, DateOnly? on, string? why, int? version, CancellationToken cancel) => WriteAsync(code, version, async file =>
    {
        if (file.Project.VoidedAt is not null) return LifeCycle.Errors.Voided;
        if (file.Project.EndedOn is not null) return LifeCycle.Errors.Ended;
        if (on > db.Today) return ApiErrors.Invalid([LifeCycle.Errors.InFuture]);
        if (!Reason(why).Try(out var reason, out var error)) return error;
        (file.Project.EndedOn, file.Project.EndReason) = (on ?? db.Today, reason);
        await end.AsEndedAsync(file.Project, reason, cancel);
        return Result.Ok();
    }, cancel, "ended", ends: true);

    /// <summary>It goes on after all.</summary>
    public Task<Result<string>> ResumeAsync(string code, string? why, int? version, CancellationToken cancel) => WriteAsync(code, version, file =>
    {
        if (file.Project.EndedOn is null) return Task.FromResult<Result>(LifeCycle.Errors.NotEnded);
        if (!Reason(why).Try(out _, out var error)) return Task.FromResult<Result>(error);
        (file.Project.EndedOn, file.Project.EndReason) = (null, null);
        return Task.FromResult(Result.Ok());
    }, cancel, "resumed");

    /// <summary>Sets the plan of a year; null takes it back.</summary>
    public Task<Result<string>> PlanAsync(string code, int year, decimal? wan, CancellationToken cancel) => WriteAsync(code, null, file =>
    {
        if (file.Project.VoidedAt is not null) return Task.FromResult<Result>(LifeCycle.Errors.Voided);
        if (year is < 2000 or > 2100) return Task.FromResult<Result>(ApiErrors.Invalid([Error.Invalid("bad-year", "年度应在2000至2100之间", "the year lies between 2000 and 2100", "year")]));
        if (!Fen(wan, negative: false, "amount").Try(out var fen, out var error)) return Task.FromResult<Result>(error);
        new ProjectWriter(db).Plan(file, year, fen);
        return Task.FromResult(Result.Ok());
    }, cancel);

    /// <summary>Sets what was completed in a month; what stood there before stays in the trail. Null takes it back.</summary>
    public Task<Result<string>> InvestAsync(string code, Period month, decimal? wan, string? source, CancellationToken cancel) => WriteAsync(code, null, file =>
    {
        if (file.Project.VoidedAt is not null) return Task.FromResult<Result>(LifeCycle.Errors.Voided);
        if (month.Start > db.Today) return Task.FromResult<Result>(ApiErrors.Invalid([LifeCycle.Errors.InFuture.At("month")]));
        if (!Fen(wan, negative: true, "amount").Try(out var fen, out var error)) return Task.FromResult<Result>(error);
        if (TextNormal.Clean(source).Length > MonthInvestment.LongestSource) return Task.FromResult<Result>(ApiErrors.Invalid([ApiErrors.TooLong("source", MonthInvestment.LongestSource)]));
        var row = file.Months.Find(m => m.Month == month.YearMonth);
        if (fen is not { } amount)
        {
            if (row is null) return Task.FromResult(Result.Ok());
            file.Months.Remove(row);
            file.Gone.Add(row);
            return Task.FromResult(Result.Ok());
        }

        if (row is null) file.Months.Add(row = new() { ZoneId = db.ZoneId, ProjectId = file.Project.Id, Month = month.YearMonth });
        (row.CompletedFen, row.Source) = (amount, TextNormal.Clean(source) is { Length: > 0 } words ? words : row.Source);
        return Task.FromResult(Result.Ok());
    }, cancel, "invested");

    /// <summary>Adds a new project with its number, its stage and its parts to the context.</summary>
    public static async Task AddAsync(JingkaiDbContext db, ProjectFile file, DateTime now, CancellationToken cancel)
    {
        var project = file.Project;
        var series = $"P{db.Today.Year}";
        project.Code = NumberSeries.Format("P", db.Today.Year, await NumberSeries.ReserveAsync(db, series, 1, cancel));
        project.Index();
        db.Add(project);
        db.AddRange(file.Nodes);
        db.AddRange(file.Tags);
        db.AddRange(file.YearPlans);
        db.AddRange(file.People);
        var first = LifeCycle.Ladder.KindOf(project.Kind)!.Stages[0] == project.Stage;
        db.Add(new StageMove
        {
            ZoneId = db.ZoneId, ProjectId = project.Id, ToStage = project.Stage, ReachedOn = project.StageOn, ClaimedById = db.Actor.MemberId, ClaimedAt = now,
            State = first ? StageMoveState.Confirmed : StageMoveState.TakenOver, DecidedAt = now,
        });
    }

    /// <summary>Puts what a change added or took away into the context.</summary>
    public static void Track(JingkaiDbContext db, ProjectFile file)
    {
        foreach (var row in file.Nodes.Cast<object>().Concat(file.Tags).Concat(file.YearPlans).Concat(file.Months).Concat(file.People))
            if (db.Entry(row).State == EntityState.Detached) db.Add(row);
        foreach (var row in file.Gone) db.Remove(row);
    }

    private Task<Result<string>> WriteAsync(string code, int? version, Func<ProjectFile, Task<Result>> write, CancellationToken cancel, string action = "changed", bool ends = false) => db.InTransactionAsync<string>(async () =>
    {
        if (Outsider) return LifeCycle.Errors.MembersOnly;
        if (ends) await end.HoldAsync(await reader.IdOfAsync(code, cancel), cancel);
        await NumberSeries.HoldAsync(db, Series, cancel);
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        if (!await db.Set<InvestmentProject>().Where(ProjectScope.Of(db, ProjectsPermissions.Write)).AnyAsync(p => p.Id == id, cancel)) return ApiErrors.NotPermitted;
        var file = (await ProjectFile.LoadAsync(db, [id], track: true, cancel))[0];
        if (version is { } seen && seen != file.Project.Version) return ApiErrors.Stale;
        var before = await RowAsync(file, cancel);
        var months = file.Months.ToDictionary(m => m.Month, m => Amounts.Wan(m.CompletedFen));
        var done = await write(file);
        if (!done.IsOk) return done.Error;
        Track(db, file);
        await TellAsync(file, action, before, cancel, months);
        // A change of parts only must also refuse whoever saw the project before it.
        if (db.Entry(file.Project).State == EntityState.Unchanged) db.Entry(file.Project).Property(p => p.SearchKey).IsModified = true;
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return file.Project.Code;
    }, cancel);

    private async Task<Result<ProjectChange>> ReadAsync(IReadOnlyDictionary<string, string?> typed, CancellationToken cancel)
    {
        var words = await reader.BookAsync(cancel);
        var named = new Dictionary<string, IReadOnlyList<EnterpriseRef>>(StringComparer.Ordinal);
        if (typed.TryGetValue(ProjectColumns.Enterprise, out var company) && TextNormal.Clean(company) is { Length: > 0 } text)
            named[text] = await directory.FindAsync(text, cancel) is { } coded ? [coded] : await directory.ByNameAsync(text, cancel);
        var whole = typed.TryGetValue(ProjectColumns.Parent, out var parent) && TextNormal.Clean(parent) is { Length: > 0 } key ? await WholeAsync(key, cancel) : null;
        var row = TypedRow.Read(ledger, typed);
        var change = new ProjectJudge(words, named, _ => whole, db.Today).Read(row);
        // What is not typed stays: only a file has to have its required columns.
        var wrong = row.Errors.Where(e => typed.ContainsKey(e.Key) || e.Error.Code != "required").Select(e => e.Error.At(e.Key)).ToList();
        return wrong.Count > 0 ? ApiErrors.Invalid(wrong) : change;
    }

    private static Error? Refused(IReadOnlyList<(string Column, Error Error)> wrong) => wrong.Count == 0 ? null
        // What the state forbids is a conflict, however many fields are wrong beside it.
        : wrong.FirstOrDefault(w => w.Error.Kind == ErrorKind.Conflict).Error ?? ApiErrors.Invalid([.. wrong.Select(w => w.Error.At(w.Column))]);

    /// <summary>A project by its code, or by its name where one alone bears it.</summary>
    private async Task<ParentProject?> WholeAsync(string key, CancellationToken cancel)
    {
        var projects = db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null);
        var found = await projects.Where(p => p.Code == key || p.Name == key).Select(p => new ParentProject(p.Id, p.Code, p.Name)).Take(2).ToListAsync(cancel);
        return found.Find(p => p.Code == key) ?? (found is [var only] ? only : null);
    }

    /// <summary>One level only: neither the part of a part, nor a whole that becomes a part.</summary>
    private async Task<Error?> PartAsync(ProjectFile file, CancellationToken cancel)
    {
        if (file.Parent is not { } parent) return null;
        var all = db.Set<InvestmentProject>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(p => p.VoidedAt == null);
        if (await all.AnyAsync(p => p.Id == parent.Id && p.ParentId != null, cancel)) return Errors.PartOfPart(parent.Code);
        return await all.AnyAsync(p => p.ParentId == file.Project.Id, cancel) ? Errors.HasParts : null;
    }

    private async Task<Error?> TakenAsync(InvestmentProject project, CancellationToken cancel)
    {
        var others = db.Set<InvestmentProject>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(p => p.Id != project.Id && p.VoidedAt == null);
        if (await others.Where(p => p.Name == project.Name).Select(p => p.Code).FirstOrDefaultAsync(cancel) is { } named) return Errors.NameTaken(project.Name, named);
        return project.NationalCode is { } code && await others.Where(p => p.NationalCode == code).Select(p => p.Code).FirstOrDefaultAsync(cancel) is { } coded ? Errors.NationalCodeTaken(code, coded) : null;
    }

    private async Task TellAsync(ProjectFile file, string action, object?[]? before, CancellationToken cancel, Dictionary<int, decimal?>? months = null)
    {
        var (project, after) = (file.Project, await RowAsync(file, cancel));
        var empty = new object?[after.Length];
        var told = ProjectRow.Differences(before ?? empty, after) ?? ([], []);
        foreach (var month in (months ?? []).Keys.Union(file.Months.Select(m => m.Month)).Order())
        {
            var (was, now) = ((months ?? []).GetValueOrDefault(month), Amounts.Wan(file.Months.Find(m => m.Month == month)?.CompletedFen));
            if (was == now) continue;
            (told.Before[$"completed.{month}"], told.After[$"completed.{month}"]) = (was, now);
        }

        foreach (var plan in file.YearPlans.Where(p => p.Year != db.Today.Year && db.Entry(p).State is EntityState.Added or EntityState.Modified)) told.After[$"plan.{plan.Year}"] = Amounts.Wan(plan.PlannedFen);
        if (told.After.ContainsKey(ProjectColumns.Longitude) && project.EnteredDatum is { } entered) told.After["enteredDatum"] = entered;
        if (project.EndedOn is not null || action == "resumed") told.After["endedOn"] = project.EndedOn;
        if ((project.EndReason ?? project.VoidReason) is { } reason) told.After["reason"] = reason;
        if (told.After.Count > 0) AuditTrail.Record(db, clock.Now(), action, nameof(InvestmentProject), project.Id.ToString(), project.Code, before is null ? null : told.Before, told.After);
    }

    private async Task<object?[]> RowAsync(ProjectFile file, CancellationToken cancel) => ProjectRow.Of(file, await reader.BookAsync(cancel), file.Project.EnterpriseId?.ToString(), db.Today.Year);

    private static Result<string> Reason(string? why) => TextNormal.Clean(why) switch
    {
        "" => ApiErrors.Invalid([Errors.ReasonRequired]),
        { Length: > LongestReason } => ApiErrors.Invalid([Errors.TooLong("reason", LongestReason)]),
        var reason => reason,
    };

    private static Result<long?> Fen(decimal? wan, bool negative, string field)
    {
        if (wan is not { } amount) return Result.Ok<long?>(null);
        if (amount < 0 && !negative) return ApiErrors.Invalid([Errors.Negative(field)]);
        if (!Unit.Find("万元").Value.ToScaled(amount, Unit.Fen, 0).Try(out var fen, out var error)) return ApiErrors.Invalid([error.At(field)]);
        return fen is > Amounts.MostFen or < -Amounts.MostFen ? ApiErrors.Invalid([Errors.TooMuch(field)]) : Result.Ok<long?>(fen);
    }

    private bool Outsider => db.Actor.MemberId is null && !db.Actor.IsInstallationAdministrator;

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;
}
