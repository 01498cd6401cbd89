using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Outbox.Preferences;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Data;

/// <summary>Registers the database of an installation.</summary>
public static class DatabaseServices
{
    /// <summary>Adds the context, its guards and the migrator for the given location.</summary>
    public static IServiceCollection AddJingkaiDatabase(this IServiceCollection services, DatabaseLocation location)
    {
        services.AddSingleton(location);
        services.AddSingleton<ZoneGuard>();
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<AuditInterceptor>();
        services.AddSingleton<AtCommitInterceptor>();
        services.AddPooledDbContextFactory<JingkaiDbContext>((provider, options) =>
        {
            if (location.Provider == Provider.Sqlite)
                options.UseSqlite(location.ConnectionString).AddInterceptors(provider.GetRequiredService<SqlitePragmas>());
            else
                options.UseNpgsql(location.ConnectionString);
            options.AddInterceptors(provider.GetRequiredService<NoticeFanOut>(), provider.GetRequiredService<ZoneGuard>(), provider.GetRequiredService<AuditInterceptor>(), provider.GetRequiredService<AtCommitInterceptor>());
            options.ConfigureWarnings(w => w.Ignore(
                CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning,
                RelationalEventId.MultipleCollectionIncludeWarning)
                // Says "error", without the exception, of a reader who left the page before a transaction ended. The exception itself
                // reaches whoever answers for the work, and is logged there unless it is such a leave-taking.
                .Log((RelationalEventId.TransactionError, LogLevel.Debug)));
            foreach (var extra in provider.GetServices<IInterceptor>()) options.AddInterceptors(extra);
        });
        // Making a context anew cost a third of a small request. A pooled one is cleared when it comes back and acts for nobody
        // until it is leased again.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<JingkaiDbContext>>().CreateDbContext().LeaseTo(provider.GetRequiredService<Actor>()));
        return services;
    }
}
