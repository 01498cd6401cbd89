using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Rules;

/// <summary>What the register knows of an enterprise, each with its own source and day.</summary>
internal sealed class EnterpriseFacts(JingkaiDbContext db) : IFactSource
{
    private const int Batch = 1000;

    // 1 亩 is 20 000 000 of the stored units and always a finite decimal of them; a square metre is not.
    private const decimal UnitsPerMu = 20_000_000m;

    private static readonly FactNote Register = new("一企一档", null);

    private static Unit Mu { get; } = Unit.Find("亩").Value;

    private static Unit People { get; } = Unit.Find("人").Value;

    private static Unit Coal { get; } = Unit.Find("吨标准煤").Value;

    public string Subject => EnterpriseSubjects.Kind;

    public IReadOnlyList<string> Offers { get; } =
        ["name", "credit_code", "industry", "section", "park", "founded", "moved_in", "tags", "above_scale", "listed_on", "listed_before", "staff", "land", "floor_area", "energy"];

    public async Task TellAsync(FactQuestion question, Action<Guid, string, GivenFact> tell, CancellationToken cancel)
    {
        var parks = await db.Set<Park>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        foreach (var chunk in question.Subjects.Chunk(Batch))
        {
            var ids = chunk.Select(s => s.Id).ToList();
            var files = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(cancel);
            var own = (await db.Set<Provenance>().AsNoTracking().Where(p => ids.Contains(p.EnterpriseId)).ToListAsync(cancel)).ToLookup(p => p.EnterpriseId);
            var qualifications = (await db.Set<Qualification>().AsNoTracking().Where(q => ids.Contains(q.EnterpriseId)).OrderBy(q => q.Position).ToListAsync(cancel)).ToLookup(q => q.EnterpriseId);
            var listings = (await db.Set<AboveScaleListing>().AsNoTracking().Where(l => ids.Contains(l.EnterpriseId) && l.Since <= question.On).OrderBy(l => l.Since).ToListAsync(cancel)).ToLookup(l => l.EnterpriseId);
            foreach (var file in files) Tell(file, own[file.Id], (code, value) => tell(file.Id, code, value), [.. qualifications[file.Id]], [.. listings[file.Id]], file.ParkId is { } park ? parks.GetValueOrDefault(park) : null, question.On);
        }
    }

    private static void Tell(Enterprise file, IEnumerable<Provenance> own, Action<string, GivenFact> tell, IReadOnlyList<Qualification> qualifications, IReadOnlyList<AboveScaleListing> listings, string? park, DateOnly on)
    {
        var notes = own.ToDictionary(p => p.Field, p => new FactNote(p.Source, p.AsOf), StringComparer.Ordinal);
        FactNote Of(string field) => notes.TryGetValue(field, out var note) ? note : new(file.Source ?? Register.Source, file.AsOf);
        void Words(string code, string? value, string field)
        {
            if (value is { Length: > 0 }) tell(code, GivenFact.Of(value, Of(field)));
        }

        void Day(string code, DateOnly? value, string field)
        {
            if (value is { } day) tell(code, GivenFact.Of(day, Of(field)));
        }

        void Amount(string code, decimal? value, Unit unit, string field)
        {
            if (value is { } number) tell(code, GivenFact.Of(number, unit, Of(field)));
        }

        Words("name", file.Name, "name");
        Words("credit_code", file.CreditCode, "creditCode");
        Words("industry", file.IndustryCode, "industryCode");
        Words("section", file.IndustrySection, "industryCode");
        Words("park", park, "park");
        Day("founded", file.RegisteredOn, "registeredOn");
        Day("moved_in", file.MovedInOn, "movedInOn");
        Amount("staff", file.Staff, People, "staff");
        Amount("land", file.LandUnits / UnitsPerMu, Mu, "landMu");
        Amount("floor_area", file.FloorUnits / UnitsPerMu, Mu, "floorAreaM2");
        Amount("energy", file.EnergyE4 / 10_000m, Coal, "energyTce");
        // No recognition in force is known, and so is no listing: the register is where they are kept.
        tell("tags", GivenFact.Of([.. qualifications.Where(q => q.InForceOn(on)).Select(q => q.Kind).Distinct(StringComparer.Ordinal)], Of("qualifications")));
        tell("above_scale", GivenFact.Of(listings.Any(l => l.InForceOn(on)), Of("aboveScale")));
        tell("listed_before", GivenFact.Of(listings.Count > 1, Of("aboveScale")));
        Day("listed_on", listings.LastOrDefault()?.Since, "aboveScale");
    }
}
