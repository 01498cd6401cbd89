using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Zones;

/// <summary>A zone to set up.</summary>
public sealed record NewZone(string? Code, string? Name, string? Level, string? Province, string? City, string? ShortName = null);

/// <summary>A zone as the interface shows it.</summary>
public sealed record ZoneView(string Code, string Name, string ShortName, string Level, string Province, string City, IReadOnlyList<ZoneNameView> Names);

/// <summary>A name with its dates.</summary>
public sealed record ZoneNameView(string Name, DateOnly? From, DateOnly? To);

/// <summary>Refusals of zone keeping.</summary>
internal static class ZoneErrors
{
    public static Error BadCode { get; } = new(ErrorKind.Invalid, "bad-zone-code", new("代码由小写字母、数字和连字符组成，2 至 32 位，以字母开头。", "A code has 2 to 32 lower-case letters, digits and hyphens and begins with a letter."), "code");

    public static Error Taken(string code) => new(ErrorKind.Conflict, "zone-code-taken", new($"代码“{code}”已被使用。", $"The code \"{code}\" is taken."), "code");

    public static Error BadLevel { get; } = new(ErrorKind.Invalid, "bad-level", new("级别须为 国家级、省级 或 市级。", "The level is one of 国家级, 省级, 市级."), "level");

    public static Error UnknownProvince(string name) => new(ErrorKind.Invalid, "unknown-province", new($"行政区划中没有省级名称“{name}”，例如 浙江省。", $"\"{name}\" is not a province of the division list, for example 浙江省."), "province");

    public static Error UnknownCity(string name, string province) => new(ErrorKind.Invalid, "unknown-city", new($"{province}没有“{name}”，例如 浙江省 杭州市。", $"\"{name}\" is not a city of {province} in the division list."), "city");
}

/// <summary>Sets up zones and lists those the actor may enter.</summary>
public sealed partial class ZoneService(JingkaiDbContext db, ZoneDirectory directory, AccessReader access, TimeProvider clock)
{
    /// <summary>Zones the actor belongs to, or all for installation accounts, in order of number.</summary>
    public async Task<IReadOnlyList<ZoneView>> ListAsync(CancellationToken cancel = default)
    {
        var account = db.Actor.AccountId ?? Guid.Empty;
        var all = db.Actor.InstallationRole is not null;
        var zones = await db.Set<Zone>().AsNoTracking()
            .Where(z => all || db.Set<Member>().IgnoreQueryFilters().Any(m => m.ZoneId == z.Id && m.AccountId == account && m.Active))
            .OrderBy(z => z.Id).ToListAsync(cancel);
        var ids = zones.Select(z => z.Id).ToList();
        var names = await db.Set<ZoneName>().IgnoreQueryFilters().AsNoTracking().Where(n => ids.Contains(n.ZoneId)).OrderBy(n => n.FromOn).ToListAsync(cancel);
        return [.. zones.Select(z => new ZoneView(z.Code, z.Name, z.ShortName, z.Level, z.Province, z.City,
            [.. names.Where(n => n.ZoneId == z.Id).Select(n => new ZoneNameView(n.Name, n.FromOn, n.UntilOn))]))];
    }

    /// <summary>Sets up a zone with its first name.</summary>
    /// <param name="input">The zone.</param>
    /// <param name="earlier">Earlier names with their dates.</param>
    /// <param name="demoToday">A fixed business date, in the demo only.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<ZoneView>> CreateAsync(NewZone input, IReadOnlyList<ZoneNameView>? earlier = null, DateOnly? demoToday = null, CancellationToken cancel = default)
    {
        var errors = Check(input);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var code = input.Code!.Trim();
        var name = TextNormal.Clean(input.Name!);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The next number and a free code are true only while nobody else sets up a zone; SQLite has one writer anyway.
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"LOCK TABLE platform_zones IN EXCLUSIVE MODE", cancel);
        if (await db.Set<Zone>().AnyAsync(z => z.Code == code, cancel)) return ZoneErrors.Taken(code);
        var zone = new Zone
        {
            Id = (await db.Set<Zone>().MaxAsync(z => (int?)z.Id, cancel) ?? 0) + 1,
            Code = code,
            Name = name,
            ShortName = TextNormal.Clean(input.ShortName ?? name),
            Level = input.Level!,
            Province = input.Province!,
            City = input.City!,
            DemoToday = demoToday,
            CreatedAt = clock.Now(),
        };
        db.Add(zone);
        await db.SaveChangesAsync(cancel);
        await AddNames(zone, earlier ?? [new(name, null, null)], cancel);
        await transaction.CommitAsync(CancellationToken.None);
        directory.Forget();
        access.Forget();
        return new ZoneView(code, name, zone.ShortName, zone.Level, zone.Province, zone.City, earlier ?? [new(name, null, null)]);
    }

    private async Task AddNames(Zone zone, IReadOnlyList<ZoneNameView> names, CancellationToken cancel)
    {
        // The one place that stands in a zone before anyone can enter it.
        var (standing, at) = (db.Actor.ZoneId, db.Actor.ZoneCode);
        db.Actor.Enter(zone.Id, zone.Code, db.Actor.Today);
        foreach (var n in names) db.Add(new ZoneName { ZoneId = zone.Id, Name = n.Name, FromOn = n.From, UntilOn = n.To });
        await db.SaveChangesAsync(cancel);
        if (standing is { } back) db.Actor.Enter(back, at, db.Actor.Today);
        else db.Actor.Leave();
    }

    private const int LongestName = 100;

    private static List<Error> Check(NewZone input)
    {
        var errors = new List<Error>();
        if (!CodePattern().IsMatch(input.Code ?? "")) errors.Add(ZoneErrors.BadCode);
        if (string.IsNullOrWhiteSpace(input.Name)) errors.Add(ApiErrors.Required("name"));
        if (input.Name?.Length > LongestName) errors.Add(ApiErrors.TooLong("name", LongestName));
        if (input.ShortName?.Length > LongestName) errors.Add(ApiErrors.TooLong("shortName", LongestName));
        if (input.Level is not ("国家级" or "省级" or "市级")) errors.Add(ZoneErrors.BadLevel);
        if (!Divisions.IsProvince(input.Province ?? "")) errors.Add(ZoneErrors.UnknownProvince(input.Province ?? ""));
        else if (!Divisions.IsCityOf(input.City ?? "", input.Province!)) errors.Add(ZoneErrors.UnknownCity(input.City ?? "", input.Province!));
        return errors;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$")]
    private static partial Regex CodePattern();
}
