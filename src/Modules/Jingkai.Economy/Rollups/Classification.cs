using System.Text.Json;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Rollups;

/// <summary>A leading-industry group: GB/T 4754 prefixes, plus and minus named enterprises.</summary>
internal sealed record GroupDefinition(string Name, IReadOnlyList<string> Prefixes, IReadOnlyList<Guid> Plus, IReadOnlyList<Guid> Minus)
{
    public bool Contains(Guid enterprise, string industry) =>
        !Minus.Contains(enterprise) && (Plus.Contains(enterprise) || Prefixes.Any(p => IndustryCode.IsWithin(industry, p)));
}

/// <summary>A group set with its parsed groups.</summary>
internal sealed record GroupSetView(int Number, DateOnly FromOn, DateOnly? UntilOn, IReadOnlyList<GroupDefinition> Groups)
{
    public static GroupSetView Of(GroupSet set) => new(
        set.Number, set.FromOn, set.UntilOn, JsonSerializer.Deserialize<List<GroupDefinition>>(set.Definition, JsonSerializerOptions.Web)!);

    public bool Covers(DateOnly day) => FromOn <= day && (UntilOn is null || day < UntilOn);
}

/// <summary>Names of subjects as roll-ups are keyed.</summary>
internal static class Subjects
{
    public const string Zone = "zone";

    /// <summary>Name of the union of all leading groups.</summary>
    public const string Union = "主导产业";

    public static string Industry(string code) => "industry:" + code;

    public static string Park(Guid id) => "park:" + id.ToString("N");

    public static string Group(int set, string name) => FormattableString.Invariant($"group:{set}:{name}");
}

/// <summary>Says into which subjects an enterprise's report of a month is summed: by the classification in force on the last
/// day of the month.</summary>
internal sealed class Classification(IReadOnlyList<GroupSetView> sets)
{
    private static readonly string[] None = [];
    private readonly Dictionary<(Guid, DateOnly, int, Population), string[]> known = [];

    /// <summary>Subjects of a span on a day, or none when the enterprise does not belong to the population.</summary>
    public string[] SubjectsOf(EnterpriseSpan span, DateOnly day, Population population)
    {
        var set = sets.FirstOrDefault(s => s.Covers(day));
        var key = (span.EnterpriseId, span.FromOn, set?.Number ?? 0, population);
        if (known.TryGetValue(key, out var subjects)) return subjects;
        return known[key] = Belongs(span, population) ? Find(span, set) : None;
    }

    /// <summary>Subjects of an enterprise for a month.</summary>
    public string[] SubjectsOf(IReadOnlyList<EnterpriseSpan> spans, int month, Population population)
    {
        var day = MonthKey.LastDay(month);
        foreach (var span in spans)
            if (span.FromOn <= day && (span.UntilOn is null || day < span.UntilOn)) return SubjectsOf(span, day, population);
        return None;
    }

    /// <summary>Changes of population a span causes: one more in its first month, one less in the first month it no longer covers.</summary>
    public IEnumerable<(string Subject, int Month, int Delta)> PopulationOf(EnterpriseSpan span, Population population)
    {
        foreach (var (from, until) in Pieces(span))
        {
            var (first, end) = (MonthKey.Of(from), until is { } u ? MonthKey.Of(u) : int.MaxValue);
            if (first >= end) continue;
            foreach (var subject in SubjectsOf(span, MonthKey.LastDay(first), population))
            {
                yield return (subject, first, 1);
                if (until is not null) yield return (subject, end, -1);
            }
        }
    }

    /// <summary>The span cut where group sets begin or end.</summary>
    private IEnumerable<(DateOnly From, DateOnly? Until)> Pieces(EnterpriseSpan span)
    {
        var from = span.FromOn;
        var cuts = sets.SelectMany(s => new[] { s.FromOn, s.UntilOn }).OfType<DateOnly>()
            .Where(d => d > span.FromOn && (span.UntilOn is null || d < span.UntilOn)).Distinct().Order();
        foreach (var cut in cuts)
        {
            yield return (from, cut);
            from = cut;
        }

        yield return (from, span.UntilOn);
    }

    private static bool Belongs(EnterpriseSpan span, Population population) => span.Operating
        && (population == Population.Reporting || (span.AboveScale && span.Industry is not null && IndustryCode.IsIndustrial(span.Industry)));

    private static string[] Find(EnterpriseSpan span, GroupSetView? set)
    {
        var subjects = new List<string>(10) { Subjects.Zone };
        if (span.Industry is { } industry)
        {
            foreach (var code in IndustryCode.AncestorsAndSelf(industry)) subjects.Add(Subjects.Industry(code));
            var groups = set?.Groups.Where(g => g.Contains(span.EnterpriseId, industry)).ToList() ?? [];
            foreach (var group in groups) subjects.Add(Subjects.Group(set!.Number, group.Name));
            if (groups.Count > 0) subjects.Add(Subjects.Group(set!.Number, Subjects.Union));
        }

        if (span.ParkId is { } park) subjects.Add(Subjects.Park(park));
        return [.. subjects];
    }
}
