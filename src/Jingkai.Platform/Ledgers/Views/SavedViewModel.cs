using Jingkai.Platform.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>Tables and services of saved views.</summary>
internal static class SavedViewModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SavedView>(view =>
        {
            view.ToTable("platform_saved_views").HasKey(v => new { v.ZoneId, v.Id });
            view.HasIndex(v => new { v.ZoneId, v.MemberId, v.Ledger, v.Name }).IsUnique();
            view.HasIndex(v => new { v.ZoneId, v.Ledger });
            view.HasOne<Unit>().WithMany().HasForeignKey(v => new { v.ZoneId, v.UnitId });
            view.HasOne<Member>().WithMany().HasForeignKey(v => new { v.ZoneId, v.MemberId });
        });
        model.Entity<SavedViewDefault>(chosen =>
        {
            chosen.ToTable("platform_saved_view_defaults").HasKey(d => new { d.ZoneId, d.MemberId, d.Ledger });
            chosen.HasOne<SavedView>().WithMany().HasForeignKey(d => new { d.ZoneId, d.ViewId });
            chosen.HasOne<Member>().WithMany().HasForeignKey(d => new { d.ZoneId, d.MemberId });
        });
    }

    public static IServiceCollection AddSavedViews(this IServiceCollection services) =>
        services.AddScoped<SavedViews>().AddScoped<SavedViewState>().AddSingleton(new LedgerAddress("audit", "platform.audit.title", "audit", "platform.audit", "q", "entity", "action", "actor", "from", "to")
        {
            Labels = new Dictionary<string, string> { ["entity"] = "platform.audit.entity", ["action"] = "platform.audit.action", ["actor"] = "platform.audit.actor", ["from"] = "platform.audit.from", ["to"] = "platform.audit.to" },
        });
}
