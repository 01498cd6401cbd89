using System.Linq.Expressions;
using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jingkai.Enterprises;

/// <summary>The module's tables.</summary>
internal static class EnterprisesModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<Park>(park =>
        {
            park.ToTable("enterprises_parks").HasKey(p => new { p.ZoneId, p.Id });
            park.Property(p => p.Version).IsConcurrencyToken();
            park.HasIndex(p => new { p.ZoneId, p.NameKey }).IsUnique();
        });
        model.Entity<Enterprise>(enterprise =>
        {
            enterprise.ToTable("enterprises_enterprises").HasKey(e => new { e.ZoneId, e.Id });
            enterprise.Property(e => e.Version).IsConcurrencyToken();
            enterprise.Property(e => e.Stage).HasConversion<KebabConverter<EnterpriseStage>>();
            enterprise.Property(e => e.Presence).HasConversion<KebabConverter<Presence>>();
            enterprise.HasIndex(e => new { e.ZoneId, e.Code }).IsUnique();
            // A voided file gives its credit code back.
            enterprise.HasIndex(e => new { e.ZoneId, e.CreditCode }).IsUnique().HasFilter("voided_at IS NULL");
            // Number and pages of the list come from this index alone.
            enterprise.HasIndex(e => new { e.ZoneId, e.VoidedAt, e.SortKey, e.Id });
            enterprise.HasIndex(e => new { e.ZoneId, e.IndustryCode });
            enterprise.HasIndex(e => new { e.ZoneId, e.IndustrySection });
            enterprise.HasIndex(e => new { e.ZoneId, e.ParkId });
            enterprise.HasIndex(e => new { e.ZoneId, e.AsOf });
            enterprise.HasIndex(e => new { e.ZoneId, e.MergedIntoId });
            enterprise.HasOne<Park>().WithMany().HasForeignKey(e => new { e.ZoneId, e.ParkId });
            enterprise.HasQueryFilter(JingkaiDbContext.ScopeFilter, RegisterScope.Of(db, EnterprisesPermissions.Read));
        });
        Part<EnterpriseName>(model, db, "enterprises_names", name =>
        {
            name.Property(n => n.Kind).HasConversion<KebabConverter<NameKind>>();
            name.HasIndex(n => new { n.ZoneId, n.NameKey });
        });
        Part<PastIndustry>(model, db, "enterprises_past_industries", past => past.HasIndex(p => new { p.ZoneId, p.EnterpriseId, p.UntilOn }).IsUnique());
        Part<PastPark>(model, db, "enterprises_past_parks", past =>
        {
            past.HasIndex(p => new { p.ZoneId, p.EnterpriseId, p.UntilOn }).IsUnique();
            past.HasOne<Park>().WithMany().HasForeignKey(p => new { p.ZoneId, p.ParkId });
        });
        Part<AboveScaleListing>(model, db, "enterprises_listings", listing => listing.HasIndex(l => new { l.ZoneId, l.EnterpriseId, l.Kind, l.Since }).IsUnique());
        Part<Qualification>(model, db, "enterprises_qualifications", qualification => qualification.HasIndex(q => new { q.ZoneId, q.Kind }));
        Part<Contact>(model, db, "enterprises_contacts");
        Part<Provenance>(model, db, "enterprises_provenance", provenance =>
        {
            provenance.HasIndex(p => new { p.ZoneId, p.EnterpriseId, p.Field }).IsUnique();
            provenance.HasIndex(p => new { p.ZoneId, p.AsOf });
        });
        model.Entity<Merge>(merge =>
        {
            merge.ToTable("enterprises_merges").HasKey(m => new { m.ZoneId, m.Id });
            merge.Property(m => m.Version).IsConcurrencyToken();
            merge.HasIndex(m => new { m.ZoneId, m.KeptId });
            merge.HasIndex(m => new { m.ZoneId, m.GoneId });
            merge.HasOne<Enterprise>().WithMany().HasForeignKey(m => new { m.ZoneId, m.KeptId });
            merge.HasOne<Enterprise>().WithMany().HasForeignKey(m => new { m.ZoneId, m.GoneId });
            merge.HasQueryFilter(JingkaiDbContext.ScopeFilter, m => db.SeesAll(EnterprisesPermissions.Read) || db.Set<Enterprise>().Any(e => e.ZoneId == m.ZoneId && (e.Id == m.KeptId || e.Id == m.GoneId)));
        });
        model.Entity<SupplyLink>(link =>
        {
            link.ToTable("enterprises_supply_links").HasKey(l => new { l.ZoneId, l.Id });
            link.Property(l => l.Version).IsConcurrencyToken();
            link.HasIndex(l => new { l.ZoneId, l.PairKey }).IsUnique().HasFilter("voided_at IS NULL");
            link.HasIndex(l => new { l.ZoneId, l.SupplierId });
            link.HasIndex(l => new { l.ZoneId, l.BuyerId });
            link.HasIndex(l => new { l.ZoneId, l.VoidedAt, l.SortKey, l.Id });
            link.HasOne<Enterprise>().WithMany().HasForeignKey(l => new { l.ZoneId, l.SupplierId });
            link.HasOne<Enterprise>().WithMany().HasForeignKey(l => new { l.ZoneId, l.BuyerId });
            link.HasQueryFilter(JingkaiDbContext.ScopeFilter, l => db.SeesAll(EnterprisesPermissions.Read) || db.Set<Enterprise>().Any(e => e.ZoneId == l.ZoneId && (e.Id == l.SupplierId || e.Id == l.BuyerId)));
        });
        model.Entity<DuplicateMark>(mark =>
        {
            mark.ToTable("enterprises_duplicate_marks").HasKey(m => new { m.ZoneId, m.Id });
            mark.Property(m => m.Version).IsConcurrencyToken();
            mark.HasIndex(m => new { m.ZoneId, m.FirstId, m.SecondId }).IsUnique().HasFilter("withdrawn_at IS NULL");
            mark.HasIndex(m => new { m.ZoneId, m.SecondId });
            mark.HasOne<Enterprise>().WithMany().HasForeignKey(m => new { m.ZoneId, m.FirstId });
            mark.HasOne<Enterprise>().WithMany().HasForeignKey(m => new { m.ZoneId, m.SecondId });
            mark.HasQueryFilter(JingkaiDbContext.ScopeFilter, m => db.SeesAll(EnterprisesPermissions.Read)
                || (db.Set<Enterprise>().Any(e => e.ZoneId == m.ZoneId && e.Id == m.FirstId) && db.Set<Enterprise>().Any(e => e.ZoneId == m.ZoneId && e.Id == m.SecondId)));
        });
        model.Entity<FieldTerm>(term =>
        {
            term.ToTable("enterprises_field_terms").HasKey(t => new { t.ZoneId, t.Id });
            term.HasIndex(t => new { t.ZoneId, t.Field }).IsUnique();
        });
        Part<Correction>(model, db, "enterprises_corrections", correction =>
        {
            correction.Property(c => c.State).HasConversion<KebabConverter<CorrectionState>>();
            correction.Property(c => c.From).HasConversion<KebabConverter<CorrectionSide>>();
            correction.HasIndex(c => new { c.ZoneId, c.State });
            correction.HasIndex(c => new { c.ZoneId, c.EnterpriseId });
        });
        model.Entity<SurveyRound>(round =>
        {
            round.ToTable("enterprises_survey_rounds").HasKey(r => new { r.ZoneId, r.Id });
            round.HasIndex(r => new { r.ZoneId, r.Code }).IsUnique();
        });
        model.Entity<YearFreeze>(freeze =>
        {
            freeze.ToTable("enterprises_year_freezes").HasKey(f => new { f.ZoneId, f.Id });
            freeze.HasIndex(f => new { f.ZoneId, f.Year }).IsUnique();
        });
        Part<YearCopy>(model, db, "enterprises_year_copies", copy =>
        {
            copy.HasIndex(c => new { c.ZoneId, c.Year, c.Code });
            copy.HasIndex(c => new { c.ZoneId, c.EnterpriseId, c.Year }).IsUnique();
        });
        Part<SurveyItem>(model, db, "enterprises_survey_items", item =>
        {
            item.Property(i => i.State).HasConversion<KebabConverter<SurveyState>>();
            item.HasOne<SurveyRound>().WithMany().HasForeignKey(i => new { i.ZoneId, i.RoundId });
            item.HasIndex(i => new { i.ZoneId, i.RoundId, i.EnterpriseId, i.Field }).IsUnique();
            item.HasIndex(i => new { i.ZoneId, i.EnterpriseId, i.State });
        });
    }

    /// <summary>A part is seen by whoever sees its enterprise.</summary>
    private static void Part<T>(ModelBuilder model, JingkaiDbContext db, string table, Action<EntityTypeBuilder<T>>? more = null) where T : EnterprisePart =>
        model.Entity<T>(part =>
        {
            part.ToTable(table).HasKey(p => new { p.ZoneId, p.Id });
            part.HasOne<Enterprise>().WithMany().HasForeignKey(p => new { p.ZoneId, p.EnterpriseId });
            Expression<Func<T, bool>> seen = p => db.SeesAll(EnterprisesPermissions.Read) || db.Set<Enterprise>().Any(e => e.ZoneId == p.ZoneId && e.Id == p.EnterpriseId);
            part.HasQueryFilter(JingkaiDbContext.ScopeFilter, seen);
            more?.Invoke(part);
        });
}
