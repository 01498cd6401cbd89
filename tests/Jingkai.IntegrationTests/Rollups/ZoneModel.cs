using Jingkai.Economy.Domain;
using Jingkai.Enterprises.Domain;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>A group definition as a test sent it.</summary>
internal sealed record SentGroup(string Name, string[] Prefixes, string[] Plus, string[] Minus);

/// <summary>Sums of one measure, month and subject by plain addition.</summary>
internal sealed class PlainSum
{
    public long Sum { get; private set; }

    public long Count { get; private set; }

    public long Both { get; private set; }

    public long Prior { get; private set; }

    public long BothCount { get; private set; }

    public void Add(long? value, long? prior)
    {
        if (value is not { } v) return;
        (Sum, Count) = (Sum + v, Count + 1);
        if (prior is { } p) (Both, Prior, BothCount) = (Both + v, Prior + p, BothCount + 1);
    }
}

/// <summary>The raw records of a zone (files of the register with their dated facts, reports, the groups that were sent) and the
/// figures they give, by the rules as they are written in words and without anything of the product that sums or classifies.</summary>
internal sealed class ZoneModel
{
    private readonly List<Enterprise> files;
    private readonly ILookup<Guid, PastIndustry> industries;
    private readonly ILookup<Guid, PastPark> parks;
    private readonly ILookup<Guid, AboveScaleListing> listings;
    private readonly IReadOnlyList<(DateOnly From, SentGroup[] Groups)> sent;

    private ZoneModel(
        List<Enterprise> files, List<PastIndustry> industries, List<PastPark> parks, List<AboveScaleListing> listings, List<ReportValue> reports,
        IReadOnlyList<(DateOnly, SentGroup[])> sent)
    {
        (this.files, this.sent, Reports) = (files, sent, reports);
        this.industries = industries.ToLookup(p => p.EnterpriseId);
        this.parks = parks.ToLookup(p => p.EnterpriseId);
        this.listings = listings.ToLookup(l => l.EnterpriseId);
    }

    public IReadOnlyList<ReportValue> Reports { get; }

    public static Task<ZoneModel> ReadAsync(TestServer server, string zone, IReadOnlyList<(DateOnly, SentGroup[])> sent) => server.InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        return new ZoneModel(
            await db.Set<Enterprise>().AsNoTracking().ToListAsync(), await db.Set<PastIndustry>().AsNoTracking().ToListAsync(), await db.Set<PastPark>().AsNoTracking().ToListAsync(),
            await db.Set<AboveScaleListing>().AsNoTracking().ToListAsync(), await db.Set<ReportValue>().AsNoTracking().ToListAsync(), sent);
    });

    /// <summary>Everything the reports add up to: measure, month and subject → in-month and year-to-date sums.</summary>
    public Dictionary<(int Measure, int Month, string Subject), (PlainSum Month, PlainSum Ytd)> Sums()
    {
        var sums = new Dictionary<(int, int, string), (PlainSum Month, PlainSum Ytd)>();
        foreach (var report in Reports)
        {
            foreach (var subject in SubjectsOf(report.EnterpriseId, LastDay(report.Month), IsAboveScale(report.Measure)))
            {
                var key = (report.Measure, report.Month, subject);
                if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = (new(), new()));
                sum.Month.Add(report.MonthE4, report.MonthPriorE4);
                sum.Ytd.Add(report.YtdE4, report.YtdPriorE4);
            }
        }

        return sums;
    }

    /// <summary>How many enterprises each subject holds on the last day of a month.</summary>
    public Dictionary<string, long> Expected(int month, bool aboveScale) => files.SelectMany(f => SubjectsOf(f.Id, LastDay(month), aboveScale))
        .GroupBy(s => s, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.LongCount(), StringComparer.Ordinal);

    /// <summary>The name under which a group's sums of a month are kept; null when no set was in force.</summary>
    public string? GroupKey(string name, int month) => SetOn(LastDay(month)) is { } set ? $"group:{set.Number}:{name}" : null;

    /// <summary>Output and revenue are of above-scale industry; everything else of all who report.</summary>
    public static bool IsAboveScale(int measure) => measure <= 2;

    private List<string> SubjectsOf(Guid id, DateOnly day, bool aboveScale)
    {
        var file = files.Single(f => f.Id == id);
        var industry = industries[id].Where(p => day < p.UntilOn).OrderBy(p => p.UntilOn).Select(p => p.IndustryCode).Append(file.IndustryCode).First();
        var park = parks[id].Where(p => day < p.UntilOn).OrderBy(p => p.UntilOn).Select(p => p.ParkId).Append(file.ParkId).First();
        var here = file.VoidedAt is null && !(day < file.MovedInOn) && !(day >= file.MovedOutOn)
            && file.Presence != Presence.RegisteredOnly && (file.MovedInOn is not null || file.Stage is EnterpriseStage.Operating or EnterpriseStage.Suspended or EnterpriseStage.MovedOut or EnterpriseStage.Deregistered);
        var section = industry is null ? null : char.IsLetter(industry[0]) ? industry[..1] : IndustryCode.All.Single(i => i.Code == industry[..2]).Section;
        var listed = listings[id].Any(l => l.Kind == "工业" && l.Since <= day && !(l.UntilOn <= day));
        if (!here || (aboveScale && !(listed && section is "B" or "C" or "D"))) return [];

        var subjects = new List<string> { "zone" };
        if (park is { } p) subjects.Add("park:" + p.ToString("N"));
        if (industry is null) return subjects;
        subjects.Add("industry:" + section);
        if (char.IsDigit(industry[0]))
            for (var length = 2; length <= industry.Length; length++) subjects.Add("industry:" + industry[..length]);
        if (SetOn(day) is not { } set) return subjects;
        var groups = set.Groups.Where(g => !g.Minus.Contains(file.CreditCode)
            && (g.Plus.Contains(file.CreditCode) || g.Prefixes.Any(x => x == section || (char.IsDigit(industry[0]) && industry.StartsWith(x, StringComparison.Ordinal))))).ToList();
        subjects.AddRange(groups.Select(g => $"group:{set.Number}:{g.Name}"));
        if (groups.Count > 0) subjects.Add($"group:{set.Number}:主导产业");
        return subjects;
    }

    /// <summary>Of all sets that begin by a day, the one sent last.</summary>
    private (int Number, SentGroup[] Groups)? SetOn(DateOnly day)
    {
        for (var i = sent.Count; i > 0; i--)
            if (sent[i - 1].From <= day) return (i, sent[i - 1].Groups);
        return null;
    }

    private static DateOnly LastDay(int month) => new DateOnly(month / 100, month % 100, 1).AddMonths(1).AddDays(-1);
}
