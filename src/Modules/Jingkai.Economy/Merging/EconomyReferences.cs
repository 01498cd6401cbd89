using System.Globalization;
using System.Text.Json;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Merging;

/// <summary>Monthly reports and group definitions follow an enterprise into the file it is merged with. Two reports of one month are never
/// added: whoever merges says which of them stands. Roll-ups follow in the same transaction: both enterprises are taken out of the sums
/// as they stand, and put back as they stand afterwards; what the change of their classification does comes with the event.</summary>
internal sealed class EconomyReferences(EconomyLocks locks, MonthGate gate, DutyReferences duties, FigureNews news, TimeProvider clock) : IReferenceHolder
{
    public string Code => "economy";

    public async Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return [];
        // Within a merge nobody may report between this look and the move.
        if (db.Database.CurrentTransaction is not null) await HoldAsync(db, move, cancel);
        var (gone, kept) = await ReportsAsync(db, move, cancel);
        return [.. MergePlan.Of(gone, kept, move.Decisions).Disputed.GroupBy(d => d.Merged.Month).OrderBy(g => g.Key).Select(month => new ReferenceConflict(
            MergePlan.Key(month.Key), PeriodText(month.Key), Say(month.Select(d => d.Kept)), Say(month.Select(d => d.Merged))))];
    }

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("null", []);
        var held = await HoldAsync(db, move, cancel);
        var both = await TakeOutAsync(db, move, cancel);
        var plan = MergePlan.Of(both.Gone, both.Kept, move.Decisions);
        // A locked month keeps what it was told by; that a value belongs to another file is no change of it, but another value is.
        if (plan.Over.Select(o => o.Kept.Month).Where(held.Locked.Contains).Distinct().Order().ToList() is { Count: > 0 } closed) return MonthErrors.Locked(closed);
        if (plan.Disputed.Count > plan.Disputed.Count(d => move.Decisions.ContainsKey(MergePlan.Key(d.Merged.Month)))) throw new InvalidOperationException("A month of both files has no decision.");
        var now = clock.Now();
        // Everything leaves the file that goes: what moved belongs to the other, what gave way is a version of the past.
        await Reports(db).Where(v => v.EnterpriseId == move.Gone).ExecuteDeleteAsync(cancel);
        await BulkWriter.InsertAsync(db, plan.Moved.Select(v => Row(v, move.Kept)), cancel);
        await MoveVersionsAsync(db, move.Gone, move.Kept, plan.Moved, cancel);
        await BulkWriter.InsertAsync(db, plan.Left.Select(v => Replaced(db, v, now, move.Reason)), cancel);
        await ReplaceAsync(db, [.. plan.Over.Select(o => (o.Kept, Figures4.Of(o.Merged)))], move, held, now, cancel);
        var marked = await duties.MarkAsync(db, move, plan, cancel);
        // What the kept file took over is no version of the one that went, but gave way there too.
        await BulkWriter.InsertAsync(db, plan.Over.Select(o => Replaced(db, o.Merged, now, move.Reason)), cancel);
        var record = new MergedReports(
            [.. plan.Moved.Select(v => new MovedValue(v.Measure, v.Month, Figures4.Of(v)))],
            [.. plan.Left.Concat(plan.Over.Select(o => o.Merged)).Select(v => new LeftValue(v.Measure, v.Month, Figures4.Of(v), v.Version, v.Collected))],
            [.. plan.Over.Select(o => new ReplacedValue(o.Kept.Measure, o.Kept.Month, Figures4.Of(o.Kept), Figures4.Of(o.Merged)))],
            await MoveGroupsAsync(db, move, cancel), await duties.MoveAsync(db, move, cancel), marked);
        await PutBackAsync(db, both, move, cancel);
        AuditTrail.Record(db, now, "merged", "EnterpriseReport", move.Batch.ToString(), "enterprise-reports", null, record);
        await db.SaveChangesAsync(cancel);
        var months = plan.Moved.Concat(plan.Over.Select(o => o.Merged)).Select(v => v.Month).Distinct().Count();
        return new MovedReferences(JsonSerializer.Serialize(record, JsonSerializerOptions.Web), [.. new ReferenceCount[]
        {
            new(new("个月的企业月报", "months of reports"), months),
            new(new("项上报任务", "reporting duties"), record.Duties.Count),
            new(new("处主导产业界定", "mentions in leading-industry groups"), record.Groups.Count),
        }.Where(c => c.Count > 0)]);
    }

    public async Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (Read(record) is not { } merged) return [];
        var held = await HoldAsync(db, move, cancel);
        var closed = merged.Over.Select(o => o.Month).Where(held.Locked.Contains).Distinct().Order().ToList();
        if (closed.Count > 0) return [MonthErrors.Locked(closed).Message];
        var now = (await Reports(db).Where(v => v.EnterpriseId == move.Kept).ToListAsync(cancel)).ToDictionary(v => (v.Measure, v.Month));
        return [.. merged.Moved.Select(m => (m.Measure, m.Month, Wanted: m.Values)).Concat(merged.Over.Select(o => (o.Measure, o.Month, Wanted: o.After)))
            .Where(x => !now.TryGetValue((x.Measure, x.Month), out var stands) || Figures4.Of(stands) != x.Wanted)
            .OrderBy(x => x.Month).ThenBy(x => x.Measure).Select(x =>
            {
                var (period, measure) = (PeriodText(x.Month), Measures.ById(x.Measure));
                var stands = now.TryGetValue((x.Measure, x.Month), out var v) ? Figures4.Of(v) : default;
                return new Text($"{period.Zh}{measure.Heading}：合并后为 {Numbers(x.Wanted, measure)}，现为 {Numbers(stands, measure)}",
                    $"{period.En} {measure.Key}: the merge left {Counted(x.Wanted, measure)}, now it is {Counted(stands, measure)}");
            })];
    }

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (Read(record) is not { } merged) return;
        var held = await HoldAsync(db, move, cancel);
        var both = await TakeOutAsync(db, move, cancel);
        var now = clock.Now();
        var moved = merged.Moved.Select(m => (m.Measure, m.Month)).ToHashSet();
        var back = both.Kept.Where(v => moved.Contains((v.Measure, v.Month))).ToList();
        foreach (var month in back.GroupBy(v => v.Month))
        {
            var measures = month.Select(v => v.Measure).ToList();
            await Reports(db).Where(v => v.EnterpriseId == move.Kept && v.Month == month.Key && measures.Contains(v.Measure)).ExecuteDeleteAsync(cancel);
        }

        await BulkWriter.InsertAsync(db, back.Select(v => Row(v, move.Gone)), cancel);
        await MoveVersionsAsync(db, move.Kept, move.Gone, back, cancel);
        await BulkWriter.InsertAsync(db, merged.Left.Select(l => new ReportValue
        {
            ZoneId = db.ZoneId, EnterpriseId = move.Gone, Measure = l.Measure, Month = l.Month, MonthE4 = l.Values.Month, MonthPriorE4 = l.Values.MonthPrior, YtdE4 = l.Values.Ytd,
            YtdPriorE4 = l.Values.YtdPrior, Version = l.Version + 1, Collected = l.Collected, BatchId = move.Batch, RecordedAt = now,
        }), cancel);
        var stands = both.Kept.ToDictionary(v => (v.Measure, v.Month));
        await ReplaceAsync(db, [.. merged.Over.Select(o => (stands[(o.Measure, o.Month)], o.Before))], move, held, now, cancel);
        await MoveGroupsBackAsync(db, move, merged.Groups, cancel);
        await duties.MoveBackAsync(db, move, merged, cancel);
        await PutBackAsync(db, both, move, cancel);
        AuditTrail.Record(db, now, "unmerged", "EnterpriseReport", move.Batch.ToString(), "enterprise-reports", merged, null);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Holds the months of both and then their rows, in the order of all writers.</summary>
    /// <returns>Which of the months are locked, and by whose leave the others are open again.</returns>
    private async Task<HeldMonths> HoldAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        var months = await Reports(db).Where(v => v.EnterpriseId == move.Gone || v.EnterpriseId == move.Kept).Select(v => v.Month).Distinct().ToListAsync(cancel);
        var held = await gate.HoldAsync(db, months, cancel);
        await locks.LockAsync(db, [move.Gone, move.Kept], cancel);
        return held;
    }

    /// <summary>Both enterprises as they stand before: locked, with their spans and reports, and out of all sums.</summary>
    private async Task<Both> TakeOutAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        await locks.LockAsync(db, [move.Gone, move.Kept], cancel);
        var spans = await locks.SpansAsync(db, [move.Gone, move.Kept], cancel);
        var (gone, kept) = await ReportsAsync(db, move, cancel);
        Sum(RollupDeltas.Of(db), new(await locks.GroupSetsAsync(db, cancel)), spans, [.. gone, .. kept], -1);
        return new(spans, gone, kept);
    }

    private async Task PutBackAsync(JingkaiDbContext db, Both both, ReferenceMove move, CancellationToken cancel)
    {
        var (gone, kept) = await ReportsAsync(db, move, cancel);
        Sum(RollupDeltas.Of(db), new(await locks.GroupSetsAsync(db, cancel)), both.Spans, [.. gone, .. kept], 1);
    }

    private static void Sum(RollupDeltas deltas, Classification classification, Dictionary<Guid, List<EnterpriseSpan>> spans, List<ReportValue> values, int sign)
    {
        foreach (var span in spans.Values.SelectMany(s => s))
            foreach (var population in Enum.GetValues<Population>())
                foreach (var (subject, month, delta) in classification.PopulationOf(span, population)) deltas.Add(population, subject, month, sign * delta);
        foreach (var value in values)
            deltas.Add(classification.SubjectsOf(spans[value.EnterpriseId], value.Month, Measures.ById(value.Measure).Population), value.Measure, value.Month, Figures4.Of(value), sign);
    }

    /// <summary>Values give way to others; what they were stays among their versions.</summary>
    private async Task ReplaceAsync(JingkaiDbContext db, List<(ReportValue Old, Figures4 By)> values, ReferenceMove move, HeldMonths held, DateTime now, CancellationToken cancel)
    {
        if (values.Count == 0) return;
        await BulkWriter.InsertAsync(db, values.Select(v => Replaced(db, v.Old, now, move.Reason, held.SignOffOf(v.Old.Month))), cancel);
        await BulkWriter.UpsertAsync(db, values.Select(v => new ReportValue
        {
            ZoneId = db.ZoneId, EnterpriseId = v.Old.EnterpriseId, Measure = v.Old.Measure, Month = v.Old.Month, MonthE4 = v.By.Month, MonthPriorE4 = v.By.MonthPrior, YtdE4 = v.By.Ytd,
            YtdPriorE4 = v.By.YtdPrior, Version = v.Old.Version + 1, Collected = v.Old.Collected, BatchId = move.Batch, RecordedAt = now,
        }),
        [
            nameof(ReportValue.MonthE4), nameof(ReportValue.MonthPriorE4), nameof(ReportValue.YtdE4), nameof(ReportValue.YtdPriorE4),
            nameof(ReportValue.Version), nameof(ReportValue.BatchId), nameof(ReportValue.RecordedAt),
        ], cancel: cancel);
        await news.TellAsync(db, "enterprise-reports", move.Batch, values.Count, [.. values.Select(v => (Measures.ById(v.Old.Measure).Indicator, PeriodText(v.Old.Month).En)).Distinct()], cancel);
    }

    private static async Task MoveVersionsAsync(JingkaiDbContext db, Guid from, Guid to, List<ReportValue> values, CancellationToken cancel)
    {
        if (values.TrueForAll(v => v.Version == 1)) return;
        var keys = values.Select(v => (v.Measure, v.Month)).ToHashSet();
        var versions = (await db.Set<ReportVersion>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(v => v.EnterpriseId == from).ToListAsync(cancel))
            .Where(v => keys.Contains((v.Measure, v.Month))).ToList();
        db.RemoveRange(versions);
        await db.SaveChangesAsync(cancel);
        foreach (var version in versions) version.EnterpriseId = to;
        await BulkWriter.InsertAsync(db, versions, cancel);
    }

    private static async Task<List<MovedMention>> MoveGroupsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        var mentions = new List<MovedMention>();
        foreach (var set in await db.Set<GroupSet>().AsTracking().Where(s => s.InForce).OrderBy(s => s.Number).ToListAsync(cancel))
        {
            var groups = GroupSetView.Of(set).Groups.ToList();
            for (var i = 0; i < groups.Count; i++)
            {
                var group = groups[i];
                var (plus, minus) = (group.Plus.Contains(move.Gone), group.Minus.Contains(move.Gone));
                if (!plus && !minus) continue;
                // What is said of the kept file itself stands.
                var known = group.Plus.Contains(move.Kept) || group.Minus.Contains(move.Kept);
                groups[i] = group with { Plus = Without(group.Plus, plus), Minus = Without(group.Minus, minus) };
                if (plus) mentions.Add(new(set.Number, group.Name, true, known));
                if (minus) mentions.Add(new(set.Number, group.Name, false, known));
                IReadOnlyList<Guid> Without(IReadOnlyList<Guid> ids, bool named) => [.. ids.Where(id => id != move.Gone), .. named && !known ? new[] { move.Kept } : []];
            }

            Define(set, groups);
        }

        await db.SaveChangesAsync(cancel);
        return mentions;
    }

    private static async Task MoveGroupsBackAsync(JingkaiDbContext db, ReferenceMove move, IReadOnlyList<MovedMention> mentions, CancellationToken cancel)
    {
        if (mentions.Count == 0) return;
        var numbers = mentions.Select(m => m.Set).Distinct().ToList();
        foreach (var set in await db.Set<GroupSet>().AsTracking().Where(s => numbers.Contains(s.Number)).ToListAsync(cancel))
        {
            var groups = GroupSetView.Of(set).Groups.ToList();
            foreach (var mention in mentions.Where(m => m.Set == set.Number))
            {
                var i = groups.FindIndex(g => g.Name == mention.Group);
                IReadOnlyList<Guid> With(IReadOnlyList<Guid> ids) => [.. ids.Where(id => mention.Dropped || id != move.Kept), move.Gone];
                groups[i] = mention.Plus ? groups[i] with { Plus = With(groups[i].Plus) } : groups[i] with { Minus = With(groups[i].Minus) };
            }

            Define(set, groups);
        }

        await db.SaveChangesAsync(cancel);
    }

    private static void Define(GroupSet set, List<GroupDefinition> groups)
    {
        var definition = JsonSerializer.Serialize(groups, JsonSerializerOptions.Web);
        if (definition != set.Definition) set.Definition = definition;
    }

    private static async Task<(List<ReportValue> Gone, List<ReportValue> Kept)> ReportsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        var values = await Reports(db).Where(v => v.EnterpriseId == move.Gone || v.EnterpriseId == move.Kept).ToListAsync(cancel);
        return (values.FindAll(v => v.EnterpriseId == move.Gone), values.FindAll(v => v.EnterpriseId == move.Kept));
    }

    private static IQueryable<ReportValue> Reports(JingkaiDbContext db) => db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking();

    private static ReportValue Row(ReportValue v, Guid enterprise) => new()
    {
        ZoneId = v.ZoneId, EnterpriseId = enterprise, Measure = v.Measure, Month = v.Month, MonthE4 = v.MonthE4, MonthPriorE4 = v.MonthPriorE4, YtdE4 = v.YtdE4, YtdPriorE4 = v.YtdPriorE4,
        Version = v.Version, Collected = v.Collected, BatchId = v.BatchId, RecordedAt = v.RecordedAt,
    };

    private static ReportVersion Replaced(JingkaiDbContext db, ReportValue v, DateTime now, string reason, string? signOff = null) => new()
    {
        ZoneId = v.ZoneId, EnterpriseId = v.EnterpriseId, Measure = v.Measure, Month = v.Month, Version = v.Version, MonthE4 = v.MonthE4, MonthPriorE4 = v.MonthPriorE4, YtdE4 = v.YtdE4,
        YtdPriorE4 = v.YtdPriorE4, BatchId = v.BatchId, RecordedAt = v.RecordedAt, ReplacedAt = now, ReplacedBy = db.Actor.AccountId, Reason = reason, SignOff = signOff,
    };

    private static MergedReports? Read(string record) => JsonSerializer.Deserialize<MergedReports>(record, JsonSerializerOptions.Web);

    private static Text PeriodText(int month)
    {
        var period = Period.Month(MonthKey.Year(month), MonthKey.Month(month)).ToString();
        return new(period, period);
    }

    private static Text Say(IEnumerable<ReportValue> values)
    {
        var lines = values.Select(v => (Measure: Measures.ById(v.Measure), Values: Figures4.Of(v))).ToList();
        return new(string.Join("；", lines.Select(l => $"{l.Measure.Heading} {Numbers(l.Values, l.Measure)}")), string.Join("; ", lines.Select(l => $"{l.Measure.Key} {Counted(l.Values, l.Measure)}")));
    }

    // Month (a year before) / year to date (a year before), in the unit of the ledger.
    private static string Numbers(Figures4 v, Measure measure) => measure.Stock ? $"{One(v.Month, measure)} {measure.Unit}"
        : $"{One(v.Month, measure)} ({One(v.MonthPrior, measure)}) / {One(v.Ytd, measure)} ({One(v.YtdPrior, measure)}) {measure.Unit}";

    // English counts in the unit itself, not in ten thousands of it.
    private static string Counted(Figures4 v, Measure measure)
    {
        var unit = measure.Base switch { "元" => "CNY", "千瓦时" => "kWh", _ => "people" };
        string Plain(long? scaled) => scaled is { } s ? (s / 10_000m).ToString("#,0.####", CultureInfo.InvariantCulture) : "—";
        return measure.Stock ? $"{Plain(v.Month)} {unit}" : $"{Plain(v.Month)} ({Plain(v.MonthPrior)}) / {Plain(v.Ytd)} ({Plain(v.YtdPrior)}) {unit}";
    }

    private static string One(long? scaled, Measure measure) =>
        scaled is { } s ? Unit.FromScaled(s, 4, Unit.Find(measure.Base).Value, Unit.Find(measure.Unit).Value).ToString("#,0.####", CultureInfo.InvariantCulture) : "—";

    private sealed record Both(Dictionary<Guid, List<EnterpriseSpan>> Spans, List<ReportValue> Gone, List<ReportValue> Kept);
}
