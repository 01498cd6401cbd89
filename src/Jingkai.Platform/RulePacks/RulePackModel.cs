using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Platform.RulePacks.Verdicts;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.RulePacks;

/// <summary>Tables and services of rule packs.</summary>
internal static class RulePackModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ZonePack>(pack =>
        {
            pack.ToTable("platform_rule_packs").HasKey(p => new { p.ZoneId, p.Id });
            pack.HasIndex(p => new { p.ZoneId, p.Name, p.State });
        });
        model.Entity<RuleRun>(run =>
        {
            run.ToTable("platform_rule_runs").HasKey(r => new { r.ZoneId, r.Id });
            run.HasIndex(r => new { r.ZoneId, r.Pack, r.Day });
        });
        model.Entity<RuleVerdict>(verdict =>
        {
            verdict.ToTable("platform_rule_verdicts").HasKey(v => new { v.ZoneId, v.Id });
            verdict.HasIndex(v => new { v.ZoneId, v.RunId });
            verdict.HasIndex(v => new { v.ZoneId, v.Pack, v.SubjectId, v.Day });
            verdict.HasIndex(v => new { v.ZoneId, v.SubjectKind, v.SubjectId });
            verdict.HasOne<RuleRun>().WithMany().HasForeignKey(v => new { v.ZoneId, v.RunId });
        });
    }

    public static IServiceCollection AddRulePacks(this IServiceCollection services) =>
        services.AddSingleton<PackShelf>().AddScoped<FactGatherer>().AddScoped<PackLibrary>().AddScoped<PackService>().AddScoped<PackTrial>().AddScoped<VerdictBook>().AddScoped<ISignOffKind, AdoptKind>();
}
