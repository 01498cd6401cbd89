using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.RulePacks.Verdicts;

/// <summary>A subject with the verdict on it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Verdict">The verdict, with every condition.</param>
public sealed record Judged(RuleSubject Subject, Verdict Verdict);

/// <summary>The verdict on a subject, without its reasons.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Value">The verdict.</param>
/// <param name="Amount">The amount in yuan, not rounded.</param>
/// <param name="Score">The points, not rounded.</param>
public sealed record QuickVerdict(RuleSubject Subject, string Value, decimal? Amount, decimal? Score);

/// <summary>A subject that changes verdict between two texts.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Change">Both verdicts and which conditions changed.</param>
public sealed record Changing(RuleSubject Subject, VerdictChange Change);

/// <summary>Judges subjects without recording anything. All within the reach of the caller.</summary>
public sealed class PackTrial(JingkaiDbContext db, FactGatherer facts, WorkDays days)
{
    /// <summary>How many subjects are explained one by one.</summary>
    public const int MostExplained = 50;

    /// <summary>Rounds before that counters look back on.</summary>
    private const int MostRounds = 60;

    /// <summary>Judges some subjects, with reasons.</summary>
    /// <returns>The verdicts in the order asked for; <c>no-such-subject</c>, <c>unknown-subject</c>, <c>too-many-subjects</c>.</returns>
    public async Task<Result<IReadOnlyList<Judged>>> TryAsync(RulePack pack, DateOnly on, IReadOnlyList<string> codes, CancellationToken cancel = default)
    {
        if (codes.Count > MostExplained) return PackErrors.TooManySubjects(MostExplained);
        if (!(await SubjectsAsync(pack, codes, cancel)).Try(out var subjects, out var error)) return error;
        return Result.Ok<IReadOnlyList<Judged>>([.. (await JudgeAsync(pack, on, subjects, cancel)).Select(j => new Judged(j.Subject, j.Verdict))]);
    }

    /// <summary>Judges every subject at once, by columns.</summary>
    public async Task<Result<IReadOnlyList<QuickVerdict>>> AllAsync(RulePack pack, DateOnly on, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (!facts.Source(pack.Subject).Try(out var source, out var error)) return error;
        var subjects = await source.AllAsync(cancel);
        if (subjects.Count == 0) return Result.Ok<IReadOnlyList<QuickVerdict>>([]);
        var known = await facts.GatherAsync(pack, on, subjects, cancel);
        var histories = pack.Kind == PackKind.Rating ? await HistoriesAsync(pack, on, subjects, cancel) : null;
        var verdicts = new BatchEvaluator(FactTable.Of(pack, known), on, histories is null ? null : [.. subjects.Select(s => histories.GetValueOrDefault(s.Id) ?? [])], await days.CalendarAsync(cancel)).Evaluate();
        return Result.Ok<IReadOnlyList<QuickVerdict>>([.. subjects.Select((s, row) => new QuickVerdict(s, verdicts[row], At(verdicts.Amounts, row), At(verdicts.Scores, row)))]);
        static decimal? At(IReadOnlyList<decimal?> values, int row) => row < values.Count ? values[row] : null;
    }

    /// <summary>Says who changes verdict between two texts, or two days of one.</summary>
    public async Task<Result<IReadOnlyList<Changing>>> CompareAsync(RulePack before, RulePack after, DateOnly beforeOn, DateOnly afterOn, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!facts.Source(after.Subject).Try(out var source, out var error)) return error;
        if (before.Subject != after.Subject) return PackErrors.OtherSubject;
        var subjects = await source.AllAsync(cancel);
        var (first, second) = (await facts.GatherAsync(before, beforeOn, subjects, cancel), await facts.GatherAsync(after, afterOn, subjects, cancel));
        var changes = PackDiff.Compare(before, after, [.. first.Zip(second)], beforeOn, afterOn, await days.CalendarAsync(cancel));
        return Result.Ok<IReadOnlyList<Changing>>([.. changes.Select(c => new Changing(subjects[c.Row], c))]);
    }

    internal async Task<Result<IReadOnlyList<RuleSubject>>> SubjectsAsync(RulePack pack, IReadOnlyList<string>? codes, CancellationToken cancel)
    {
        if (!facts.Source(pack.Subject).Try(out var source, out var error)) return error;
        if (codes is null) return Result.Ok(await source.AllAsync(cancel));
        var wanted = codes.Select(c => c.Trim()).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var found = (await source.FindAsync(wanted, cancel)).ToDictionary(s => s.Code, StringComparer.Ordinal);
        var missing = wanted.FindAll(c => !found.ContainsKey(c));
        return missing.Count > 0 ? PackErrors.UnknownSubjects(missing) : Result.Ok<IReadOnlyList<RuleSubject>>([.. wanted.Select(c => found[c])]);
    }

    internal async Task<IReadOnlyList<FullyJudged>> JudgeAsync(RulePack pack, DateOnly on, IReadOnlyList<RuleSubject> subjects, CancellationToken cancel)
    {
        var known = await facts.GatherAsync(pack, on, subjects, cancel);
        var group = pack.VersionOn(on)?.NeedsGroup == true ? await GroupAsync(pack, on, cancel) : null;
        var histories = pack.Kind == PackKind.Rating ? await HistoriesAsync(pack, on, subjects, cancel) : [];
        var calendar = await days.CalendarAsync(cancel);
        return [.. subjects.Select((s, i) => new FullyJudged(s, known[i], histories.GetValueOrDefault(s.Id) ?? [], group,
            PackEvaluator.Evaluate(pack, known[i], on, histories.GetValueOrDefault(s.Id), group, calendar)))];
    }

    private async Task<IReadOnlyList<FactSet>> GroupAsync(RulePack pack, DateOnly on, CancellationToken cancel) =>
        facts.Source(pack.Subject).Try(out var source, out _) ? await facts.GatherAsync(pack, on, await source.AllAsync(cancel), cancel) : [];

    /// <summary>The rounds before: what was recorded of a subject by the same pack, the oldest first; of a day the last record counts.</summary>
    private async Task<Dictionary<Guid, IReadOnlyList<Round>>> HistoriesAsync(RulePack pack, DateOnly on, IReadOnlyList<RuleSubject> subjects, CancellationToken cancel)
    {
        var ids = subjects.Select(s => s.Id).ToHashSet();
        var one = subjects.Count == 1 ? subjects[0].Id : (Guid?)null;
        var rows = await db.Set<RuleVerdict>().AsNoTracking().Where(v => v.Pack == pack.Name && v.Day < on && (one == null || v.SubjectId == one)).OrderBy(v => v.Day).ThenBy(v => v.Id)
            .Select(v => new { v.SubjectId, v.Day, v.Value, v.Facts }).ToListAsync(cancel);
        return rows.Where(v => ids.Contains(v.SubjectId)).GroupBy(v => v.SubjectId).ToDictionary(g => g.Key, g => (IReadOnlyList<Round>)
            [.. g.GroupBy(v => v.Day).Select(d => d.Last()).TakeLast(MostRounds).Select(v => new Round(v.Value, FactsJson.Read(pack, v.Facts) is { IsOk: true } then ? then.Value : null))]);
    }
}

/// <summary>A verdict with all it was made of.</summary>
internal sealed record FullyJudged(RuleSubject Subject, FactSet Facts, IReadOnlyList<Round> History, IReadOnlyList<FactSet>? Group, Verdict Verdict);
