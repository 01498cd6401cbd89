using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Threading.RateLimiting;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Events;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Ledgers.Exporting;
using Jingkai.Platform.Ledgers.Importing;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Maps;
using Jingkai.Platform.Meetings;
using Jingkai.Platform.Modules;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.References;
using Jingkai.Platform.RulePacks;
using Jingkai.Platform.SignOffs;
using Jingkai.Platform.Uploads;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jingkai.Platform;

/// <summary>Where an installation keeps its files.</summary>
/// <param name="Folder">Private folder: keys, uploads, the SQLite file.</param>
public sealed record DataFolder(string Folder)
{
    /// <summary>A subfolder, made when needed, readable by the owner only.</summary>
    public string Sub(string name)
    {
        var path = Path.Combine(Folder, name);
        if (!Directory.Exists(path))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}

/// <summary>Registers the platform.</summary>
public static class PlatformServices
{
    /// <summary>Name of the scheme that picks token or cookie by the request.</summary>
    private const string Either = "Either";

    /// <summary>Parts of the minute that limits look back on.</summary>
    private const int Segments = 6;

    /// <summary>Adds everything a module stands on.</summary>
    public static IServiceCollection AddJingkaiPlatform(
        this IServiceCollection services, IConfiguration configuration, DatabaseLocation database, DataFolder folder, IReadOnlyList<IModule> modules)
    {
        services.AddSingleton(folder);
        services.AddSingleton(new ModuleCatalog(modules));
        services.TryAddSingleton(TimeProvider.System);
        services.AddJingkaiDatabase(database);
        services.AddSingleton(new AuditKey(folder.Folder));
        services.AddScoped<AuditSealing>().AddScoped<AuditBoard>();
        services.AddHostedService<AuditSealer>();
        services.AddSingleton<JobSignal>().AddSingleton<JobQueue>().AddSingleton<RunningJobs>().AddScoped<JobBoard>();
        services.AddHostedService<JobRunner>();
        services.AddSingleton<UploadStore>().AddScoped<ImportContext>().AddScoped<LedgerCatalog>().AddScoped<ImportService>().AddScoped<LedgerExport>();
        services.AddScoped<IJobHandler, ImportJob>();
        services.AddScoped<EventHub>();
        services.AddSignOffs();
        services.AddAttachments();
        services.AddScoped<IReferenceHolder, PlatformReferences>();
        services.AddOutbox(configuration);
        services.AddSavedViews();
        services.AddClocks();
        services.AddScoped<CountedFigures>();
        services.AddMeetings();
        services.AddMaps();
        services.AddDocuments();
        services.AddRulePacks();
        services.AddCases();
        services.AddSingleton<ZoneVisit>().AddSingleton<ZoneDirectory>().AddSingleton<IZoneCalendar, ZoneCalendar>().AddScoped<ZoneService>().AddScoped<ZoneProfile>();
        services.AddScoped<WorkDays>().AddScoped<WorkDayKeeper>().AddScoped<CalendarReader>().AddScoped<ILedger, WorkDaysLedger>();
        services.AddScoped<Actor>().AddSingleton<PermissionCatalog>().AddSingleton<AccessReader>().AddScoped<AccountService>().AddScoped<TokenService>();
        services.AddSingleton<SessionStore>().AddScoped<SessionService>().AddScoped<SessionCookie>().AddSingleton<LastUse>().AddHostedService(provider => provider.GetRequiredService<LastUse>());
        services.AddSingleton<IPermissionSource, PlatformPermissions>().AddSingleton<INavigationSource, PlatformNavigation>();
        AddAccounts(services, folder);
        AddInterface(services, configuration);
        foreach (var module in modules) module.AddServices(services, configuration);
        return services;
    }

    private static void AddAccounts(IServiceCollection services, DataFolder folder)
    {
        services.AddDataProtection().SetApplicationName("Jingkai").PersistKeysToFileSystem(new(folder.Sub("keys")));
        services.AddIdentityCore<Account>(options =>
        {
            options.Password.RequiredLength = 10;
            options.Password.RequireDigit = options.Password.RequireUppercase = options.Password.RequireLowercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 8;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        }).AddSignInManager().AddEntityFrameworkStores<JingkaiDbContext>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 ? Tokens.Scheme : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Tokens.Scheme, null)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "jingkai";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = SessionInfo.Idle;
                options.SlidingExpiration = true;
                options.EventsType = typeof(SessionCookie);
            });
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-CSRF-Token";
            options.Cookie.Name = "jingkai-csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    private static void AddInterface(IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
            options.SerializerOptions.Converters.Add(new InstantJson());
            options.SerializerOptions.Converters.Add(new PlainTextJson());
            options.SerializerOptions.Converters.Add(new PlainElementJson());
            options.SerializerOptions.Converters.Add(new PlainObjectJson());
            options.SerializerOptions.Converters.Add(new DayJson());
            options.SerializerOptions.TypeInfoResolver = (options.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(WholeLists.Require);
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddInterfaceDescription();
        services.AddHttpContextAccessor();
        var limit = configuration.GetValue("RateLimit:RequestsPerMinute", 6000);
        var signIns = configuration.GetValue("RateLimit:SignInsPerMinute", 60);
        services.AddRateLimiter(options =>
        {
            options.OnRejected = async (rejected, _) =>
            {
                var http = rejected.HttpContext;
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1) / Segments;
                http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) await ApiResults.Problem(ApiErrors.TooMany).ExecuteAsync(http);
                else http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                var signIn = HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments("/sign-in", StringComparison.Ordinal);
                if (!signIn && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return RateLimitPartition.GetNoLimiter("");
                var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
                var who = signIn ? "sign-in " + address : Principals.TryAccount(http.User, out var account) ? account.ToString() : address;
                return RateLimitPartition.GetSlidingWindowLimiter(who, _ => new() { PermitLimit = signIn ? signIns : limit, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = Segments });
            });
        });
    }
}

/// <summary>The platform's own permissions.</summary>
internal sealed class PlatformPermissions : IPermissionSource
{
    public IEnumerable<Permission> Permissions =>
    [
        Permission.For("platform.zone", Scope.Zone, [.. Roles.All]),
        Permission.For("platform.inbox", Scope.Own, [.. Roles.All]),
        // Reading all sign-offs is the leaders'; officers read and start their own. Enterprises and operators are asked, they do not sign.
        Permission.For(SignOffScope.Permission, Scope.Zone, Roles.Leader)
            .And(Scope.Own, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department, Roles.Liaison, Roles.SystemAdministrator, Roles.SecurityAdministrator),
        Permission.For(ZoneProfile.Permission, Scope.Zone, Roles.Economy),
        Permission.For(MapKeeper.Permission, Scope.Zone, Roles.Economy),
        Permission.For(WorkDayKeeper.Permission, Scope.Zone, Roles.Economy, Roles.SystemAdministrator),
        // Officers read the clocks they hold or their unit holds; the leaders and the economy office all. Who may read one may move it when it is
        // theirs or their unit's; the economy office any.
        Permission.For(ClocksModel.ReadPermission, Scope.Zone, Roles.Leader, Roles.Economy).And(Scope.Unit, Roles.Promotion, Roles.Projects, Roles.Department).And(Scope.Own, Roles.Liaison),
        Permission.For(ClockKeeper.Permission, Scope.Zone, Roles.Economy).And(Scope.Unit, Roles.Promotion, Roles.Projects, Roles.Department).And(Scope.Own, Roles.Leader, Roles.Liaison),
        Permission.For(ClockExtensionKind.Permission, Scope.Zone, Roles.Leader, Roles.Economy),
        // The leaders and the economy office read every meeting; others those they have a part in, and the tasks of their unit. Enterprises and
        // operators come as persons from outside.
        Permission.For(MeetingsModel.ReadPermission, Scope.Zone, Roles.Leader, Roles.Economy).And(Scope.Unit, Roles.Promotion, Roles.Projects, Roles.Department).And(Scope.Own, Roles.Liaison),
        Permission.For(MeetingsModel.CallPermission, Scope.Own, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department),
        // The leaders and the economy office read every paper; officers those of their unit and those sent to it, others those they have a part in, an
        // enterprise what was issued to it. It takes two persons: who drafts, and a leader who issues.
        Permission.For(DocumentsModel.ReadPermission, Scope.Zone, Roles.Leader, Roles.Economy).And(Scope.Unit, Roles.Promotion, Roles.Projects, Roles.Department).And(Scope.Own, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(DocumentsModel.DraftPermission, Scope.Own, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department),
        Permission.For(DocumentsModel.IssuePermission, Scope.Zone, Roles.Leader),
        Permission.For(DocumentsModel.SeriesPermission, Scope.Zone, Roles.Economy),
        Permission.For(LimitKeeper.Permission, Scope.Zone, Roles.Economy),
        // Leaders, the economy office and the project service centre read every case; offices theirs, liaisons those of their enterprises, an enterprise its own.
        Permission.For(CasePermissions.Read, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Projects).And(Scope.Unit, Roles.Promotion, Roles.Department).And(Scope.Assigned, Roles.Liaison).And(Scope.Enterprise, Roles.Enterprise),
        Permission.For(CasePermissions.Raise, Scope.Own, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department, Roles.Liaison, Roles.Enterprise),
        Permission.For(CasePermissions.Handle, Scope.Own, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department, Roles.Liaison),
        Permission.For(CasePermissions.Desk, Scope.Zone, Roles.Economy, Roles.Projects),
        Permission.For(CasePermissions.Lead, Scope.Zone, Roles.Leader),
        Permission.For(CasePermissions.Groups, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department, Roles.Liaison),
        Permission.For(CasePermissions.Gather, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Projects),
        Permission.For(CasePermissions.Keep, Scope.Zone, Roles.Economy),
        Permission.For(SavedViews.ReadShared, Scope.Zone, [.. Roles.All.Except([Roles.Enterprise, Roles.Operator])]),
        Permission.For(SavedViews.Share, Scope.Zone, [.. Roles.All.Except([Roles.Enterprise, Roles.Operator, Roles.Liaison])]),
        // Packs judge subjects anywhere in the zone: those who see only some judge none. What was recorded was seen by the officers of the economy.
        Permission.For(RulePermissions.Read, Scope.Zone, Roles.Leader, Roles.Economy, Roles.Promotion, Roles.Projects, Roles.Department),
        Permission.For(RulePermissions.Verdicts, Scope.Zone, Roles.Leader, Roles.Economy),
        Permission.For(RulePermissions.Keep, Scope.Zone, Roles.Economy),
        Permission.For(RulePermissions.Adopt, Scope.Zone, Roles.Leader, Roles.Economy),
        Permission.For("platform.imports", Scope.Zone, Roles.Economy),
        Permission.For("platform.members", Scope.Zone, Roles.SystemAdministrator, Roles.SecurityAdministrator),
        Permission.For("platform.accounts", Scope.Zone, Roles.SystemAdministrator),
        Permission.For("platform.roles", Scope.Zone, Roles.SecurityAdministrator),
        Permission.For("platform.audit", Scope.Zone, Roles.Auditor),
        Permission.For(OutboxEndpoints.Permission, Scope.Zone, Roles.SystemAdministrator),
    ];
}
