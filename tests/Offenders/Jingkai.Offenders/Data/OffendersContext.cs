using Jingkai.OffendedNeighbour;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jingkai.Offenders.Data;

/// <summary>A model that breaks every rule of tables.</summary>
internal sealed class OffendersContext : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<LooseRow>(row =>
        {
            row.ToTable("stray_rows").HasKey(r => r.Id);
            row.HasIndex(r => r.Name).IsUnique();
            row.HasAlternateKey(r => new { r.Id, r.ZoneId });
        });
        model.Entity<NeighbourRecord>().ToTable("neighbour_records").HasKey(r => r.Id);
        model.Entity<LooseReference>(reference =>
        {
            reference.ToTable("offenders_references").HasKey(r => new { r.ZoneId, r.Id });
            reference.HasOne(r => r.Loose).WithMany().HasForeignKey(r => r.LooseId).OnDelete(DeleteBehavior.Cascade);
            reference.HasOne(r => r.Neighbour).WithMany().HasForeignKey(r => r.NeighbourId).OnDelete(DeleteBehavior.SetNull);
        });
        model.Entity<Inexact>(inexact =>
        {
            inexact.ToTable("offenders_inexact");
            inexact.Property(i => i.Amount).HasConversion(new ValueConverter<decimal, long>(v => (long)(v * 100), v => v / 100m));
            inexact.Property(i => i.Scaled).HasConversion(new ValueConverter<Cents, long>(v => (long)(v.Value * 100), v => new Cents(v / 100m)));
        });
    }
}
