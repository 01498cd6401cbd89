using Jingkai.Enterprises.Contracts;

namespace Jingkai.Enterprises.Domain;

/// <summary>Puts the dated facts of an enterprise together into the spans other modules copy.</summary>
internal static class Classification
{
    /// <summary>How the enterprise was classified while it was in the zone.</summary>
    public static IReadOnlyList<ClassificationSpan> Spans(
        Enterprise file, IReadOnlyCollection<PastIndustry> industries, IReadOnlyCollection<PastPark> parks, IReadOnlyCollection<AboveScaleListing> listings)
    {
        if (file.VoidedAt is not null) return [];
        var begin = file.MovedInOn ?? ClassificationSpan.Beginning;
        var end = file.MovedOutOn;
        if (end <= begin) return [];
        var operating = Operates(file);
        if (industries.Count == 0 && parks.Count == 0 && listings.Count == 0)
            return [new(begin, end, file.IndustryCode, file.ParkId, false, operating)];

        var turns = new SortedSet<DateOnly> { begin };
        foreach (var past in industries) turns.Add(past.UntilOn);
        foreach (var past in parks) turns.Add(past.UntilOn);
        foreach (var listing in listings.Where(Industrial))
        {
            turns.Add(listing.Since);
            if (listing.UntilOn is { } until) turns.Add(until);
        }

        var spans = new List<ClassificationSpan>();
        foreach (var day in turns.Where(day => day >= begin && !(day >= end)))
        {
            var span = new ClassificationSpan(
                day, end, IndustryOn(file, industries, day), ParkOn(file, parks, day), listings.Any(l => Industrial(l) && l.InForceOn(day)), operating);
            if (spans.Count > 0 && spans[^1] is var last)
            {
                if (last with { From = day } == span) continue;
                spans[^1] = last with { Until = day };
            }

            spans.Add(span);
        }

        return spans;
    }

    /// <summary>The industry in force on a day.</summary>
    public static string? IndustryOn(Enterprise file, IEnumerable<PastIndustry> industries, DateOnly day) =>
        industries.Where(p => day < p.UntilOn).MinBy(p => p.UntilOn) is { } past ? past.IndustryCode : file.IndustryCode;

    /// <summary>The park in force on a day.</summary>
    public static Guid? ParkOn(Enterprise file, IEnumerable<PastPark> parks, DateOnly day) =>
        parks.Where(p => day < p.UntilOn).MinBy(p => p.UntilOn) is { } past ? past.ParkId : file.ParkId;

    private static bool Industrial(AboveScaleListing listing) => listing.Kind == ListingKinds.Industry;

    // 在地: registration alone does not count, and before the stage operating only a known day of moving in does.
    private static bool Operates(Enterprise file) =>
        file.Presence != Presence.RegisteredOnly && (file.MovedInOn is not null || file.Stage >= EnterpriseStage.Operating);
}
