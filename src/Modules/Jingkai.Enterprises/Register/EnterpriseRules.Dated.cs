using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;

namespace Jingkai.Enterprises.Register;

/// <content>Industry, park, listings, qualifications: what changes over time.</content>
internal sealed partial class EnterpriseRules
{
    private static DateOnly Beginning => ClassificationSpan.Beginning;

    private void Industry()
    {
        var past = dossier.Industries.OrderBy(p => p.UntilOn).Select(p => (p.IndustryCode, p.UntilOn)).ToList();
        var current = file.IndustryCode;
        if (input.IndustryHistory.IsSet && Spans("industryHistory", input.IndustryHistory.Value ?? [], CodeOf) is { } history) (past, current) = history;
        if (input.IndustryCode.IsSet && CodeOf("industryCode", input.IndustryCode.Value) is (true, var code) && Turns(code, current))
            (past, current) = History.Change(past, current, code, TurnOf(current is null), Beginning);
        file.IndustryCode = current;
        file.IndustrySection = IndustryCode.SectionOf(current);
        Keep(dossier.Industries, past, p => (p.IndustryCode, p.UntilOn), p => dossier.New(new PastIndustry { IndustryCode = p.Value, UntilOn = p.Until }));
    }

    private void ParkOf()
    {
        var past = dossier.Parks.OrderBy(p => p.UntilOn).Select(p => (p.ParkId, p.UntilOn)).ToList();
        var current = file.ParkId;
        if (input.ParkHistory.IsSet && Spans("parkHistory", input.ParkHistory.Value ?? [], ParkId) is { } history) (past, current) = history;
        if (input.Park.IsSet && ParkId("park", input.Park.Value) is (true, var park) && Turns(park, current))
            (past, current) = History.Change(past, current, park, TurnOf(current is null), Beginning);
        file.ParkId = current;
        Keep(dossier.Parks, past, p => (p.ParkId, p.UntilOn), p => dossier.New(new PastPark { ParkId = p.Value, UntilOn = p.Until }));
    }

    // The same value again changes nothing, unless a day is given from which it is to hold.
    private bool Turns<T>(T value, T current) => !EqualityComparer<T>.Default.Equals(value, current) || input.EffectiveOn is not null;

    // A classification that was unknown so far is not changed today but becomes known for all time.
    private DateOnly TurnOf(bool unknown) => input.EffectiveOn ?? (dossier.IsNew || unknown ? Beginning : context.Today);

    private (bool Ok, string? Value) CodeOf(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (true, null);
        if (IndustryCode.Find(text).Try(out var industry, out var error)) return (true, industry.Code);
        errors.Add(error.At(field));
        return (false, null);
    }

    private (bool Ok, Guid? Value) ParkId(string field, string? text)
    {
        var count = errors.Count;
        var name = Text(field, text, 100);
        return errors.Count > count ? (false, null) : (true, name is null ? null : context.Parks.FindOrAdd(name).Id);
    }

    private (List<(T Value, DateOnly Until)> Past, T Current)? Spans<T>(string field, IReadOnlyList<SpanInput> spans, Func<string, string?, (bool Ok, T Value)> read)
    {
        if (TooMany(field, spans.Count)) return null;
        if (spans.Count == 0) return ([], read(field, null).Value);
        var past = new List<(T Value, DateOnly Until)>();
        for (var i = 0; i < spans.Count; i++)
        {
            var (ok, value) = read($"{field}[{i}]", spans[i].Value);
            if (!ok) return null;
            var last = i == spans.Count - 1;
            var until = spans[i].Until;
            if (last != until is null || until <= (past.Count > 0 ? past[^1].Until : Beginning) || until > context.Today)
            {
                errors.Add(Errors.HistoryOrder($"{field}[{i}]"));
                return null;
            }

            if (last) return (History.Merged(past, value), value);
            past.Add((value, until!.Value));
        }

        return null;
    }

    private void Listings()
    {
        if (!input.AboveScale.IsSet) return;
        var wanted = input.AboveScale.Value ?? [];
        if (TooMany("aboveScale", wanted.Count)) return;
        var listings = new List<AboveScaleListing>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var field = $"aboveScale[{i}]";
            if (wanted[i].Since is not { } since)
            {
                errors.Add(Errors.ListingWithoutStart($"{field}.since"));
                continue;
            }

            var text = TextNormal.Clean(wanted[i].Kind);
            var kind = text.Length == 0 ? ListingKinds.Of(file.IndustryCode) : ListingKinds.Find(text);
            if (kind is null) errors.Add(Errors.NotOfList($"{field}.kind", "unknown-listing-kind", text, ListingKinds.All));
            else if (wanted[i].Until <= since) errors.Add(Errors.ListingOrder($"{field}.until"));
            else if (listings.Any(l => l.Kind == kind && Overlap(l, since, wanted[i].Until))) errors.Add(Errors.ListingOverlap(field));
            else listings.Add(Listing(kind, since, wanted[i].Until));
        }

        dossier.Listings.Clear();
        dossier.Listings.AddRange(listings.OrderBy(l => l.Since));
    }

    private AboveScaleListing Listing(string kind, DateOnly since, DateOnly? until)
    {
        var listing = dossier.Listings.FirstOrDefault(l => l.Kind == kind && l.Since == since) ?? dossier.New(new AboveScaleListing { Kind = kind, Since = since });
        listing.UntilOn = until;
        return listing;
    }

    internal static bool Overlap(AboveScaleListing listing, DateOnly since, DateOnly? until) =>
        !(listing.UntilOn <= since) && !(until <= listing.Since);

    private void Qualifications()
    {
        if (!input.Qualifications.IsSet) return;
        var wanted = input.Qualifications.Value ?? [];
        if (TooMany("qualifications", wanted.Count)) return;
        var kept = new List<Qualification>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var field = $"qualifications[{i}]";
            var kind = Text($"{field}.kind", wanted[i].Kind, 100);
            var level = Text($"{field}.level", wanted[i].Level, 50);
            if (kind is null)
            {
                errors.Add(Errors.NotOfList($"{field}.kind", "required", "", ["高新技术企业", "专精特新", "上市"]));
                continue;
            }

            if (wanted[i].To < wanted[i].From) errors.Add(Errors.DateOrder($"{field}.to", "起始日期", "first day"));
            var from = wanted[i].From;
            var qualification = dossier.Qualifications.FirstOrDefault(q => q.Kind == kind && q.Level == level && q.FromOn == from && !kept.Contains(q))
                ?? dossier.New(new Qualification { Kind = kind, Level = level, FromOn = from });
            (qualification.Issuer, qualification.ToOn, qualification.Position) = (Text($"{field}.issuer", wanted[i].Issuer, 100), wanted[i].To, kept.Count);
            kept.Add(qualification);
        }

        dossier.Qualifications.Clear();
        dossier.Qualifications.AddRange(kept);
    }

    /// <summary>Makes the stored turns those wanted, keeping rows that stay as they are.</summary>
    private static void Keep<TPast, T>(
        List<TPast> stored, List<(T Value, DateOnly Until)> wanted, Func<TPast, (T Value, DateOnly Until)> read, Func<(T Value, DateOnly Until), TPast> make)
    {
        var rows = wanted.ConvertAll(w => stored.FirstOrDefault(s => EqualityComparer<(T, DateOnly)>.Default.Equals(read(s), w)) ?? make(w));
        stored.Clear();
        stored.AddRange(rows);
    }
}
