using System.Runtime.InteropServices;
using Jingkai.Economy.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Jingkai.Economy.Rollups;

/// <summary>Four values of one report row.</summary>
internal readonly record struct Figures4(long? Month, long? MonthPrior, long? Ytd, long? YtdPrior)
{
    public static Figures4 Of(ReportValue v) => new(v.MonthE4, v.MonthPriorE4, v.YtdE4, v.YtdPriorE4);

    public bool IsEmpty => Month is null && MonthPrior is null && Ytd is null && YtdPrior is null;
}

/// <summary>Collects what a transaction changes in roll-ups and populations, and applies it at its very end, in one statement, in
/// key order: arbitrary order deadlocks writers, key order does not. A transaction of many batches applies it once: with sums
/// applied it must not wait for an enterprise any more, because whoever holds that enterprise may wait for the sums.</summary>
internal sealed class RollupDeltas(int zone) : IAtCommit
{
    private readonly Dictionary<long, Rollup> rollups = [];
    private readonly Dictionary<string, int> subjectNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Population, string Subject, int Month), PopulationChange> populations = [];

    // Entries come enterprise by enterprise, and each has its one array of subjects.
    private string[] lastSubjects = [];
    private int[] lastNumbers = [];

    /// <summary>The deltas of the open transaction, which are applied when it commits.</summary>
    public static RollupDeltas Of(JingkaiDbContext db) => db.AtCommit(() => new RollupDeltas(db.ZoneId));

    /// <summary>Adds (or with −1 takes away) a row's contribution to its subjects.</summary>
    public void Add(string[] subjects, int measure, int month, in Figures4 row, int sign)
    {
        if (!ReferenceEquals(subjects, lastSubjects)) (lastSubjects, lastNumbers) = (subjects, [.. subjects.Select(Number)]);
        for (var i = 0; i < subjects.Length; i++)
        {
            var key = ((long)lastNumbers[i] << 32) | ((long)measure << 24) | (uint)month;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(rollups, key, out _);
            Add(sum ??= new() { ZoneId = zone, Measure = measure, Month = month, Subject = subjects[i] }, row, sign);
        }
    }

    private int Number(string subject)
    {
        if (!subjectNumbers.TryGetValue(subject, out var number)) subjectNumbers.Add(subject, number = subjectNumbers.Count);
        return number;
    }

    /// <summary>Adds a change of population.</summary>
    public void Add(Population population, string subject, int month, int delta)
    {
        var key = ((int)population, subject, month);
        if (!populations.TryGetValue(key, out var change)) populations.Add(key, change = new() { ZoneId = zone, Population = key.Item1, Subject = subject, Month = month });
        change.Delta += delta;
    }

    /// <inheritdoc />
    public async Task RunAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var now = db.GetService<TimeProvider>().Now();
        foreach (var sum in rollups.Values) sum.ChangedAt = now;
        await BulkWriter.UpsertAsync(db, rollups.Values.Where(Changes), RollupColumns, addNumbers: true, cancel);
        await BulkWriter.UpsertAsync(db, populations.Values.Where(p => p.Delta != 0), PopulationColumns, addNumbers: true, cancel);
    }

    /// <summary>The sums collected, for a rebuild.</summary>
    public IReadOnlyCollection<Rollup> Rollups => rollups.Values;

    /// <summary>The populations collected, for a rebuild.</summary>
    public IReadOnlyCollection<PopulationChange> Populations => populations.Values;

    private static readonly string[] RollupColumns =
    [
        nameof(Rollup.MonthSumE4), nameof(Rollup.MonthCount), nameof(Rollup.MonthBothE4), nameof(Rollup.MonthPriorE4), nameof(Rollup.MonthBothCount),
        nameof(Rollup.YtdSumE4), nameof(Rollup.YtdCount), nameof(Rollup.YtdBothE4), nameof(Rollup.YtdPriorE4), nameof(Rollup.YtdBothCount),
        nameof(Rollup.ChangedAt),
    ];

    private static readonly string[] PopulationColumns = [nameof(PopulationChange.Delta)];

    private static void Add(Rollup sum, in Figures4 row, int sign)
    {
        if (row.Month is { } month)
        {
            sum.MonthSumE4 += sign * month;
            sum.MonthCount += sign;
            if (row.MonthPrior is { } prior)
            {
                sum.MonthBothE4 += sign * month;
                sum.MonthPriorE4 += sign * prior;
                sum.MonthBothCount += sign;
            }
        }

        if (row.Ytd is { } ytd)
        {
            sum.YtdSumE4 += sign * ytd;
            sum.YtdCount += sign;
            if (row.YtdPrior is { } prior)
            {
                sum.YtdBothE4 += sign * ytd;
                sum.YtdPriorE4 += sign * prior;
                sum.YtdBothCount += sign;
            }
        }
    }

    internal static bool Changes(Rollup r) =>
        (r.MonthSumE4 | r.MonthCount | r.MonthBothE4 | r.MonthPriorE4 | r.MonthBothCount | r.YtdSumE4 | r.YtdCount | r.YtdBothE4 | r.YtdPriorE4 | r.YtdBothCount) != 0;
}
