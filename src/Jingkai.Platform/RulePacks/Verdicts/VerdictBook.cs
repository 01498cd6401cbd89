using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.RulePacks.Verdicts;

/// <summary>A recorded verdict.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Pack">The pack.</param>
/// <param name="Hash">The text that decided.</param>
/// <param name="On">The evaluation day.</param>
/// <param name="SubjectKind">The kind of subject.</param>
/// <param name="Subject">The subject's code, as it was then.</param>
/// <param name="Name">Its name, as it was then.</param>
/// <param name="Value">The verdict.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="By">By whom.</param>
/// <param name="Run">The run it belongs to.</param>
public sealed record VerdictView(Guid Id, string Pack, string Hash, DateOnly On, string SubjectKind, string Subject, string Name, string Value, DateTime At, string? By, Guid Run)
{
    /// <summary>The answer of the rule language: conditions with values, sources and days, what is lacking, amount or score.</summary>
    public JsonNode? Answer { get; init; }
}

/// <summary>A verdict come to again from what was kept.</summary>
/// <param name="Same">Nothing differs from what was recorded.</param>
/// <param name="Now">The verdict as it comes out now.</param>
public sealed record Reproduction(bool Same, JsonNode Now);

/// <summary>A round before, as whoever judges knows it.</summary>
/// <param name="Flag">The flag it gave.</param>
/// <param name="Facts">What was known then.</param>
public sealed record PastRound(string Flag, IReadOnlyDictionary<string, GivenFact> Facts);

/// <summary>A subject with facts that were frozen, and its rounds before.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Facts">Its facts by code.</param>
/// <param name="History">The rounds before, the oldest first.</param>
public sealed record FrozenCase(RuleSubject Subject, IReadOnlyDictionary<string, GivenFact> Facts, IReadOnlyList<PastRound> History);

/// <summary>A verdict that was recorded.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Verdict">The verdict, with every condition.</param>
public sealed record RecordedVerdict(Guid Id, RuleSubject Subject, Verdict Verdict);

/// <summary>Records verdicts with all that is needed to come to them again, and does so.</summary>
public sealed class VerdictBook(JingkaiDbContext db, PackLibrary library, PackShelf shelf, FactGatherer facts, PackTrial trial, TimeProvider clock)
{
    /// <summary>The most subjects of one run.</summary>
    public const int Most = 5000;

    /// <summary>The most of a run whose pack compares each with the whole group.</summary>
    public const int MostGrouped = 1000;

    // An answer is kept in one language, so that it can be compared; pages tell it anew in the reader's.
    private static readonly CultureInfo Kept = CultureInfo.GetCultureInfo("zh-CN");

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Judges subjects by the text in force on a day and records the verdicts.</summary>
    /// <param name="name">The pack.</param>
    /// <param name="on">The evaluation day.</param>
    /// <param name="codes">The subjects; null: all.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The run; <c>unknown-pack</c>, <c>pack-not-in-force</c>, <c>no-such-subject</c>, <c>unknown-subject</c>, <c>too-many-subjects</c>.</returns>
    public async Task<Result<RuleRun>> RecordAsync(string name, DateOnly on, IReadOnlyList<string>? codes, CancellationToken cancel = default)
    {
        // Judged first: nobody else waits to write while thousands are looked at.
        if (!(await library.InForceAsync(name, on, cancel)).Try(out var found, out var error)) return error;
        if (!(await trial.SubjectsAsync(found.Pack, codes, cancel)).Try(out var subjects, out error)) return error;
        var most = found.Pack.VersionOn(on)?.NeedsGroup == true ? MostGrouped : Most;
        if (subjects.Count > most) return PackErrors.TooManySubjects(most);
        var judged = await trial.JudgeAsync(found.Pack, on, subjects, cancel);
        return await db.InTransactionAsync<RuleRun>(async () => (await KeepAsync(found.Pack, on, judged, await OwnDaysAsync(cancel), cancel)).Run, cancel);
    }

    /// <summary>Judges subjects by facts that were frozen and records the verdicts, in the caller's transaction.</summary>
    /// <param name="pack">The text that decides; it must be one the zone adopted, or the verdicts cannot be come to again.</param>
    /// <param name="on">The evaluation day.</param>
    /// <param name="cases">The subjects with their facts and rounds before.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<(RuleRun Run, IReadOnlyList<RecordedVerdict> Verdicts)> RecordAsync(RulePack pack, DateOnly on, IReadOnlyList<FrozenCase> cases, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var own = await OwnDaysAsync(cancel);
        var calendar = own.Count == 0 ? WorkCalendar.Default : WorkDays.Of(own);
        return await KeepAsync(pack, on, [.. cases.Select(c => Judge(pack, on, c, calendar))], own, cancel);
    }

    /// <summary>Judges subjects by facts that were frozen, without recording anything.</summary>
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(RulePack pack, DateOnly on, IReadOnlyList<FrozenCase> cases, CancellationToken cancel = default)
    {
        var own = await OwnDaysAsync(cancel);
        var calendar = own.Count == 0 ? WorkCalendar.Default : WorkDays.Of(own);
        return [.. cases.Select(c => Judge(pack, on, c, calendar).Verdict)];
    }

    /// <summary>Recorded verdicts come to again, each once.</summary>
    public async Task<IReadOnlyDictionary<Guid, Verdict>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        var read = new Dictionary<Guid, Verdict>(ids.Count);
        foreach (var chunk in ids.Chunk(1000))
            foreach (var run in (await db.Set<RuleVerdict>().AsNoTracking().Where(v => chunk.Contains(v.Id)).ToListAsync(cancel)).GroupBy(v => v.RunId))
            {
                if (await BasisAsync(run.Key, cancel) is not { } basis) continue;
                foreach (var row in run)
                    if (Again(row, basis) is { } again) read.Add(row.Id, again);
            }

        return read;
    }

    private static FullyJudged Judge(RulePack pack, DateOnly on, FrozenCase one, WorkCalendar calendar)
    {
        var known = GivenFact.Read(pack, one.Facts);
        IReadOnlyList<Round> history = [.. one.History.Select(h => new Round(h.Flag, GivenFact.Read(pack, h.Facts)))];
        return new(one.Subject, known, history, null, PackEvaluator.Evaluate(pack, known, on, history, null, calendar));
    }

    private Task<List<DayOverride>> OwnDaysAsync(CancellationToken cancel) => db.Set<WorkDay>().AsNoTracking().OrderBy(d => d.Date).Select(d => new DayOverride(d.Date, d.Worked, d.Name)).ToListAsync(cancel);

    private async Task<(RuleRun Run, IReadOnlyList<RecordedVerdict> Verdicts)> KeepAsync(RulePack pack, DateOnly on, IReadOnlyList<FullyJudged> judged, IReadOnlyList<DayOverride> own, CancellationToken cancel)
    {
        var run = new RuleRun
        {
            ZoneId = db.ZoneId, Pack = pack.Name, TextHash = pack.Hash, Day = on, Subjects = judged.Count, At = clock.Now(), ById = db.Actor.MemberId,
            GroupFacts = judged is [{ Group: { } group }, ..] ? new JsonArray([.. group.Select(g => (JsonNode)FactsJson.Write(pack, g))]).ToJsonString(Plain) : null,
            Days = own.Count == 0 ? null : JsonSerializer.Serialize(own, Plain),
        };
        var verdicts = judged.Select(j => new RuleVerdict
        {
            ZoneId = db.ZoneId, RunId = run.Id, Pack = pack.Name, Day = on, SubjectKind = pack.Subject, SubjectId = j.Subject.Id, SubjectCode = j.Subject.Code, SubjectName = j.Subject.Name, Value = j.Verdict.Value,
            Facts = FactsJson.Write(pack, j.Facts).ToJsonString(Plain), History = j.History.Count == 0 ? null : Rounds(pack, j.History), Answer = RulesJson.Of(j.Verdict, Kept).ToJsonString(Plain),
        }).ToList();
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        await BulkWriter.InsertAsync(db, verdicts, cancel);
        AuditTrail.Record(db, run.At, "recorded", nameof(RuleVerdict), run.Id.ToString(), pack.Name, null,
            new { pack = pack.Name, hash = run.TextHash, on, subjects = judged.Count, verdicts = judged.CountBy(j => j.Verdict.Value).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary() });
        await db.SaveChangesAsync(cancel);
        return (run, [.. judged.Zip(verdicts, (j, v) => new RecordedVerdict(v.Id, j.Subject, j.Verdict))]);
    }

    /// <summary>Recorded verdicts of subjects the caller may see, the newest first.</summary>
    public async Task<PagedList<VerdictView>> ListAsync(string? pack, string? subject, string? value, Guid? run, PageRequest page, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var kinds = facts.Kinds.Where(k => db.Actor.May(k.Permission)).Select(k => k.Subject).ToList();
        var rows = db.Set<RuleVerdict>().AsNoTracking().Where(v => kinds.Contains(v.SubjectKind));
        if (pack is not null) rows = rows.Where(v => v.Pack == pack);
        if (subject is not null) rows = rows.Where(v => v.SubjectCode == subject);
        if (value is not null) rows = rows.Where(v => v.Value == value);
        if (run is not null) rows = rows.Where(v => v.RunId == run);
        var total = await rows.CountAsync(cancel);
        var items = await rows.OrderByDescending(v => v.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewsAsync(items, full: false, cancel), total, page.Page, page.Size);
    }

    /// <summary>A recorded verdict, told in the reader's language.</summary>
    public async Task<Result<VerdictView>> FindAsync(Guid id, CancellationToken cancel = default) =>
        await RowAsync(id, cancel) is { } row ? (await ViewsAsync([row], full: true, cancel))[0] : ApiErrors.NotFound;

    /// <summary>Comes to a recorded verdict again, from the text, the facts, the rounds before and the calendar that were kept with it.</summary>
    public async Task<Result<Reproduction>> ReproduceAsync(Guid id, CancellationToken cancel = default)
    {
        if (await RowAsync(id, cancel) is not { } row || await AgainAsync(row, cancel) is not { } again) return ApiErrors.NotFound;
        return new Reproduction(JsonNode.DeepEquals(JsonNode.Parse(row.Answer), JsonNode.Parse(RulesJson.Of(again, Kept).ToJsonString(Plain))), RulesJson.Of(again, CultureInfo.CurrentUICulture));
    }

    /// <summary>The verdict as it comes out of what was kept.</summary>
    public async Task<Result<Verdict>> ReadAsync(Guid id, CancellationToken cancel = default) =>
        await RowAsync(id, cancel) is { } row && await AgainAsync(row, cancel) is { } again ? Result.Ok(again) : ApiErrors.NotFound;

    private async Task<RuleVerdict?> RowAsync(Guid id, CancellationToken cancel) =>
        await db.Set<RuleVerdict>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, cancel) is { } row && facts.Source(row.SubjectKind).IsOk ? row : null;

    private async Task<Verdict?> AgainAsync(RuleVerdict row, CancellationToken cancel) => await BasisAsync(row.RunId, cancel) is { } basis ? Again(row, basis) : null;

    /// <summary>What all verdicts of a run were made with; null: the zone no longer has its text.</summary>
    private async Task<Basis?> BasisAsync(Guid id, CancellationToken cancel)
    {
        var run = await db.Set<RuleRun>().AsNoTracking().SingleAsync(r => r.Id == id, cancel);
        var text = await db.Set<ZonePack>().AsNoTracking().Where(p => p.Name == run.Pack && p.TextHash == run.TextHash).Select(p => p.Source).FirstOrDefaultAsync(cancel);
        if (text is null || shelf.Check(text).Pack is not { } pack) return null;
        List<FactSet>? group = null;
        if (run.GroupFacts is { } members)
        {
            group = [];
            foreach (var member in JsonDocument.Parse(members).RootElement.EnumerateArray())
                if (FactsJson.Read(pack, member).Try(out var one, out _)) group.Add(one);
        }

        return new(pack, group, run.Days is { } days ? WorkDays.Of(JsonSerializer.Deserialize<List<DayOverride>>(days)!) : WorkCalendar.Default);
    }

    private static Verdict? Again(RuleVerdict row, Basis basis)
    {
        var pack = basis.Pack;
        if (!FactsJson.Read(pack, row.Facts).Try(out var known, out _)) return null;
        IReadOnlyList<Round> history = [];
        if (row.History is { } rounds && RulesJson.History(pack, JsonDocument.Parse(rounds).RootElement).Try(out var before, out _)) history = before;
        return PackEvaluator.Evaluate(pack, known, row.Day, history, basis.Group, basis.Calendar);
    }

    private sealed record Basis(RulePack Pack, IReadOnlyList<FactSet>? Group, WorkCalendar Calendar);

    private async Task<IReadOnlyList<VerdictView>> ViewsAsync(IReadOnlyList<RuleVerdict> rows, bool full, CancellationToken cancel)
    {
        var runIds = rows.Select(r => r.RunId).Distinct().ToList();
        var runs = await db.Set<RuleRun>().AsNoTracking().Where(r => runIds.Contains(r.Id)).Select(r => new { r.Id, r.TextHash, r.At, r.ById }).ToDictionaryAsync(r => r.Id, cancel);
        var people = runs.Values.Select(r => r.ById).OfType<Guid>().Distinct().ToList();
        var names = await db.Set<Member>().AsNoTracking().Where(m => people.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var views = new List<VerdictView>(rows.Count);
        foreach (var row in rows)
        {
            var run = runs[row.RunId];
            views.Add(new(row.Id, row.Pack, run.TextHash, row.Day, row.SubjectKind, row.SubjectCode, row.SubjectName, row.Value, run.At, run.ById is { } by ? names.GetValueOrDefault(by) : null, run.Id)
            {
                Answer = full ? JsonNode.Parse(row.Answer) : null,
            });
        }

        return views;
    }

    private static string Rounds(RulePack pack, IReadOnlyList<Round> history) => new JsonArray([.. history.Select(r => (JsonNode)new JsonObject
    {
        ["flag"] = r.Flag, ["facts"] = r.Facts is { } then ? FactsJson.Write(pack, then) : null,
    })]).ToJsonString(Plain);
}
