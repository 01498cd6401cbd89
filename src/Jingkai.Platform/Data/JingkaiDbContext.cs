using Jingkai.Platform.Accounts;
using Jingkai.Platform.Modules;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jingkai.Platform.Data;

/// <summary>The one context of the installation. Each module contributes its entities; every zone row is filtered by the
/// zone and the data scope of the current <see cref="Accounts.Actor"/>. Handlers use the context directly.</summary>
public sealed class JingkaiDbContext(DbContextOptions<JingkaiDbContext> options, ModuleCatalog modules)
    : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Filter and bulk value for "no zone": no row has it.</summary>
    public const int NoZone = -1;

    /// <summary>Name of the filter that keeps reads inside the zone.</summary>
    public const string ZoneFilter = "zone";

    /// <summary>Name of the filter that keeps reads inside the reader's data scope.</summary>
    public const string ScopeFilter = "scope";

    private readonly List<IAtCommit> atCommit = [];
    private int suppressed;

    /// <summary>Who acts through this context; nobody, in no zone, until it is leased.</summary>
    public Actor Actor { get; private set; } = new();

    /// <summary>Hands a context of the pool to a request, job or command. The only way to one: see <see cref="DatabaseServices"/>.</summary>
    internal JingkaiDbContext LeaseTo(Actor actor)
    {
        (Actor, suppressed) = (actor, 0);
        atCommit.Clear();
        return this;
    }

    /// <summary>The zone of the actor, or <see cref="NoZone"/>.</summary>
    public int ZoneId => Actor.ZoneId ?? NoZone;

    /// <summary>The member of the actor, or the empty id.</summary>
    public Guid MemberId => Actor.MemberId ?? Guid.Empty;

    /// <summary>The unit of the actor, or the empty id.</summary>
    public Guid UnitId => Actor.UnitId ?? Guid.Empty;

    /// <summary>The enterprise an enterprise account speaks for, or the empty id.</summary>
    public Guid EnterpriseId => Actor.EnterpriseId ?? Guid.Empty;

    /// <summary>The business date of the zone, for dated assignments.</summary>
    public DateOnly Today => Actor.Today;

    /// <summary>True while saved rows are turned into entries of the trail one by one.</summary>
    internal bool RecordsRows => suppressed == 0;

    /// <summary>Saved rows make no entries of their own until the answer is disposed of. For writers that record a whole (a
    /// batch of an import, a file with its parts) in the same transaction by <see cref="Audit.AuditTrail.Record"/>.</summary>
    public IDisposable SuppressAudit() => new Suppression(this);

    /// <summary>Leaves work for the end of the open transaction: one of a kind, made by the first who asks for it.</summary>
    public T AtCommit<T>(Func<T> make) where T : class, IAtCommit
    {
        if (Database.CurrentTransaction is null) throw new InvalidOperationException("Only an open transaction has an end.");
        if (atCommit.OfType<T>().FirstOrDefault() is { } known) return known;
        var made = make();
        atCommit.Add(made);
        return made;
    }

    internal bool HasAtCommit => atCommit.Count > 0;

    internal void ForgetAtCommit() => atCommit.Clear();

    internal async Task RunAtCommitAsync(CancellationToken cancel)
    {
        foreach (var work in atCommit.ToList()) await work.RunAsync(this, cancel);
        atCommit.Clear();
    }

    /// <summary>Which engine is behind the context.</summary>
    public Provider Provider => Database.IsSqlite() ? Provider.Sqlite : Provider.Postgres;

    /// <summary>True when the actor reads every record of the zone under this permission.</summary>
    public bool SeesAll(string permission) => (Actor.ScopeOf(permission) & (Scope.Zone | Scope.AllZones)) != 0;

    /// <summary>True when the actor's grants for this permission include the scope.</summary>
    public bool SeesBy(string permission, Scope scope) => (Actor.ScopeOf(permission) & scope) != 0;

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PlatformModel.Configure(builder, this);
        foreach (var module in modules.All) module.ConfigureModel(builder, this);

        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(IZoned).IsAssignableFrom(t.ClrType)).ToList())
            typeof(JingkaiDbContext).GetMethod(nameof(FilterByZone), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(type.ClrType).Invoke(this, [builder]);
        // Of two who change the same version the second is refused, also when both read before either wrote.
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(IVersioned).IsAssignableFrom(t.ClrType)))
            if (type.FindProperty(nameof(IVersioned.Version)) is { } version) version.IsConcurrencyToken = true;
        foreach (var foreign in builder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
            foreign.DeleteBehavior = DeleteBehavior.Restrict;
        SnakeCase.Apply(builder.Model);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        if (Database.IsSqlite())
        {
            configuration.Properties<Guid>().HaveConversion<GuidToBigEndianBytes>();
            configuration.Properties<DateTime>().HaveConversion<InstantToText>();
        }
        else
        {
            configuration.Properties<DateTime>().HaveConversion<InstantToTimestamp>();
        }
    }

    private void FilterByZone<T>(ModelBuilder builder) where T : class, IZoned =>
        builder.Entity<T>().HasQueryFilter(ZoneFilter, row => row.ZoneId == ZoneId);

    private sealed class Suppression : IDisposable
    {
        private JingkaiDbContext? db;

        public Suppression(JingkaiDbContext db)
        {
            this.db = db;
            db.suppressed++;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref db, null) is { } context) context.suppressed--;
        }
    }
}
